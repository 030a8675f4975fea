import type { Rung } from '../../shared/escalation/ring.ts';
import { lastResolved } from '../../shared/insight/similar.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import { thinned } from './thinned.ts';
import { genesis, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type EntityRef, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import type { Kept, PendingCommand, ReplicaSnapshot, ReplicaStore, Returned } from './replica-store.ts';
import type { KnownTypes } from '../../shared/state/known-types.ts';
import { refoldIncidents } from '../../shared/state/refold.ts';

/** A desktop's copy in memory, for stories: it survives a restart of the desktop within one story, as a disk would. */
export class MemoryReplicaStore implements ReplicaStore {
  #entries: StoredEvent[] = [];
  #incidents = new Map<string, Incident>();
  readonly #pending = new Map<string, PendingCommand>();
  readonly #returned = new Map<string, Returned>();
  readonly #rung = new Map<string, Rung>();
  #provisional: readonly Event[] = [];
  #deviceSeq = 0;
  #adopted: ChainHead | undefined;
  #heldFrom = 1;
  #checkpoints: Checkpoint[] = [];
  #clockOffsetMs = 0;
  /** Set it to make the copy one that another version made. */
  isFoldedOtherwise = false;
  /** Set it to make every write fail with this message, as a full disk would. */
  failure: string | undefined;
  /** Set it to have the next inspection find damage, until the copy is started over. */
  damaged = false;

  resolvedOf(service: string, resolvedSince: number, most: number): Incident[] {
    return lastResolved(this.#incidents.values(), service, resolvedSince, most);
  }

  load(resolvedSince: number): Kept {
    const head = this.#head();
    return {
      log: head.log,
      head,
      definitions: this.#entries.filter((entry) => {
        const { entity, mustUnderstand } = decodeEvent(entry);
        return entity.kind !== 'incident' || mustUnderstand === true;
      }),
      incidents: [...this.#incidents.values()].filter((incident) => isOpen(incident) || (incident.resolution?.at ?? 0) >= resolvedSince),
      lastIncidentNumber: Math.max(0, ...[...this.#incidents.values()].map(({ number }) => number)),
      pending: [...this.#pending.values()],
      provisional: [...this.#provisional],
      returned: [...this.#returned.values()],
      rung: new Map(this.#rung),
      lastDeviceSeq: this.#deviceSeq,
      clockOffsetMs: this.#clockOffsetMs,
      heldFrom: this.#heldFrom,
      isFoldedOtherwise: this.isFoldedOtherwise,
    };
  }

  #head(): ChainHead {
    const last = this.#entries.at(-1);
    if (!last || (this.#adopted && last.seq <= this.#adopted.seq)) {
      return this.#adopted ?? genesis;
    }
    const { recordedAt, log } = decodeEvent(last);
    return { seq: last.seq, hash: last.hash, recordedAt, log };
  }

  adopt({ head, definitions, incidents }: ReplicaSnapshot): void {
    this.#write();
    this.#adopted = head;
    this.#heldFrom = head.seq + 1;
    this.#entries = [...definitions];
    this.#incidents = new Map(incidents.map((json) => JSON.parse(json) as Incident).map((incident) => [incident.id, incident]));
  }

  addEarlier(entries: readonly StoredEvent[]): void {
    this.#write();
    const bySeq = new Map([...entries, ...this.#entries].map((entry) => [entry.seq, entry]));
    this.#entries = [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
    this.#heldFrom = Math.min(this.#heldFrom, entries[0]?.seq ?? this.#heldFrom);
  }

  letGo(head: ChainHead, resolvedSince: number): void {
    this.#write();
    this.#entries = this.#entries.filter((entry) => {
      const { entity, mustUnderstand } = decodeEvent(entry);
      const incident = this.#incidents.get(entity.id);
      const isKept = incident !== undefined && (isOpen(incident) || (incident.resolution?.at ?? 0) >= resolvedSince);
      return entry.seq > head.seq || entity.kind !== 'incident' || mustUnderstand === true || isKept;
    });
    this.#adopted = head;
    this.#heldFrom = head.seq + 1;
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

  renumber(commands: readonly PendingCommand[], lastDeviceSeq: number): void {
    this.#write();
    commands.forEach((command) => this.#pending.set(command.id, command));
    this.#deviceSeq = lastDeviceSeq;
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
    return this.#entries.filter(({ seq }) => seq > after).slice(0, limit);
  }

  hashAt(seq: number): string | undefined {
    return seq === this.#adopted?.seq ? this.#adopted.hash : this.#entries.find((entry) => entry.seq === seq)?.hash;
  }

  keepCheckpoint(checkpoint: Checkpoint): void {
    this.#write();
    this.#checkpoints = thinned([
      ...this.#checkpoints.filter(({ seq, hash }) => seq !== checkpoint.seq || hash !== checkpoint.hash),
      checkpoint,
    ]);
  }

  checkpoints(): Checkpoint[] {
    return [...this.#checkpoints];
  }

  inspectOn(): 'more' | 'sound' | 'damaged' {
    return this.damaged ? 'damaged' : 'sound';
  }

  startOver(): void {
    this.#write();
    this.#entries = [];
    this.#incidents = new Map();
    this.damaged = false;
    this.#adopted = undefined;
    this.#heldFrom = 1;
    this.isFoldedOtherwise = false;
  }

  /** Folds what is kept anew, as a desktop of another version does when it starts. */
  foldAnew(reads: KnownTypes): void {
    this.#incidents = new Map();
    const put = (incidents: readonly Incident[]) => incidents.forEach((incident) => this.#incidents.set(incident.id, incident));
    const log = { last: this.#entries.length, read: (after: number, limit: number) => this.read(after, limit) };
    refoldIncidents(log, { incident: (id) => this.incident(id), put }, { reads });
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
