import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Rung } from '../../shared/escalation/ring.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { upcastIncident } from '../../shared/incident/upcast.ts';
import { genesis, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type EntityRef, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import { PendingFile } from './pending-file.ts';
import type { Kept, PendingCommand, ReplicaStore, Returned } from './replica-store.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, entity TEXT NOT NULL,
    author TEXT NOT NULL, signature TEXT NOT NULL, relay TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_by_entity ON events (entity, seq);
  CREATE TABLE IF NOT EXISTS incidents (id TEXT PRIMARY KEY, open INTEGER NOT NULL, resolved_at INTEGER, state TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS pending (id TEXT PRIMARY KEY, position INTEGER NOT NULL, author TEXT NOT NULL, signature TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS returned (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS rung (incident TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;`;

const columns = 'seq, id, author, signature, relay, hash';

/** Sets a desktop database up: better-sqlite3 is built with NORMAL for WAL, which loses acknowledged work in a power cut, hence FULL. */
export function configureCopy(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    db.pragma('fullfsync = ON');
  }
}

/** Opens the copy; one that is damaged is put aside, because the relay has it all again and pending commands stand elsewhere. */
function openOrRebuild(file: string, setAside: () => void): Database.Database {
  try {
    const db = new Database(file);
    configureCopy(db);
    const [check] = db.pragma('quick_check(1)') as { quick_check: string }[];
    if (check?.quick_check === 'ok') {
      db.exec(schema);
      return db;
    }
    db.close();
  } catch (error) {
    if (!existsSync(file)) {
      throw error;
    }
  }
  setAside();
  return openOrRebuild(file, () => {
    throw new Error(`${file} cannot be opened or rebuilt; check the disk.`);
  });
}

/** A desktop's copy of the log in SQLite, with its pending commands also in a synced file of their own. */
export class SqliteReplicaStore implements ReplicaStore {
  readonly #folder: string;
  readonly #pendingFile: PendingFile;
  readonly #now: () => number;
  readonly #statements = new Map<string, Database.Statement>();
  #db: Database.Database;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    this.#pendingFile = new PendingFile(join(folder, 'pending.ndjson'));
    this.#db = this.#open();
  }

  load(resolvedSince: number): Kept {
    const db = this.#db;
    const json = <T>(rows: { json: string }[]) => rows.map((row) => JSON.parse(row.json) as T);
    const meta = (name: string) => db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name)?.value;
    const inTable = db.prepare<[], PendingCommand>('SELECT id, author, signature FROM pending ORDER BY position').all();
    // The file comes first: a copy that was rebuilt lacks what was added before.
    const pending = new Map([...this.#pendingFile.commands, ...inTable].map((command) => [command.id, command]));
    const head = this.#head();
    return {
      log: head.log,
      head,
      definitions: db.prepare<[], StoredEvent>(`SELECT ${columns} FROM events WHERE kind <> 'incident' ORDER BY seq`).all(),
      incidents: db
        .prepare<[number], { json: string }>('SELECT state AS json FROM incidents WHERE open = 1 OR resolved_at >= ?')
        .all(resolvedSince)
        .map((row) => upcastIncident(JSON.parse(row.json) as Incident)),
      lastIncidentNumber:
        db.prepare<[], { last: number | null }>("SELECT max(json_extract(state, '$.number')) AS last FROM incidents").get()?.last ?? 0,
      pending: [...pending.values()].filter(({ id }) => !this.#isConfirmed(id)),
      provisional: JSON.parse(meta('provisional') ?? '[]') as Event[],
      returned: json<Returned>(db.prepare<[], { json: string }>('SELECT json FROM returned').all()),
      rung: new Map(
        db
          .prepare<[], { incident: string; json: string }>('SELECT incident, json FROM rung')
          .all()
          .map((row) => [row.incident, JSON.parse(row.json) as Rung]),
      ),
      lastDeviceSeq: Math.max(Number(meta('device_seq') ?? 0), this.#pendingFile.lastDeviceSeq),
      clockOffsetMs: Number(meta('clock_offset_ms') ?? 0),
    };
  }

  confirm(change: Parameters<ReplicaStore['confirm']>[0]): void {
    const insert = this.#statement(`INSERT INTO events (${columns}, kind, entity) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
    const project = this.#statement(
      `INSERT INTO incidents (id, open, resolved_at, state) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET open = excluded.open, resolved_at = excluded.resolved_at, state = excluded.state`,
    );
    this.#db.transaction(() => {
      for (const entry of change.entries) {
        const { entity } = decodeEvent(entry);
        insert.run(entry.seq, entry.id, entry.author, entry.signature, entry.relay, entry.hash, entity.kind, entity.id);
      }
      for (const incident of change.incidents) {
        project.run(incident.id, isOpen(incident) ? 1 : 0, incident.resolution?.at ?? null, JSON.stringify(incident));
      }
      change.settled.forEach((id) => this.#statement('DELETE FROM pending WHERE id = ?').run(id));
      change.returned.forEach((returned) => this.#keepReturned(returned));
    })();
    this.#pendingFile.done(change.settled);
  }

  addPending(command: PendingCommand, deviceSeq: number): void {
    this.#pendingFile.add(command, deviceSeq);
    this.#db.transaction(() => {
      this.#db
        .prepare('INSERT OR IGNORE INTO pending (id, position, author, signature) VALUES (?, ?, ?, ?)')
        .run(command.id, deviceSeq, command.author, command.signature);
      this.#setMeta('device_seq', String(deviceSeq));
    })();
  }

  giveBack(returned: Returned): void {
    this.#db.transaction(() => {
      this.#db.prepare('DELETE FROM pending WHERE id = ?').run(returned.id);
      this.#keepReturned(returned);
    })();
    this.#pendingFile.done([returned.id]);
  }

  dismiss(id: string): void {
    this.#db.prepare('DELETE FROM returned WHERE id = ?').run(id);
  }

  setProvisional(events: readonly Event[]): void {
    this.#setMeta('provisional', JSON.stringify(events));
  }

  setRung(incident: string, rung: Rung | undefined): void {
    if (rung) {
      this.#db.prepare('INSERT OR REPLACE INTO rung (incident, json) VALUES (?, ?)').run(incident, JSON.stringify(rung));
    } else {
      this.#db.prepare('DELETE FROM rung WHERE incident = ?').run(incident);
    }
  }

  setClockOffset(offsetMs: number): void {
    this.#setMeta('clock_offset_ms', String(offsetMs));
  }

  readEntity(entity: EntityRef): StoredEvent[] {
    return this.#db
      .prepare<[string, string], StoredEvent>(`SELECT ${columns} FROM events WHERE entity = ? AND kind = ? ORDER BY seq`)
      .all(entity.id, entity.kind);
  }

  incident(id: string): Incident | undefined {
    const row = this.#statement('SELECT state AS json FROM incidents WHERE id = ?').get(id) as { json: string } | undefined;
    return row && (JSON.parse(row.json) as Incident);
  }

  read(after: number, limit: number): StoredEvent[] {
    return this.#db
      .prepare<[number, number], StoredEvent>(`SELECT ${columns} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`)
      .all(after, limit);
  }

  startOver(): void {
    const { pending, returned, rung, provisional, lastDeviceSeq, clockOffsetMs } = this.load(0);
    this.#db.close();
    this.#setAside();
    this.#db = this.#open();
    this.#db.transaction(() => {
      const insert = this.#db.prepare('INSERT INTO pending (id, position, author, signature) VALUES (?, ?, ?, ?)');
      pending.forEach(({ id, author, signature }, position) => insert.run(id, position - pending.length, author, signature));
      returned.forEach((each) => this.#keepReturned(each));
      rung.forEach((each, incident) => this.setRung(incident, each));
      this.setProvisional(provisional);
      this.setClockOffset(clockOffsetMs);
      this.#setMeta('device_seq', String(lastDeviceSeq));
    })();
  }

  close(): void {
    this.#pendingFile.close();
    this.#db.close();
  }

  /** A statement that is used once an entry, prepared once. */
  #statement(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) {
      return known;
    }
    const made = this.#db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #open(): Database.Database {
    this.#statements.clear();
    return openOrRebuild(join(this.#folder, 'replica.db'), () => this.#setAside());
  }

  #setAside(): void {
    const stamp = this.#now();
    for (const suffix of ['', '-wal', '-shm']) {
      const file = join(this.#folder, `replica.db${suffix}`);
      if (existsSync(file)) {
        renameSync(file, join(this.#folder, `replica-set-aside-${stamp}.db${suffix}`));
      }
    }
  }

  #head(): ChainHead {
    const last = this.#db.prepare<[], StoredEvent>(`SELECT ${columns} FROM events ORDER BY seq DESC LIMIT 1`).get();
    if (!last) {
      return genesis;
    }
    const { recordedAt, log } = decodeEvent(last);
    return { seq: last.seq, hash: last.hash, recordedAt, log };
  }

  #isConfirmed(id: string): boolean {
    return this.#db.prepare('SELECT 1 FROM events WHERE id = ?').get(id) !== undefined;
  }

  #keepReturned(returned: Returned): void {
    this.#db.prepare('INSERT OR REPLACE INTO returned (id, json) VALUES (?, ?)').run(returned.id, JSON.stringify(returned));
  }

  #setMeta(name: string, value: string): void {
    this.#db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
  }
}
