import type { StoredEvent } from '../../../shared/log/envelope.ts';
import { thisFold } from '../../../shared/state/fold-version.ts';
import { openLog } from '../../../relay/log/open-log.ts';
import { ensureFolded, shelvedIncidents } from '../../../relay/log/projection.ts';

/** What a relay finds in its log when it starts. */
export interface LogAtStart {
  entries: readonly StoredEvent[];
  /** Entries of the log whose incident is not kept beside it. */
  withoutIncident(opened: readonly { seq: number; entity: { id: string } }[]): number[];
}

/**
 * Opens a log as `SqliteEventStore` does, without the thread that commits, and looks at what is there.
 * That thread costs half a second of a core each time, and has nothing to say about what was kept.
 */
export function atStart<Found>(file: string, look: (log: LogAtStart) => Found): Found {
  const { db, archived } = openLog(file);
  try {
    ensureFolded(db, archived, thisFold);
    const shelved = shelvedIncidents(db);
    return look({
      entries: db.prepare<[], StoredEvent>('SELECT seq, id, author, signature, relay, hash FROM events ORDER BY seq').all(),
      withoutIncident: (opened) => opened.filter(({ entity }) => !shelved(entity.id)).map(({ seq }) => seq),
    });
  } finally {
    db.close();
  }
}
