import type Database from 'better-sqlite3';
import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import type { Outbox, OutboxChange, OutboxQuery } from './outbox.ts';
import { isForProgram } from './schema.ts';
import { outboxColumns, readRow, type StoredRow } from './outbox-rows.ts';

type Kept = StoredRow & { checksum: string };
const open = "state IN ('waiting', 'sending')";

/** What the outbox asks of the one who writes the database. */
export interface OutboxWrites {
  change(changes: readonly OutboxChange[]): Promise<boolean[]>;
  add(rows: readonly OutboxRow[]): Promise<void>;
  forget(before: number): Promise<void>;
}

/** The outbox in the log's database: reads here, writes where all of them are made. A row that is not as it was written is passed over. */
export class SqliteOutbox implements Outbox {
  readonly #db: Database.Database;
  readonly #writes: OutboxWrites;
  readonly #due: Readonly<Record<'people' | 'programs', Database.Statement<[number, string, number], Kept>>>;
  readonly #open: Database.Statement<[string, number], Kept>;
  readonly #next: readonly Database.Statement<[], { at: number | null }>[];
  readonly #sent: Database.Statement<[string, number], { at: number }>;

  constructor(db: Database.Database, writes: OutboxWrites) {
    this.#db = db;
    this.#writes = writes;
    const due = (which: string) =>
      db.prepare<[number, string, number], Kept>(
        `SELECT ${outboxColumns} FROM outbox WHERE ${open} AND ${which} AND next_at <= ?
         AND lane NOT IN (SELECT value FROM json_each(?)) ORDER BY next_at, rowid LIMIT ?`,
      );
    this.#due = { people: due(`NOT ${isForProgram}`), programs: due(isForProgram) };
    this.#open = db.prepare(`SELECT ${outboxColumns} FROM outbox WHERE lane = ? AND ${open} ORDER BY rowid LIMIT ?`);
    // One for each index: together they would be a walk over everything that waits.
    const next = (which: string) =>
      db.prepare<[], { at: number | null }>(`SELECT min(next_at) AS at FROM outbox WHERE ${open} AND ${which}`);
    this.#next = [next(`NOT ${isForProgram}`), next(isForProgram)];
    this.#sent = db.prepare("SELECT DISTINCT settled_at AS at FROM outbox WHERE lane = ? AND settled_at >= ? AND state = 'sent'");
  }

  due(which: 'people' | 'programs', now: number, limit: number, without: ReadonlySet<string> = new Set()): OutboxRow[] {
    return this.#due[which].all(now, JSON.stringify([...without]), limit).flatMap((kept) => readRow(kept) ?? []);
  }

  openIn(lane: string, limit: number): OutboxRow[] {
    return this.#open.all(lane, limit).flatMap((kept) => readRow(kept) ?? []);
  }

  nextAt(): number | undefined {
    const first = Math.min(...this.#next.map((each) => each.get()?.at ?? Infinity));
    return first === Infinity ? undefined : first;
  }

  find(id: string): OutboxRow | undefined {
    const kept = this.#db.prepare<[string], Kept>(`SELECT ${outboxColumns} FROM outbox WHERE id = ?`).get(id);
    return kept && readRow(kept);
  }

  list({ state, incident, limit }: OutboxQuery): OutboxRow[] {
    const sql = `SELECT ${outboxColumns} FROM outbox WHERE state = coalesce(?, state) AND incident = coalesce(?, incident) ORDER BY rowid DESC LIMIT ?`;
    const rows = this.#db.prepare<[string | null, string | null, number], Kept>(sql).all(state ?? null, incident ?? null, limit);
    return rows.flatMap((kept) => readRow(kept) ?? []);
  }

  sentAbout(lane: string, incident: string): OutboxRow[] {
    const sql = `SELECT ${outboxColumns} FROM outbox WHERE incident = ? AND lane = ? AND state = 'sent' ORDER BY settled_at, rowid`;
    const rows = this.#db.prepare<[string, string], Kept>(sql).all(incident, lane);
    return rows.flatMap((kept) => readRow(kept) ?? []);
  }

  counts(): Record<OutboxRow['state'], number> {
    const counts = { waiting: 0, sending: 0, sent: 0, suppressed: 0, dead: 0 };
    const rows = this.#db.prepare<[], { state: OutboxRow['state']; count: number }>(
      'SELECT state, count(*) AS count FROM outbox GROUP BY state',
    );
    rows.all().forEach(({ state, count }) => (counts[state] = count));
    return counts;
  }

  sentSince(lane: string, since: number): number[] {
    return this.#sent.all(lane, since).map(({ at }) => at);
  }

  change(changes: readonly OutboxChange[]): Promise<boolean[]> {
    return this.#writes.change(changes);
  }

  add(rows: readonly OutboxRow[]): Promise<void> {
    return this.#writes.add(rows);
  }

  forget(before: number): Promise<void> {
    return this.#writes.forget(before);
  }
}
