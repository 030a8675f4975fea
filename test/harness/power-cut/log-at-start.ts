import Database from 'better-sqlite3';
import { ensureFolded, shelvedIncident } from '../../../relay/log/projection.ts';
import { configure, migrate } from '../../../relay/log/schema.ts';
import { damageAtStart } from '../../../relay/log/start-check.ts';
import type { StoredEvent } from '../../../shared/log/envelope.ts';
import { thisFold } from '../../../shared/state/fold-version.ts';

/** What a relay finds in its log when it starts. */
export interface LogAtStart {
  entries: readonly StoredEvent[];
  /** Entries of the log whose incident is not kept beside it. */
  withoutIncident(opened: readonly { seq: number; entity: { id: string } }[]): number[];
}

/**
 * Does to a log what `SqliteEventStore` does when it opens it, without the thread that commits, and looks at what is there.
 * That thread costs half a second of a core each time, and has nothing to say about what was kept.
 */
export function atStart<Found>(file: string, look: (log: LogAtStart) => Found): Found {
  const db = new Database(file);
  try {
    configure(db);
    const check = db.pragma('quick_check(1)', { simple: true });
    migrate(db);
    const damage = check === 'ok' ? damageAtStart(db) : String(check);
    if (damage !== undefined) {
      throw new Error(`The log is damaged: ${damage}`);
    }
    ensureFolded(db, thisFold);
    return look({
      entries: db.prepare<[], StoredEvent>('SELECT seq, id, author, signature, relay, hash FROM events ORDER BY seq').all(),
      withoutIncident: (opened) => opened.filter(({ entity }) => !shelvedIncident(db, entity.id)).map(({ seq }) => seq),
    });
  } finally {
    db.close();
  }
}
