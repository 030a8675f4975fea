import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { isSettled, OutboxRow } from '../../shared/delivery/attempt.ts';
import { laneOf } from '../../shared/delivery/delivery.ts';
import type { OutboxChange } from './outbox.ts';

/** A row as the database has it; `next_at` is when something is to be done about it, `row` all of it as JSON. */
export interface StoredRow {
  id: string;
  lane: string;
  incident: string;
  state: string;
  next_at: number;
  attempts: number;
  settled_at: number | null;
  row: string;
}

/** The columns of a stored row and what guards them. */
export const outboxColumns = 'id, lane, incident, state, next_at, attempts, settled_at, row, checksum';

/** What guards a row of the outbox: a byte that flips in it must not page the wrong person. SHA-256, hexadecimal. */
export function rowChecksum({ id, lane, incident, state, next_at, attempts, settled_at, row }: StoredRow): string {
  return createHash('sha256')
    .update(JSON.stringify([id, lane, incident, state, next_at, attempts, settled_at, row]))
    .digest('hex');
}

/** A row as it is written down. */
export function storedRow(row: OutboxRow): StoredRow {
  const { delivery, state, nextAt, attempts, settledAt } = row;
  const { id, incident } = delivery;
  const settled = settledAt ?? null;
  return { id, lane: laneOf(delivery), incident, state, next_at: nextAt, attempts, settled_at: settled, row: JSON.stringify(row) };
}

/** Reads a row; undefined when it is not as it was written. */
export function readRow(stored: StoredRow & { checksum: string }): OutboxRow | undefined {
  if (rowChecksum(stored) !== stored.checksum) {
    return undefined;
  }
  return OutboxRow.safeParse(JSON.parse(stored.row)).data;
}

/** The statements that write the outbox; they belong to whoever alone writes the database. */
export function outboxWriter(db: Database.Database): {
  add(rows: readonly OutboxRow[]): void;
  change(change: OutboxChange): boolean;
  forget(before: number): void;
} {
  const insert = db.prepare(`INSERT INTO outbox (${outboxColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`);
  const update = db.prepare(
    'UPDATE outbox SET state = ?, next_at = ?, attempts = ?, settled_at = ?, row = ?, checksum = ? WHERE id = ? AND attempts = ? AND state = ?',
  );
  const remove = db.prepare('DELETE FROM outbox WHERE settled_at < ?');
  return {
    add: (rows) => {
      for (const stored of rows.map(storedRow)) {
        const { id, lane, incident, state, next_at: nextAt, attempts, settled_at: settledAt, row } = stored;
        insert.run(id, lane, incident, state, nextAt, attempts, settledAt, row, rowChecksum(stored));
      }
    },
    change: ({ row, was }) => {
      const stored = storedRow(row);
      const { state, next_at: nextAt, attempts, settled_at: settledAt } = stored;
      const settled = isSettled(row) ? settledAt : null;
      return update.run(state, nextAt, attempts, settled, stored.row, rowChecksum(stored), stored.id, was.attempts, was.state).changes > 0;
    },
    forget: (before) => void remove.run(before),
  };
}
