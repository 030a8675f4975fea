import type Database from 'better-sqlite3';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { upcastIncident } from '../../shared/incident/upcast.ts';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { SegmentShelf } from '../archive/segment-shelf.ts';
import type { FoldedBy, RefoldProgress } from '../../shared/state/fold-version.ts';
import type { IncidentRow } from './incident-checksum.ts';
import { shelveIncidents } from './shelve-incidents.ts';
import { refoldIncidents, type ReadLog } from '../../shared/state/refold.ts';

/** An incident as the projection keeps it, before its checksum. */
export function incidentRow(incident: Incident): IncidentRow {
  const { id, number, resolution } = incident;
  return { id, number, open: isOpen(incident) ? 1 : 0, resolved_at: resolution?.at ?? null, state: JSON.stringify(incident) };
}

/** Reads incidents as the projection has them. */
export function shelvedIncidents(db: Database.Database): (id: string) => Incident | undefined {
  const one = db.prepare<[string], { state: string }>('SELECT state FROM incidents WHERE id = ?');
  return (id) => {
    const row = one.get(id);
    return row && upcastIncident(JSON.parse(row.state) as Incident);
  };
}

/**
 * Makes the projection anew from the log when another version of the fold made it: all of it in one transaction with the note of the
 * version, so that one who is killed over it begins again. Throws BadSegment, and leaves it as it was, where archived entries cannot be read.
 */
export function ensureFolded(
  db: Database.Database,
  archived: SegmentShelf,
  by: FoldedBy,
  onProgress?: (progress: RefoldProgress) => void,
): void {
  const known = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'fold_version'").get();
  if (known?.value === String(by.version)) {
    return;
  }
  db.transaction(() => {
    db.exec('DELETE FROM incidents');
    const shelve = shelveIncidents(db);
    const shelf = { incident: shelvedIncidents(db), put: (incidents: readonly Incident[]) => shelve(incidents.map(incidentRow)) };
    refoldIncidents(readLog(db, archived), shelf, by, onProgress);
    db.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('fold_version', ?)").run(String(by.version));
  }).immediate();
}

function readLog(db: Database.Database, archived: SegmentShelf): ReadLog {
  const page = db.prepare<[number, number], StoredEvent>(
    'SELECT seq, id, author, signature, relay, hash FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const last = db.prepare<[], { last: number | null }>('SELECT max(seq) AS last FROM events').get()?.last ?? 0;
  return { last, read: (after, limit) => archived.whole(page.all(after, limit)) };
}
