import type { Rung } from '../../shared/escalation/ring.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { verifyChain, type ChainBreak, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type AuthorPart, type EntityRef, type Event, type StoredEvent } from '../../shared/log/envelope.ts';
import { isDeviceFact } from '../../shared/log/device-fact.ts';
import type { CommandOutcome } from '../../shared/protocol/down.ts';
import { entityState } from '../../shared/state/entity-state.ts';
import type { KnownTypes } from '../../shared/state/known-types.ts';
import { emptyState, fold, foldKept, forgetIncident, setIncident, type State } from '../../shared/state/state.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import type { OverlayEntry } from '../../shared/sync/overlay.ts';
import { authorPart, foreseen, type Author } from './author.ts';
import { Evidence } from './evidence.ts';
import { Past } from './past.ts';
import { Outbox } from './outbox.ts';
import { lastWritten, RelayTime } from './relay-time.ts';
import { LocalOverlay } from './local-overlay.ts';
import type { Kept, PendingCommand, ReplicaSnapshot, ReplicaStore, Returned } from './replica-store.ts';

const keepResolvedMs = DAY_MS;

/**
 * A desktop's log: what the relay confirmed, and on top of it what was done here.
 * `view` is what people see and the engine decides on: the confirmed state with the overlay folded over it.
 */
export class Replica {
  readonly #store: ReplicaStore;
  readonly #author: Author;
  readonly #reads: KnownTypes | undefined;
  readonly #listeners = new Set<() => void>();
  /** What this copy can prove to the relay, and the relay's word of it. */
  readonly evidence: Evidence;
  readonly #outbox: Outbox;
  #confirmed: State = emptyState();
  #view: State = this.#confirmed;
  #head: ChainHead;
  readonly #overlay: LocalOverlay;
  #returned: Map<string, Returned>;
  #rung: Map<string, Rung>;
  readonly #time: RelayTime;
  #past: Past;
  #isFoldedOtherwise: boolean;

  constructor(store: ReplicaStore, author: Author, reads?: KnownTypes) {
    this.#store = store;
    this.#reads = reads;
    this.#author = author;
    const kept = this.#load();
    this.#head = kept.head;
    this.#past = new Past(store, kept);
    this.#isFoldedOtherwise = kept.isFoldedOtherwise;
    this.#outbox = new Outbox(store, author.sign, kept);
    this.#returned = new Map(kept.returned.map((returned) => [returned.id, returned]));
    this.#rung = kept.rung;
    const pending = kept.pending.map((command) => foreseen('pending', JSON.parse(command.author) as AuthorPart, author, this.#head));
    const provisional = kept.provisional.map((event) => ({ kind: 'provisional' as const, event }));
    this.#overlay = new LocalOverlay([...provisional, ...pending]);
    const writtenAt = lastWritten(kept.head, [
      ...this.#overlay.entries.map(({ event }) => event.recordedAt),
      ...[...kept.rung.values()].map(({ lastAt }) => lastAt),
    ]);
    this.#time = new RelayTime(() => author.wallMs(), { offsetMs: kept.clockOffsetMs, writtenAt });
    this.evidence = new Evidence(store, author, this.#head, this.#confirmed);
    this.#rebase();
  }

  get view(): State {
    return this.#view;
  }

  get head(): ChainHead {
    return this.#head;
  }

  get person(): string {
    return this.#author.person;
  }

  /** The relay's time as well as this desktop knows it; never less than the last time the relay wrote down. */
  now(): number {
    return Math.max(this.#time.now(), this.#head.seq === 0 ? 0 : this.#head.recordedAt);
  }

  get clockOffsetMs(): number {
    return this.#time.offsetMs;
  }

  setClock(offsetMs: number, uncertaintyMs: number): void {
    const wasWrong = this.#time.measured(offsetMs, uncertaintyMs);
    try {
      this.#store.setClockOffset(this.#time.offsetMs);
    } catch {
      // It is measured again on every connection; a full disk is no reason to lose one.
    }
    if (wasWrong) {
      this.#dropProvisional();
    }
  }

  /** Commands not yet confirmed, oldest first. */
  get pending(): readonly PendingCommand[] {
    return this.#outbox.commands;
  }

  get returned(): readonly Returned[] {
    return [...this.#returned.values()];
  }

  /** The overlay with its foreseen verdicts. */
  get overlay(): readonly OverlayEntry[] {
    return this.#overlay.entries;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Does something as this desktop's person: durable before it returns, shown at once, carried up when the relay is there. */
  command(type: string, entity: EntityRef, body: Record<string, unknown>): Event {
    const seen = entityState(this.#view, entity) as { revision?: number; epoch?: number } | undefined;
    const base = { seq: this.#head.seq, revision: seen?.revision ?? 0, epoch: seen?.epoch ?? 0 };
    const part = authorPart(this.#author, { deviceSeq: this.#outbox.nextNumber, type, entity, body, base, clock: this.#time.evidence });
    this.#outbox.add(part);
    const made = foreseen('pending', part, this.#author, this.#head);
    this.#overlay.add(made);
    this.#changed();
    // Whoever heard of it may have added to the overlay by now.
    return this.#overlay.entries.find(({ event }) => event.id === part.id)?.event ?? made.event;
  }

  /** Adds what this desktop's own engine found due while the relay was silent; whether it changed anything. */
  addProvisional(type: string, incident: string, body: Record<string, unknown>): boolean {
    const entity = { kind: 'incident' as const, id: incident };
    const base = { seq: this.#head.seq, revision: 0, epoch: 0 };
    const part = authorPart(this.#author, { deviceSeq: 1, type, entity, body, base, clock: this.#time.evidence });
    const entry = foreseen('provisional', part, this.#author, this.#head);
    this.#overlay.add({ kind: 'provisional', event: { ...entry.event, actor: { kind: 'engine' } } });
    this.#rebase();
    const isApplied = this.#overlay.entries.at(-1)?.event.verdict === 'applied';
    if (!isApplied) {
      this.#overlay.drop(({ event }) => event.id === part.id);
      return false;
    }
    try {
      this.#store.setProvisional(this.#overlay.provisional);
    } finally {
      this.#changed();
    }
    return true;
  }

  /**
   * Takes entries in the relay's order. Returns the break when they do not follow what is here; nothing is kept then.
   * Throws when they cannot be written; then too it is as if they had not come.
   */
  receive(entries: readonly StoredEvent[]): ChainBreak | undefined {
    const fresh = entries.filter(({ seq }) => seq > this.#head.seq);
    const { head, broken } = verifyChain(this.#head, fresh);
    if (broken || fresh.length === 0) {
      return broken;
    }
    const touched = new Set<string>();
    const settled: string[] = [];
    const returned: Returned[] = [];
    for (const entry of fresh) {
      const event = decodeEvent(entry);
      this.#recall(event.entity);
      fold(this.#confirmed, event);
      this.evidence.folded(event, this.#confirmed);
      if (event.entity.kind === 'incident') {
        touched.add(event.entity.id);
      }
      if (event.device === this.#author.device) {
        settled.push(event.id);
        this.#outbox.seen(event.deviceSeq);
        if (event.verdict === 'parked' && !isDeviceFact(event.type)) {
          returned.push({ id: event.id, outcome: 'parked', why: event.why ?? '', at: event.recordedAt, author: entry.author });
        }
      }
    }
    const incidents = [...touched].flatMap((id) => this.#confirmed.incidents.get(id) ?? []);
    try {
      this.#store.confirm({ entries: fresh, incidents, settled, returned });
    } catch (error) {
      this.#takeBack();
      throw error;
    }
    this.#head = head;
    this.evidence.movedTo(head);
    this.#followRelayTime();
    this.#forgetOld();
    returned.forEach((each) => this.#returned.set(each.id, each));
    this.#dropPending(new Set(settled));
    this.#dropOvertakenBy(incidents);
    return undefined;
  }

  /**
   * The relay is there again and everything it has is here: its word replaces what this desktop's own engine foresaw.
   * Should its engine be the one that stands still, the same is found due again when it is late.
   */
  caughtUp(): void {
    this.#dropProvisional();
  }

  #dropProvisional(): void {
    if (this.#overlay.drop(({ kind }) => kind === 'provisional')) {
      try {
        this.#store.setProvisional(this.#overlay.provisional);
      } finally {
        this.#changed();
      }
    }
  }

  /** Takes the relay's answers: a refused command goes to the refused tray; recorded ones stay pending until their entry arrives. */
  settle(results: readonly CommandOutcome[]): void {
    for (const result of results) {
      if (result.outcome === 'recorded') {
        this.#outbox.answered(result.id);
      }
      const command = this.#outbox.find(result.id);
      if (command && result.outcome === 'recorded' && result.seq <= this.#head.seq) {
        this.#settleOld(command, result);
      }
      if (result.outcome === 'refused' && command) {
        const returned: Returned = { id: command.id, outcome: 'refused', why: result.why, at: this.now(), author: command.author };
        this.#store.giveBack(returned);
        if (isDeviceFact((JSON.parse(command.author) as AuthorPart).type)) {
          this.#store.dismiss(returned.id);
        } else {
          this.#returned.set(returned.id, returned);
        }
        this.#dropPending(new Set([command.id]));
      }
    }
    this.#changed();
  }

  /** The relay expects this number of the device next. */
  closeGap(expected: number): void {
    this.#outbox.closeGap(expected);
  }

  /** A command whose entry will not come, because a snapshot stood for it. */
  #settleOld(command: PendingCommand, { verdict, why = '' }: Extract<CommandOutcome, { outcome: 'recorded' }>): void {
    const { id, author } = command;
    const isParked = verdict === 'parked' && !isDeviceFact((JSON.parse(author) as AuthorPart).type);
    const returned: Returned[] = isParked ? [{ id, outcome: 'parked', why, at: this.now(), author }] : [];
    this.#store.confirm({ entries: [], incidents: [], settled: [id], returned });
    returned.forEach((each) => this.#returned.set(each.id, each));
    this.#dropPending(new Set([id]));
  }

  /** Forgets a returned command its author has dealt with. */
  dismiss(id: string): Returned | undefined {
    const returned = this.#returned.get(id);
    this.#store.dismiss(id);
    this.#returned.delete(id);
    this.#changed();
    return returned;
  }

  /** Begins an empty copy with a snapshot, which stands for all that came before. */
  adopt(snapshot: ReplicaSnapshot): void {
    this.#store.adopt(snapshot);
    this.#loadAgain();
    this.#followRelayTime();
    this.#dropOvertakenBy([...this.#confirmed.incidents.values()]);
  }

  /** Whether the relay has to give this copy again, because another version made it out of what is not all here. */
  get isFoldedOtherwise(): boolean {
    return this.#isFoldedOtherwise;
  }

  /** The past that the snapshot stands for. */
  get past(): Past {
    return this.#past;
  }

  /** Puts the confirmed copy aside because the relay's history is another; what is pending stays. */
  startOver(): void {
    this.#store.startOver();
    this.#loadAgain();
    this.#changed();
  }

  #loadAgain(): void {
    const kept = this.#load();
    this.#head = kept.head;
    this.#past = new Past(this.#store, kept);
    this.#isFoldedOtherwise = kept.isFoldedOtherwise;
    this.evidence.restart(kept.head, this.#confirmed);
  }

  #dropOvertakenBy(incidents: readonly Incident[]): void {
    try {
      if (this.#overlay.dropOvertaken(incidents)) {
        this.#store.setProvisional(this.#overlay.provisional);
      }
    } finally {
      this.#changed();
    }
  }

  /** What this device has rung for an incident. */
  rung(incident: string): Rung | undefined {
    return this.#rung.get(incident);
  }

  setRung(incident: string, rung: Rung | undefined): void {
    // In memory first: a bell that cannot write down that it rang must still ring, and not ring without a pause.
    if (rung) {
      this.#rung.set(incident, rung);
    } else {
      this.#rung.delete(incident);
    }
    this.#store.setRung(incident, rung);
  }

  /** An entity's events, those still pending last. */
  history(entity: EntityRef): { event: Event; pending: boolean }[] {
    const confirmed = this.#store.readEntity(entity).map((entry) => ({ event: decodeEvent(entry), pending: false }));
    const mine = this.#overlay.entries
      .filter(({ event }) => event.entity.id === entity.id && event.entity.kind === entity.kind)
      .map(({ event }) => ({ event, pending: true }));
    return [...confirmed, ...mine];
  }

  close(): void {
    this.#store.close();
  }

  /** Folds the confirmed state anew from what is kept. */
  #load(): Kept {
    const kept = this.#store.load(this.#author.wallMs() - keepResolvedMs);
    this.#confirmed = emptyState(this.#reads);
    kept.definitions.forEach((entry) => foldKept(this.#confirmed, decodeEvent(entry)));
    kept.incidents.forEach((incident) => setIncident(this.#confirmed, incident));
    this.#confirmed.nextNumber = kept.lastIncidentNumber + 1;
    return kept;
  }

  /** What could not be written never happened: back to what is kept, of which part may have been. */
  #takeBack(): void {
    const { head, pending, returned } = this.#load();
    this.#head = head;
    this.evidence.restart(head, this.#confirmed);
    this.#returned = new Map(returned.map((each) => [each.id, each]));
    const still = new Set(pending.map(({ id }) => id));
    this.#dropPending(new Set(this.#outbox.commands.map(({ id }) => id).filter((id) => !still.has(id))));
    this.#changed();
  }

  /** Brings an incident resolved long ago back into memory, because something happens to it again. */
  #recall({ kind, id }: EntityRef): void {
    if (kind === 'incident' && !this.#confirmed.incidents.has(id)) {
      const incident = this.#store.incident(id);
      if (incident) {
        setIncident(this.#confirmed, incident);
      }
    }
  }

  /** The relay has written down a later time than this desktop thinks it is: from here on the desktop counts from there. */
  #followRelayTime(): void {
    const behindMs = this.#head.recordedAt - this.#time.now();
    if (behindMs > 0) {
      const { offsetMs, uncertaintyMs } = this.#time.evidence;
      this.setClock(offsetMs + behindMs, uncertaintyMs);
    }
  }

  /** Lets go of incidents resolved more than a day ago; the store still has them. */
  #forgetOld(): void {
    const before = this.now() - keepResolvedMs;
    for (const incident of this.#confirmed.incidents.values()) {
      if ((incident.resolution?.at ?? Infinity) < before) {
        forgetIncident(this.#confirmed, incident);
      }
    }
  }

  #dropPending(ids: ReadonlySet<string>): void {
    this.#outbox.drop(ids);
    this.#overlay.drop(({ kind, event }) => kind === 'pending' && ids.has(event.id));
  }

  #rebase(): void {
    this.#view = this.#overlay.over(this.#confirmed);
  }

  #changed(): void {
    this.#rebase();
    this.#listeners.forEach((listener) => listener());
  }
}
