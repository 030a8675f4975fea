import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import type { Incident } from '../../shared/incident/incident.ts';
import { upcastIncident } from '../../shared/incident/upcast.ts';
import { genesis, type ChainHead } from '../../shared/log/chain.ts';
import { BadSegment, type Segment } from '../archive/segment.ts';
import type { SegmentShelf } from '../archive/segment-shelf.ts';
import { decodeEvent, type EntityRef, type StoredEvent } from '../../shared/log/envelope.ts';
import { thisFold, type FoldedBy, type RefoldProgress } from '../../shared/state/fold-version.ts';
import { countRows, eventRows } from './commit-rows.ts';
import type { CommitAnswer, CommitRequest } from './commit-worker.ts';
import type { Commit, EventStore, StoreSnapshot } from './event-store.ts';
import { DamagedLog } from './damage.ts';
import { relayModule } from '../relay-file.ts';
import { openLog } from './open-log.ts';
import { ensureFolded, incidentRow, shelvedIncidents } from './projection.ts';
import { isMustUnderstand } from './schema.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';
import { sqliteSnapshot } from './sqlite-snapshot.ts';

const columns = 'seq, id, author, signature, relay, hash';

/** Of the thousand resolved last alone, found by their times before any is read; damage to one of them keeps no other from being found. */
const lastOfService = `SELECT state FROM incidents
  WHERE rowid IN (SELECT rowid FROM incidents WHERE open = 0 AND resolved_at >= ? ORDER BY resolved_at DESC LIMIT 1000)
    AND CASE WHEN json_valid(state) THEN json_extract(state, '$.service') = ? END
  ORDER BY resolved_at DESC LIMIT ?`;

/** By which fold the incidents are kept, and who hears how far folding them anew has come after an update. */
export interface StoreOptions {
  fold?: FoldedBy;
  onProgress?: (progress: RefoldProgress) => void;
  /** Told at the start of archived entries that cannot be read; the relay goes on without them. */
  onBadSegment?: (error: BadSegment) => void;
}

/** The log in one SQLite file: reads here, commits in a worker thread so that a slow disk never stalls the loop. */
export class SqliteEventStore implements EventStore {
  readonly log: string;
  readonly outbox: SqliteOutbox;
  readonly #db: Database.Database;
  readonly #archived: SegmentShelf;
  /** Asked of every command, and therefore prepared once. */
  readonly #byId: Database.Statement<[string], StoredEvent>;
  readonly #shelved: (id: string) => Incident | undefined;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (changed: boolean[]) => void; reject: (error: Error) => void }>();
  #turn = 0;
  #closing = false;

  constructor(file: string, { fold = thisFold, onProgress, onBadSegment }: StoreOptions = {}) {
    const { db, archived } = openLog(file);
    this.#db = db;
    this.#archived = archived;
    const bad = archived.damage() ?? this.#fold(file, fold, onProgress);
    if (bad) {
      onBadSegment?.(bad);
    }
    this.log = this.#ensureLogId();
    this.#byId = this.#db.prepare(`SELECT ${columns} FROM events WHERE id = ?`);
    this.#shelved = shelvedIncidents(this.#db);
    this.outbox = new SqliteOutbox(this.#db, {
      change: (changes) => this.#ask({ changes }),
      add: async (deliveries) => void (await this.#ask({ deliveries })),
      forget: async (forgetBefore) => void (await this.#ask({ forgetBefore })),
    });
    this.#worker = new Worker(relayModule('log/commit-worker'), { workerData: { file } });
    this.#worker.on('message', (answer: CommitAnswer) => this.#answered(answer));
    this.#worker.on('error', (error) => this.#failAll(error));
    this.#worker.on('exit', () => this.#failAll(new Error('The commit worker has stopped.')));
  }

  head(): ChainHead {
    const last = this.#db.prepare<[], StoredEvent>(`SELECT ${columns} FROM events ORDER BY seq DESC LIMIT 1`).get();
    if (!last) {
      return { ...genesis, log: this.log };
    }
    const { recordedAt } = decodeEvent(this.#archived.wholeOne(last));
    return { seq: last.seq, hash: last.hash, recordedAt, log: this.log };
  }

  readableFrom(): number {
    return this.#archived.readableFrom();
  }

  append(commits: readonly Commit[], incidents: readonly Incident[]): Promise<void> {
    return this.#write({
      events: eventRows(commits),
      counts: countRows(commits),
      incidents: incidents.map(incidentRow),
      deliveries: commits.flatMap((commit) => commit.deliveries ?? []),
      settles: commits.flatMap((commit) => commit.settles ?? []),
    });
  }

  probe(at: number): Promise<void> {
    return this.#write({ probe: at });
  }

  /** Lets the text of entries go that are in a segment; rejects, and keeps it, unless the file is proven to hold every byte of it. */
  archive(segment: Segment): Promise<void> {
    return this.#write({ archive: segment });
  }

  async #write(what: Omit<CommitRequest, 'turn'>): Promise<void> {
    await this.#ask(what);
  }

  #ask(what: Omit<CommitRequest, 'turn'>): Promise<boolean[]> {
    if (this.#closing) {
      return Promise.reject(new Error('The log is closing.'));
    }
    this.#turn += 1;
    const request: CommitRequest = { turn: this.#turn, ...what };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.turn, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  read(after: number, limit: number): StoredEvent[] {
    const rows = this.#db.prepare<[number, number], StoredEvent>(`SELECT ${columns} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`);
    return this.#archived.whole(rows.all(after, limit));
  }

  readEntity(entity: EntityRef): StoredEvent[] {
    const sql = `SELECT ${columns} FROM events WHERE entity = ? AND kind = ? ORDER BY seq`;
    return this.#archived.whole(this.#db.prepare<[string, string], StoredEvent>(sql).all(entity.id, entity.kind));
  }

  find(id: string): StoredEvent | undefined {
    const row = this.#byId.get(id);
    return row && this.#archived.wholeOne(row);
  }

  hashAt(seq: number): string | undefined {
    return this.#db.prepare<[number], { hash: string }>('SELECT hash FROM events WHERE seq = ?').get(seq)?.hash;
  }

  lastDeviceSeq(device: string): number {
    return this.#db.prepare<[string], { last_seq: number }>('SELECT last_seq FROM devices WHERE device = ?').get(device)?.last_seq ?? 0;
  }

  readDefinitions(): StoredEvent[] {
    const which = ["kind <> 'incident'", `kind = 'incident' AND ${isMustUnderstand}`];
    const each = which.map((where) => `SELECT ${columns} FROM events WHERE ${where}`);
    return this.#db.prepare<[], StoredEvent>(`${each.join(' UNION ALL ')} ORDER BY seq`).all();
  }

  recentIncidents(resolvedSince: number, mentioning = ''): Incident[] {
    return this.#db
      .prepare<[number, string], { state: string }>(
        'SELECT state FROM incidents WHERE (open = 1 OR (open = 0 AND resolved_at >= ?)) AND instr(state, ?) > 0',
      )
      .all(resolvedSince, mentioning)
      .map(({ state }) => upcastIncident(JSON.parse(state) as Incident));
  }

  resolvedOf(service: string, resolvedSince: number, most: number): Incident[] {
    return this.#db
      .prepare<[number, string, number], { state: string }>(lastOfService)
      .all(resolvedSince, service, most)
      .map(({ state }) => upcastIncident(JSON.parse(state) as Incident));
  }

  incidentNumbered(number: number): Incident | undefined {
    const row = this.#db.prepare<[number], { id: string }>('SELECT id FROM incidents WHERE number = ?').get(number);
    return row && this.incident(row.id);
  }

  incident(id: string): Incident | undefined {
    return this.#shelved(id);
  }

  lastIncidentNumber(): number {
    return this.#db.prepare<[], { last: number | null }>('SELECT max(number) AS last FROM incidents').get()?.last ?? 0;
  }

  snapshot(): StoreSnapshot {
    return sqliteSnapshot(this.#db.name, this.log);
  }

  async close(): Promise<void> {
    this.#closing = true;
    const stopped = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#worker.postMessage('close');
    await stopped;
    this.#db.close();
  }

  /** Archived entries that cannot be read leave the incidents as an earlier version folded them: those still page. */
  #fold(file: string, fold: FoldedBy, onProgress: StoreOptions['onProgress']): BadSegment | undefined {
    try {
      ensureFolded(this.#db, this.#archived, fold, onProgress);
      return undefined;
    } catch (error) {
      if (error instanceof BadSegment) {
        return error;
      }
      this.#db.close();
      throw error instanceof SyntaxError ? new DamagedLog(file, 'an entry cannot be read', error) : error;
    }
  }

  #ensureLogId(): string {
    const known = this.#db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'log'").get();
    if (known) {
      return known.value;
    }
    const log = randomUUID();
    this.#db.prepare("INSERT INTO meta (name, value) VALUES ('log', ?)").run(log);
    return log;
  }

  #answered({ turn, error, changed = [] }: CommitAnswer): void {
    const waiting = this.#waiting.get(turn);
    this.#waiting.delete(turn);
    if (error === undefined) {
      waiting?.resolve(changed);
    } else {
      waiting?.reject(new Error(error));
    }
  }

  #failAll(error: unknown): void {
    for (const { reject } of this.#waiting.values()) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
    this.#waiting.clear();
  }
}
