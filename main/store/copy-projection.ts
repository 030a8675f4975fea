import type Database from 'better-sqlite3';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { upcastIncident } from '../../shared/incident/upcast.ts';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { FoldedBy, RefoldProgress } from '../../shared/state/fold-version.ts';
import { noted, putRow } from './copy-schema.ts';
import { refoldIncidents, type ReadLog } from '../../shared/state/refold.ts';

/** Writes incidents into the copy as they are now. */
export function shelveIncidents(db: Database.Database): (incidents: readonly Incident[]) => void {
  return (incidents) => {
    for (const incident of incidents) {
      putRow(db, 'incidents', incident.id, isOpen(incident) ? 1 : 0, incident.resolution?.at ?? null, JSON.stringify(incident));
    }
  };
}

/** An incident as the copy has it. */
export function shelvedIncident(db: Database.Database, id: string): Incident | undefined {
  const row = db.prepare<[string], { state: string }>('SELECT state FROM incidents WHERE id = ?').get(id);
  return row && upcastIncident(JSON.parse(row.state) as Incident);
}

/** Whether another version of the fold made the copy's incidents. */
export function isFoldedOtherwise(db: Database.Database, by: FoldedBy): boolean {
  return noted(db, 'fold_version') !== String(by.version);
}

/**
 * Makes the copy's incidents anew from its entries when another version of the fold made them: all in one transaction with the note of
 * the version, so that one who is killed over it begins again. A copy that began with a snapshot has not all of them: it stays as it is
 * until the relay is there to give it anew.
 */
export function ensureFolded(db: Database.Database, by: FoldedBy, onProgress?: (progress: RefoldProgress) => void): void {
  if (!isFoldedOtherwise(db, by) || Number(noted(db, 'held_from') ?? 1) > 1) {
    return;
  }
  db.transaction(() => {
    db.exec('DELETE FROM incidents');
    const shelf = { incident: (id: string) => shelvedIncident(db, id), put: shelveIncidents(db) };
    refoldIncidents(readLog(db), shelf, by, onProgress);
    putRow(db, 'meta', 'fold_version', String(by.version));
  }).immediate();
}

function readLog(db: Database.Database): ReadLog {
  const page = db.prepare<[number, number], StoredEvent>(
    'SELECT seq, id, author, signature, relay, hash FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const last = db.prepare<[], { last: number | null }>('SELECT max(seq) AS last FROM events').get()?.last ?? 0;
  return { last, read: (after, limit) => page.all(after, limit) };
}
