import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Rung } from '../../shared/escalation/ring.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { upcastIncident } from '../../shared/incident/upcast.ts';
import { genesis, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type EntityRef, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import { readAdded, salvageAdded, writeAdded } from './added-here.ts';
import { CopyInspection, isSoundAtOpen } from './copy-damage.ts';
import { configureCopy, makeTables, putRow } from './copy-schema.ts';
import { PendingFile } from './pending-file.ts';
import { standIn } from './stand-in.ts';
import type { Kept, PendingCommand, ReplicaStore, Returned } from './replica-store.ts';

const columns = 'seq, id, author, signature, relay, hash';

/** What says nothing about the file itself: the disk is full, or may not be reached just now. */
const notDamage = /^SQLITE_(FULL|BUSY|LOCKED|PERM|CANTOPEN|IOERR)|^E[A-Z]+$/;

/** Opens the copy; undefined when it is damaged. Throws when the disk does not let it be opened. */
function openSound(file: string): Database.Database | undefined {
  const db = new Database(file);
  try {
    configureCopy(db);
    makeTables(db);
    if (isSoundAtOpen(db)) {
      return db;
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

/** A desktop's copy of the log in SQLite, with its pending commands also in a synced file of their own. */
export class SqliteReplicaStore implements ReplicaStore {
  readonly #folder: string;
  readonly #pendingFile: PendingFile;
  readonly #now: () => number;
  #db: Database.Database;
  /** Whether the disk was full when the copy was opened, and what is read is read from memory. */
  #isStandIn = false;
  #inspection: CopyInspection | undefined;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    this.#pendingFile = new PendingFile(join(folder, 'pending.ndjson'));
    this.#db = this.#openOrStandIn();
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
      definitions: db.prepare<[], StoredEvent>(`SELECT ${columns} FROM events WHERE kind <> 'incident' ORDER BY seq`).all(),
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
    };
  }

  confirm(change: Parameters<ReplicaStore['confirm']>[0]): void {
    const db = this.#writable();
    const insert = db.prepare(`INSERT INTO events (${columns}, kind, entity) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#db.transaction(() => {
      for (const entry of change.entries) {
        const { entity } = decodeEvent(entry);
        insert.run(entry.seq, entry.id, entry.author, entry.signature, entry.relay, entry.hash, entity.kind, entity.id);
      }
      for (const incident of change.incidents) {
        const { id, resolution } = incident;
        putRow(this.#db, 'incidents', id, isOpen(incident) ? 1 : 0, resolution?.at ?? null, JSON.stringify(incident));
      }
      change.settled.forEach((id) => this.#db.prepare('DELETE FROM pending WHERE id = ?').run(id));
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
    const row = this.#db.prepare<[string], { json: string }>('SELECT state AS json FROM incidents WHERE id = ?').get(id);
    return row && (JSON.parse(row.json) as Incident);
  }

  read(after: number, limit: number): StoredEvent[] {
    return this.#db
      .prepare<[number, number], StoredEvent>(`SELECT ${columns} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`)
      .all(after, limit);
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
    const sound = openSound(file);
    if (sound) {
      return sound;
    }
    const added = salvageAdded(file);
    this.#setAside();
    const fresh = openSound(file);
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
    putRow(this.#db, 'returned', returned.id, JSON.stringify(returned));
  }

  #setMeta(name: string, value: string): void {
    putRow(this.#writable(), 'meta', name, value);
  }
}
