import Database from 'better-sqlite3';
import type { Rung } from '../../shared/escalation/ring.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { configureCopy, oddRows, putRow, type GuardedTable } from './copy-schema.ts';
import { putCheckpoints } from './kept-checkpoints.ts';
import type { PendingCommand, Returned } from './replica-store.ts';

/** What this device added to its copy: nobody else has it, so it outlives the copy. */
export interface AddedHere {
  pending: (PendingCommand & { position: number })[];
  returned: Returned[];
  rung: Map<string, Rung>;
  provisional: Event[];
  lastDeviceSeq: number;
  clockOffsetMs: number;
  /** What it witnessed of the relay's log. */
  checkpoints: Checkpoint[];
}

/** Reads what this device added as far as it is as it was written; of a damaged copy that may be a part, or nothing. */
export function readAdded(db: Database.Database): AddedHere {
  const meta = new Map(soundRows<{ name: string; value: string }>(db, 'meta').map(({ name, value }) => [name, value]));
  return {
    pending: soundRows<PendingCommand & { position: number }>(db, 'pending')
      .map(({ id, position, author, signature }) => ({ id, position, author, signature }))
      .toSorted((a, b) => a.position - b.position),
    returned: soundRows<{ json: string }>(db, 'returned').map(({ json }) => JSON.parse(json) as Returned),
    rung: new Map(
      soundRows<{ incident: string; json: string }>(db, 'rung').map(({ incident, json }) => [incident, JSON.parse(json) as Rung]),
    ),
    provisional: JSON.parse(meta.get('provisional') ?? '[]') as Event[],
    lastDeviceSeq: Number(meta.get('device_seq') ?? 0),
    clockOffsetMs: Number(meta.get('clock_offset_ms') ?? 0),
    checkpoints: soundRows<{ json: string }>(db, 'checkpoints').map(({ json }) => JSON.parse(json) as Checkpoint),
  };
}

/** The same of a file that cannot be opened as a copy any more. */
export function salvageAdded(file: string): AddedHere | undefined {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true });
    configureCopy(db);
    return readAdded(db);
  } catch {
    // What could not be read is gone; commands that wait for the relay stand in their own file too.
    return undefined;
  } finally {
    db?.close();
  }
}

/** Puts into an empty copy what was read from another. */
export function writeAdded(db: Database.Database, added: AddedHere): void {
  const { pending, returned, rung, provisional, lastDeviceSeq, clockOffsetMs, checkpoints } = added;
  db.transaction(() => {
    pending.forEach(({ id, position, author, signature }) => putRow(db, 'pending', id, position, author, signature));
    returned.forEach((each) => putRow(db, 'returned', each.id, JSON.stringify(each)));
    rung.forEach((each, incident) => putRow(db, 'rung', incident, JSON.stringify(each)));
    putCheckpoints(db, checkpoints);
    putRow(db, 'meta', 'provisional', JSON.stringify(provisional));
    putRow(db, 'meta', 'clock_offset_ms', String(clockOffsetMs));
    putRow(db, 'meta', 'device_seq', String(lastDeviceSeq));
  })();
}

function soundRows<T>(db: Database.Database, table: GuardedTable): T[] {
  try {
    const sound = new Set(oddRows(db, table).flatMap(({ rowid, odd }) => (odd === 0 ? [rowid] : [])));
    return db
      .prepare<[], T & { row: number }>(`SELECT rowid AS row, * FROM ${table} ORDER BY rowid`)
      .all()
      .filter(({ row }) => sound.has(row));
  } catch {
    return [];
  }
}
