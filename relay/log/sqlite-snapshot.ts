import Database from 'better-sqlite3';
import { genesis } from '../../shared/log/chain.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { SegmentShelf } from '../archive/segment-shelf.ts';
import type { StoreSnapshot } from './event-store.ts';
import { isMustUnderstand } from './schema.ts';

/** What a state is folded from besides its incidents. */
const defining = ["kind <> 'incident'", `kind = 'incident' AND ${isMustUnderstand}`];

const columns = 'seq, id, author, signature, relay, hash';

/** A connection of its own with a read transaction that stays open: SQLite shows it the log as it was when it began. */
export function sqliteSnapshot(file: string, log: string): StoreSnapshot {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.exec('BEGIN');
  const last = db.prepare<[], StoredEvent>(`SELECT ${columns} FROM events ORDER BY seq DESC LIMIT 1`).get();
  const count = (sql: string) => db.prepare<[], { count: number }>(`SELECT count(*) AS count ${sql}`).get()?.count ?? 0;
  const page = (where: string) => `SELECT * FROM (SELECT ${columns} FROM events WHERE ${where} AND seq > @after ORDER BY seq LIMIT @limit)`;
  const definitions = db.prepare<[{ after: number; limit: number }], StoredEvent>(
    `${defining.map(page).join(' UNION ALL ')} ORDER BY seq LIMIT @limit`,
  );
  const incidents = db.prepare<[number, number], { number: number; json: string }>(
    'SELECT number, state AS json FROM incidents WHERE number > ? ORDER BY number LIMIT ?',
  );
  const recordedAt = last && decodeEvent(new SegmentShelf(db).wholeOne(last)).recordedAt;
  return {
    head: last && recordedAt !== undefined ? { seq: last.seq, hash: last.hash, recordedAt, log } : { ...genesis, log },
    counts: {
      definitions: defining.reduce((sum, where) => sum + count(`FROM events WHERE ${where}`), 0),
      incidents: count('FROM incidents'),
    },
    definitions: (after, limit) => definitions.all({ after, limit }),
    incidents: (after, limit) => incidents.all(after, limit),
    close: () => {
      db.close();
    },
  };
}
