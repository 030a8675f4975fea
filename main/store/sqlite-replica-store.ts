import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Rung } from '../../shared/escalation/ring.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { upcastIncident } from '../../shared/incident/upcast.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import { genesis, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type EntityRef, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import { thisFold, type FoldedBy, type RefoldProgress } from '../../shared/state/fold-version.ts';
import { readAdded, salvageAdded, writeAdded } from './added-here.ts';
import { CopyInspection, isSoundAtOpen } from './copy-damage.ts';
import { ensureFolded, isFoldedOtherwise, shelvedIncident, shelveIncidents } from './copy-projection.ts';
import { configureCopy, isMustUnderstand, isReadable, makeTables, noted, putRow } from './copy-schema.ts';
import { letGoBefore } from './let-go.ts';
import { keepCheckpoint, keptCheckpoints } from './kept-checkpoints.ts';
import { PendingFile } from './pending-file.ts';
import { standIn } from './stand-in.ts';
import type { Kept, PendingCommand, ReplicaSnapshot, ReplicaStore, Returned } from './replica-store.ts';

const columns = 'seq, id, author, signature, relay, hash';

/** What says nothing about the file itself: the disk is full, or may not be reached just now. */
const notDamage = /^SQLITE_(FULL|BUSY|LOCKED|PERM|CANTOPEN|IOERR)|^E[A-Z]+$/;

/** Of the thousand resolved last alone, found by their times before any is read; damage to one of them keeps no other from being found. */
const lastOfService = `SELECT state FROM incidents
  WHERE rowid IN (SELECT rowid FROM incidents WHERE open = 0 AND resolved_at >= ? ORDER BY resolved_at DESC LIMIT 1000)
    AND CASE WHEN json_valid(state) THEN json_extract(state, '$.service') = ? END
  ORDER BY resolved_at DESC LIMIT ?`;

/** By which fold the incidents are kept, and who hears how far folding them anew has come after an update. */
export interface CopyOptions {
  fold?: FoldedBy;
  onProgress?: (progress: RefoldProgress) => void;
}

/** Opens the copy; undefined when it is damaged or of a later schema. Throws when the disk does not let it be opened. */
function openSound(file: string, { fold = thisFold, onProgress }: CopyOptions): Database.Database | undefined {
  const db = new Database(file);
  try {
    configureCopy(db);
    if (isReadable(db)) {
      makeTables(db);
      if (isSoundAtOpen(db)) {
        foldWhenThereIsRoom(db, fold, onProgress);
        return db;
      }
    }
  } catch (error) {
    if (notDamage.test((error as { code?: string }).code ?? '')) {
      db.close();
      throw error;
    }
  }
  db.close();
  return undefined;
}

/** A copy that a full disk keeps as another version folded it still rings, and is brought up another time. */
function foldWhenThereIsRoom(db: Database.Database, fold: FoldedBy, onProgress: CopyOptions['onProgress']): void {
  try {
    ensureFolded(db, fold, onProgress);
  } catch (error) {
    if (!notDamage.test((error as { code?: string }).code ?? '')) {
      throw error;
    }
  }
}

/** A desktop's copy of the log in SQLite, with its pending commands also in a synced file of their own. */
export class SqliteReplicaStore implements ReplicaStore {
  readonly #folder: string;
  readonly #pendingFile: PendingFile;
  readonly #now: () => number;
  readonly #options: CopyOptions;
  #db: Database.Database;
  /** Whether the disk was full when the copy was opened, and what is read is read from memory. */
  #isStandIn = false;
  #inspection: CopyInspection | undefined;

  constructor(folder: string, now: () => number, options: CopyOptions = {}) {
    this.#options = options;
    this.#folder = folder;
    this.#now = now;
    this.#pendingFile = new PendingFile(join(folder, 'pending.ndjson'));
    this.#db = this.#openOrStandIn();
  }

  resolvedOf(service: string, resolvedSince: number, most: number): Incident[] {
    return this.#db
      .prepare<[number, string, number], { state: string }>(lastOfService)
      .all(resolvedSince, service, most)
      .map(({ state }) => upcastIncident(JSON.parse(state) as Incident));
  }

  load(resolvedSince: number): Kept {
    const db = this.#db;
    const added = readAdded(db);
    // The file comes first: a copy that was rebuilt lacks what was added before.
    const inTable = added.pending.map(({ id, author, signature }) => ({ id, author, signature }));
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
      provisional: added.provisional,
      returned: added.returned,
      rung: added.rung,
      lastDeviceSeq: Math.max(added.lastDeviceSeq, this.#pendingFile.lastDeviceSeq),
      clockOffsetMs: added.clockOffsetMs,
      heldFrom: Number(noted(db, 'held_from') ?? 1),
      isFoldedOtherwise: isFoldedOtherwise(db, this.#options.fold ?? thisFold),
    };
  }

  adopt({ head, definitions, incidents }: ReplicaSnapshot): void {
    this.#writable().transaction(() => {
      this.#insertEntries(definitions);
      shelveIncidents(this.#db)(incidents.map((json) => JSON.parse(json) as Incident));
      this.#setMeta('adopted', JSON.stringify(head));
      this.#setMeta('held_from', String(head.seq + 1));
    })();
  }

  addEarlier(entries: readonly StoredEvent[]): void {
    this.#writable().transaction(() => {
      this.#insertEntries(entries);
      this.#setMeta('held_from', String(entries[0]?.seq ?? 1));
    })();
  }

  letGo(head: ChainHead, resolvedSince: number): void {
    this.#writable().transaction(() => {
      letGoBefore(this.#db, head.seq + 1, resolvedSince);
      this.#setMeta('adopted', JSON.stringify(head));
      this.#setMeta('held_from', String(head.seq + 1));
    })();
    this.#inspection = undefined;
  }

  confirm(change: Parameters<ReplicaStore['confirm']>[0]): void {
    this.#writable().transaction(() => {
      this.#insertEntries(change.entries);
      shelveIncidents(this.#db)(change.incidents);
      const settle = this.#db.prepare('DELETE FROM pending WHERE id = ?');
      change.settled.forEach((id) => settle.run(id));
      change.returned.forEach((returned) => this.#keepReturned(returned));
    })();
    this.#pendingFile.done(change.settled);
  }

  addPending(command: PendingCommand, deviceSeq: number): void {
    const db = this.#writable();
    this.#pendingFile.add(command, deviceSeq);
    db.transaction(() => {
      putRow(this.#db, 'pending', command.id, deviceSeq, command.author, command.signature);
      this.#setMeta('device_seq', String(deviceSeq));
    })();
  }

  renumber(commands: readonly PendingCommand[], lastDeviceSeq: number): void {
    const db = this.#writable();
    this.#pendingFile.renumber(commands, lastDeviceSeq);
    db.transaction(() => {
      commands.forEach(({ id, author, signature }, i) =>
        putRow(this.#db, 'pending', id, lastDeviceSeq - commands.length + 1 + i, author, signature),
      );
      this.#setMeta('device_seq', String(lastDeviceSeq));
    })();
  }

  giveBack(returned: Returned): void {
    this.#writable().transaction(() => {
      this.#db.prepare('DELETE FROM pending WHERE id = ?').run(returned.id);
      this.#keepReturned(returned);
    })();
    this.#pendingFile.done([returned.id]);
  }

  dismiss(id: string): void {
    this.#writable().prepare('DELETE FROM returned WHERE id = ?').run(id);
  }

  setProvisional(events: readonly Event[]): void {
    this.#setMeta('provisional', JSON.stringify(events));
  }

  setRung(incident: string, rung: Rung | undefined): void {
    if (rung) {
      putRow(this.#writable(), 'rung', incident, JSON.stringify(rung));
    } else {
      this.#writable().prepare('DELETE FROM rung WHERE incident = ?').run(incident);
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
    keepCheckpoint(this.#writable(), checkpoint);
  }

  checkpoints(): Checkpoint[] {
    return keptCheckpoints(this.#db);
  }

  inspectOn(): 'more' | 'sound' | 'damaged' {
    this.#inspection ??= new CopyInspection(this.#db);
    const found = this.#inspection.next();
    if (found !== 'more') {
      this.#inspection = undefined;
    }
    return found;
  }

  startOver(): void {
    this.#writable();
    // Nothing but this is read of it: it may be damaged.
    const added = readAdded(this.#db);
    this.#db.close();
    const takeBack = this.#setAside();
    this.#inspection = undefined;
    try {
      this.#db = this.#open();
      writeAdded(this.#db, added);
    } catch (error) {
      // No room for another: the old one is better than none.
      takeBack();
      this.#db = this.#openOrStandIn();
      throw error;
    }
  }

  close(): void {
    this.#pendingFile.close();
    this.#db.close();
  }

  /** One that is damaged is put aside, because the relay has it all again; what was added here goes into the new one. */
  #open(): Database.Database {
    const file = join(this.#folder, 'replica.db');
    const sound = openSound(file, this.#options);
    if (sound) {
      return sound;
    }
    const added = salvageAdded(file);
    this.#setAside();
    const fresh = openSound(file, this.#options);
    if (!fresh) {
      throw new Error(`${file} cannot be opened or rebuilt; check the disk.`);
    }
    if (added) {
      writeAdded(fresh, added);
    }
    return fresh;
  }

  #openOrStandIn(): Database.Database {
    try {
      return this.#open();
    } catch (error) {
      const db = standIn(join(this.#folder, 'replica.db'));
      if (!db) {
        throw error;
      }
      this.#isStandIn = true;
      return db;
    }
  }

  /** The copy to write to; with what stands in for it nothing is written, but the copy itself opened as soon as there is room. */
  #writable(): Database.Database {
    if (this.#isStandIn) {
      const db = this.#open();
      this.#db.close();
      this.#db = db;
      this.#isStandIn = false;
      this.#inspection = undefined;
    }
    return this.#db;
  }

  /** Gives back what undoes it. */
  #setAside(): () => void {
    const stamp = this.#now();
    const moved = ['', '-wal', '-shm'].map((suffix) => ({
      from: join(this.#folder, `replica.db${suffix}`),
      to: join(this.#folder, `replica-set-aside-${stamp}.db${suffix}`),
    }));
    moved.filter(({ from }) => existsSync(from)).forEach(({ from, to }) => renameSync(from, to));
    return () =>
      moved.forEach(({ from, to }) => {
        rmSync(from, { force: true });
        if (existsSync(to)) {
          renameSync(to, from);
        }
      });
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

  /** Where the copy began, when it began with a snapshot. */
  #adopted(): ChainHead | undefined {
    const adopted = noted(this.#db, 'adopted');
    return adopted === undefined ? undefined : (JSON.parse(adopted) as ChainHead);
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

  #isConfirmed(id: string): boolean {
    return this.#db.prepare('SELECT 1 FROM events WHERE id = ?').get(id) !== undefined;
  }

  #keepReturned(returned: Returned): void {
    putRow(this.#db, 'returned', returned.id, JSON.stringify(returned));
  }

  #setMeta(name: string, value: string): void {
    putRow(this.#writable(), 'meta', name, value);
  }
}
