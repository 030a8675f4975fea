import type { Rung } from '../../shared/escalation/ring.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { genesis } from '../../shared/log/chain.ts';
import { decodeEvent, type EntityRef, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import type { Kept, PendingCommand, ReplicaStore, Returned } from './replica-store.ts';

/** A desktop's copy in memory, for stories: it survives a restart of the desktop within one story, as a disk would. */
export class MemoryReplicaStore implements ReplicaStore {
  #entries: StoredEvent[] = [];
  #incidents = new Map<string, Incident>();
  readonly #pending = new Map<string, PendingCommand>();
  readonly #returned = new Map<string, Returned>();
  readonly #rung = new Map<string, Rung>();
  #provisional: readonly Event[] = [];
  #deviceSeq = 0;
  #clockOffsetMs = 0;
  /** Set it to make every write fail with this message, as a full disk would. */
  failure: string | undefined;
  /** Set it to have the next inspection find damage, until the copy is started over. */
  damaged = false;

  load(resolvedSince: number): Kept {
    const last = this.#entries.at(-1);
    const event = last && decodeEvent(last);
    return {
      log: event?.log,
      head: last && event ? { seq: last.seq, hash: last.hash, recordedAt: event.recordedAt, log: event.log } : genesis,
      definitions: this.#entries.filter((entry) => decodeEvent(entry).entity.kind !== 'incident'),
      incidents: [...this.#incidents.values()].filter((incident) => isOpen(incident) || (incident.resolution?.at ?? 0) >= resolvedSince),
      lastIncidentNumber: Math.max(0, ...[...this.#incidents.values()].map(({ number }) => number)),
      pending: [...this.#pending.values()],
      provisional: [...this.#provisional],
      returned: [...this.#returned.values()],
      rung: new Map(this.#rung),
      lastDeviceSeq: this.#deviceSeq,
      clockOffsetMs: this.#clockOffsetMs,
    };
  }

  confirm(change: Parameters<ReplicaStore['confirm']>[0]): void {
    this.#write();
    this.#entries.push(...change.entries);
    change.incidents.forEach((incident) => this.#incidents.set(incident.id, incident));
    change.settled.forEach((id) => this.#pending.delete(id));
    change.returned.forEach((returned) => this.#returned.set(returned.id, returned));
  }

  addPending(command: PendingCommand, deviceSeq: number): void {
    this.#write();
    this.#pending.set(command.id, command);
    this.#deviceSeq = deviceSeq;
  }

  giveBack(returned: Returned): void {
    this.#write();
    this.#pending.delete(returned.id);
    this.#returned.set(returned.id, returned);
  }

  dismiss(id: string): void {
    this.#write();
    this.#returned.delete(id);
  }

  setProvisional(events: readonly Event[]): void {
    this.#write();
    this.#provisional = [...events];
  }

  setRung(incident: string, rung: Rung | undefined): void {
    this.#write();
    if (rung) {
      this.#rung.set(incident, rung);
    } else {
      this.#rung.delete(incident);
    }
  }

  setClockOffset(offsetMs: number): void {
    this.#write();
    this.#clockOffsetMs = offsetMs;
  }

  readEntity(entity: EntityRef): StoredEvent[] {
    return this.#entries.filter((entry) => {
      const event = decodeEvent(entry);
      return event.entity.id === entity.id && event.entity.kind === entity.kind;
    });
  }

  incident(id: string): Incident | undefined {
    return this.#incidents.get(id);
  }

  read(after: number, limit: number): StoredEvent[] {
    return this.#entries.slice(after, after + limit);
  }

  inspectOn(): 'more' | 'sound' | 'damaged' {
    return this.damaged ? 'damaged' : 'sound';
  }

  startOver(): void {
    this.#write();
    this.#entries = [];
    this.#incidents = new Map();
    this.damaged = false;
  }

  #write(): void {
    if (this.failure !== undefined) {
      throw new Error(this.failure);
    }
  }

  close(): void {
    // Nothing to let go of.
  }
}
