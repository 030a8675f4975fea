import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Rung } from '../../shared/escalation/ring.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { upcastIncident } from '../../shared/incident/upcast.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import { genesis, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type EntityRef, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import { thisFold, type FoldedBy, type RefoldProgress } from '../../shared/state/fold-version.ts';
import { ensureFolded, isFoldedOtherwise, shelvedIncident, shelveIncidents } from './copy-projection.ts';
import {
  carriedFrom,
  carryInto,
  configureCopy,
  isLaidOut,
  isMustUnderstand,
  isReadable,
  prepareCopy,
  type Carried,
} from './copy-schema.ts';
import { PendingFile } from './pending-file.ts';
import type { Kept, PendingCommand, ReplicaSnapshot, ReplicaStore, Returned } from './replica-store.ts';
import { thinned } from './thinned.ts';

const columns = 'seq, id, author, signature, relay, hash';

/** By which fold the incidents are kept, and who hears how far folding them anew has come after an update. */
export interface CopyOptions {
  fold?: FoldedBy;
  onProgress?: (progress: RefoldProgress) => void;
}

/** A desktop's copy of the log in SQLite, with its pending commands also in a synced file of their own. */
export class SqliteReplicaStore implements ReplicaStore {
  readonly #folder: string;
  readonly #pendingFile: PendingFile;
  readonly #now: () => number;
  readonly #options: CopyOptions;
  #db: Database.Database;

  constructor(folder: string, now: () => number, options: CopyOptions = {}) {
    this.#options = options;
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
      definitions: this.#definitions(),
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
      heldFrom: Number(meta('held_from') ?? 1),
      isFoldedOtherwise: isFoldedOtherwise(db, this.#options.fold ?? thisFold),
    };
  }

  adopt({ head, definitions, incidents }: ReplicaSnapshot): void {
    this.#db.transaction(() => {
      this.#insertEntries(definitions);
      shelveIncidents(this.#db)(incidents.map((json) => JSON.parse(json) as Incident));
      this.#setMeta('adopted', JSON.stringify(head));
      this.#setMeta('held_from', String(head.seq + 1));
    })();
  }

  addEarlier(entries: readonly StoredEvent[]): void {
    const [first] = entries;
    if (first) {
      this.#db.transaction(() => {
        this.#insertEntries(entries);
        this.#setMeta('held_from', String(first.seq));
      })();
    }
  }

  confirm(change: Parameters<ReplicaStore['confirm']>[0]): void {
    this.#db.transaction(() => {
      this.#insertEntries(change.entries);
      shelveIncidents(this.#db)(change.incidents);
      change.settled.forEach((id) => this.#db.prepare('DELETE FROM pending WHERE id = ?').run(id));
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

  renumber(commands: readonly PendingCommand[], lastDeviceSeq: number): void {
    this.#pendingFile.renumber(commands, lastDeviceSeq);
    this.#db.transaction(() => {
      const update = this.#db.prepare('UPDATE pending SET position = ?, author = ?, signature = ? WHERE id = ?');
      commands.forEach(({ id, author, signature }, i) => update.run(lastDeviceSeq - commands.length + 1 + i, author, signature, id));
      this.#setMeta('device_seq', String(lastDeviceSeq));
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
    return shelvedIncident(this.#db, id);
  }

  read(after: number, limit: number): StoredEvent[] {
    return this.#db
      .prepare<[number, number], StoredEvent>(`SELECT ${columns} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`)
      .all(after, limit);
  }

  hashAt(seq: number): string | undefined {
    const held = this.#db.prepare<[number], { hash: string }>('SELECT hash FROM events WHERE seq = ?').get(seq)?.hash;
    const adopted = held === undefined ? this.#adopted() : undefined;
    return adopted?.seq === seq ? adopted.hash : held;
  }

  keepCheckpoint(checkpoint: Checkpoint): void {
    this.#addCheckpoint(checkpoint);
    const kept = this.checkpoints();
    const worthKeeping = new Set(thinned(kept));
    const forget = this.#db.prepare('DELETE FROM checkpoints WHERE seq = ? AND hash = ?');
    kept.filter((each) => !worthKeeping.has(each)).forEach(({ seq, hash }) => forget.run(seq, hash));
  }

  checkpoints(): Checkpoint[] {
    return this.#db
      .prepare<[], { json: string }>('SELECT json FROM checkpoints ORDER BY at, seq')
      .all()
      .map(({ json }) => JSON.parse(json) as Checkpoint);
  }

  startOver(): void {
    const checkpoints = this.checkpoints();
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
      checkpoints.forEach((checkpoint) => this.#addCheckpoint(checkpoint));
    })();
  }

  close(): void {
    this.#pendingFile.close();
    this.#db.close();
  }

  /** Opens the copy; one that is damaged or of a newer schema is put aside: the relay has it again, and what was added here is kept. */
  #open(isSecond = false): Database.Database {
    const file = join(this.#folder, 'replica.db');
    let carried: Carried = [];
    try {
      const db = new Database(file);
      try {
        configureCopy(db);
        const [check] = db.pragma('quick_check(1)') as { quick_check: string }[];
        if (check?.quick_check === 'ok' && isReadable(db)) {
          this.#bringUp(db);
          return db;
        }
        carried = carriedFrom(db);
        db.close();
      } catch (error) {
        db.close();
        throw error;
      }
    } catch (error) {
      if (!existsSync(file)) {
        throw error;
      }
    }
    if (isSecond) {
      throw new Error(`${file} cannot be opened or rebuilt; check the disk.`);
    }
    this.#setAside();
    const db = this.#open(true);
    carryInto(db, carried);
    return db;
  }

  /** Brings a copy to this version's schema and fold; one that a full disk keeps as it was still rings, and is brought up another time. */
  #bringUp(db: Database.Database): void {
    try {
      prepareCopy(db);
      ensureFolded(db, this.#options.fold ?? thisFold, this.#options.onProgress);
    } catch (error) {
      const isNoRoom = error instanceof Database.SqliteError && /^SQLITE_(FULL|IOERR|READONLY)/.test(error.code);
      if (!isNoRoom || !isLaidOut(db)) {
        throw error;
      }
    }
  }

  #definitions(): StoredEvent[] {
    const which = ["kind <> 'incident'", `kind = 'incident' AND ${isMustUnderstand}`];
    const each = which.map((where) => `SELECT ${columns} FROM events WHERE ${where}`);
    return this.#db.prepare<[], StoredEvent>(`${each.join(' UNION ALL ')} ORDER BY seq`).all();
  }

  #insertEntries(entries: readonly StoredEvent[]): void {
    // What a snapshot brought of the past may come once more among the entries of that past.
    const insert = this.#db.prepare(`INSERT OR IGNORE INTO events (${columns}, kind, entity) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
    for (const entry of entries) {
      const { entity } = decodeEvent(entry);
      insert.run(entry.seq, entry.id, entry.author, entry.signature, entry.relay, entry.hash, entity.kind, entity.id);
    }
  }

  #adopted(): ChainHead | undefined {
    const kept = this.#db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'adopted'").get();
    return kept && (JSON.parse(kept.value) as ChainHead);
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
    const adopted = this.#adopted();
    if (!last || (adopted && last.seq <= adopted.seq)) {
      return adopted ?? genesis;
    }
    const { recordedAt, log } = decodeEvent(last);
    return { seq: last.seq, hash: last.hash, recordedAt, log };
  }

  #addCheckpoint(checkpoint: Checkpoint): void {
    this.#db
      .prepare('INSERT OR IGNORE INTO checkpoints (seq, hash, at, json) VALUES (?, ?, ?, ?)')
      .run(checkpoint.seq, checkpoint.hash, checkpoint.at, JSON.stringify(checkpoint));
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
