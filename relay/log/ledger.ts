import { beginningOf } from '../../shared/log/beginning.ts';
import { waitingRow } from '../../shared/delivery/attempt.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { isOutsideAnswer } from '../../shared/incident/incident-events.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { sealEntry, type ChainHead } from '../../shared/log/chain.ts';
import { isSigned, signTogether } from '../../shared/log/signed-together.ts';
import {
  decodeEvent,
  type Actor,
  type AuthorPart,
  type EntityRef,
  type Event,
  type RelayPart,
  type SignedCommand,
  type StoredEvent,
} from '../../shared/log/envelope.ts';
import type { CommandOutcome } from '../../shared/protocol/down.ts';
import { parked } from '../../shared/log/judgement.ts';
import { judge, refusal } from '../../shared/state/judge.ts';
import { emptyState, fold, forgetIncident, setIncident, type State } from '../../shared/state/state.ts';
import { entityState } from '../../shared/state/entity-state.ts';
import { entriesADigest, firstOfStretch, StateDigest } from '../../shared/sync/state-digest.ts';
import { CommitQueue } from './commit-queue.ts';
import type { Draft, DurableListener, LedgerEdges, PlacedListener, Recorded } from './ledger-edges.ts';
import { Turns } from './turns.ts';
import { isCanonical, ownActor, readAuthorPart, readLost } from './signed-part.ts';
import type { Commit, DeviceCount, EventStore } from './event-store.ts';
import { Listeners } from './listeners.ts';
import { stateKept } from './state-kept.ts';
import type { OutboxChange } from './outbox.ts';

/** How long a resolved incident stays in memory; older ones are read from the store when asked for. */
const keepResolvedMs = 24 * 60 * 60 * 1000;

/** The signature of what this relay wrote and has not signed yet. */
const unsigned = '';

/** So many alerts are written in one turn of the event loop: some 10 to 20 ms of work. */
const alertsATurn = 50;

/**
 * The one ordered log with its folded state: gives every event its `seq`, its verdict and its link in the chain.
 * State runs ahead of the disk by one batch at most; a batch that cannot be committed takes the state back to the disk's.
 */
export class Ledger {
  state: State;
  #head: Omit<ChainHead, 'hash'>;
  /** Of the last entry that is sealed. */
  #hash: string;
  #deviceSeq: number;
  readonly #queue: CommitQueue;
  readonly #turns: Turns;
  readonly #reloadListeners: Listeners<[]>;
  readonly #placedListeners: Listeners<Parameters<PlacedListener>>;
  readonly #listeners: Listeners<Parameters<DurableListener>>;
  /** The last number each device has used, as far as it was asked for. */
  readonly #counted = new Map<string, number>();
  /** How this relay reads the log, for desktops to compare. */
  readonly digest = new StateDigest();
  readonly #store: EventStore;
  readonly #edges: LedgerEdges;

  constructor(store: EventStore, edges: LedgerEdges) {
    this.#store = store;
    this.#edges = edges;
    this.state = emptyState(edges.reads);
    this.#head = store.head();
    this.#hash = '';
    this.#deviceSeq = 0;
    this.#listeners = new Listeners(edges.onTrouble);
    this.#placedListeners = new Listeners(edges.onTrouble);
    this.#reloadListeners = new Listeners(edges.onTrouble);
    this.#turns = new Turns(alertsATurn, edges.defer);
    this.#queue = new CommitQueue(store, {
      defer: edges.defer,
      onPlaced: (events) => this.#placedListeners.tell(events),
      seal: (commits) => this.#seal(commits),
      onDurable: (entries, events, brings) => this.#listeners.tell(entries, events, brings),
      onFailed: () => {
        this.#reload();
        this.#reloadListeners.tell();
      },
    });
    this.#reload();
  }

  get log(): string {
    return this.#store.log;
  }

  /** What time it is to the log, relay ms. */
  now(): number {
    return this.#edges.now();
  }

  /** The last event given a place, on disk or about to be. */
  get head(): Omit<ChainHead, 'hash'> {
    return this.#head;
  }

  /** Tells the listener of entries once they are durable, in order. */
  subscribe(listener: DurableListener): () => void {
    return this.#listeners.add(listener);
  }

  /** Tells the listener of events as the turn ends in which they got their place; what it writes now is in the same commit. */
  subscribePlaced(listener: PlacedListener): () => void {
    return this.#placedListeners.add(listener);
  }

  /** Tells the listener when the state was taken back to what is on disk. */
  subscribeReload(listener: () => void): () => void {
    return this.#reloadListeners.add(listener);
  }

  /**
   * Records an event of the relay's own: an alert's, the engine's or the operator's. Throws on a draft no schema allows.
   * `settles` is what has become of the deliveries it speaks of, written in the same transaction.
   */
  write(draft: Draft, actor: Actor, settles: readonly OutboxChange[] = []): Recorded {
    if (!draft.isNew) {
      this.#recall(draft.entity);
    }
    this.#deviceSeq += 1;
    // In canonical order, so that it need not be put into it.
    const part: AuthorPart = {
      at: draft.at ?? { offsetMs: 0, uncertaintyMs: 0, wallMs: this.#edges.now() },
      base: { epoch: this.state.incidents.get(draft.entity.id)?.epoch ?? 0, revision: 0, seq: this.#head.seq },
      body: draft.body,
      device: this.#edges.device,
      deviceSeq: this.#deviceSeq,
      entity: draft.entity,
      id: this.#edges.newId(),
      ...(draft.mustUnderstand ? { mustUnderstand: true } : {}),
      type: draft.type,
      version: draft.version ?? 1,
    };
    const refused = refusal(this.state, part, actor);
    if (refused !== undefined) {
      this.#deviceSeq -= 1;
      throw new TypeError(refused);
    }
    return this.#place(part, { author: canonicalJson(part), signature: unsigned }, { actor, settles });
  }

  /**
   * Takes a device's command: recorded with its verdict, or refused for good with the reason. One id is taken once.
   * With `dense`, a command that leaves a gap in the device's count is not taken yet: the outcome says which number is expected.
   */
  take(command: SignedCommand, device: string, actor: Actor, dense = false): { outcome: CommandOutcome; durable: Promise<void> } {
    const refuse = (id: string, why: string) => ({ outcome: { outcome: 'refused' as const, id, why }, durable: Promise.resolve() });
    const part = readAuthorPart(command.author);
    if (!part) {
      return refuse('unreadable', 'The command is not in a form this relay reads.');
    }
    const known = this.#known(part.id);
    if (known) {
      return known;
    }
    const { publicKey } = this.state.workspace.devices.get(device) ?? {};
    if (part.device !== device || publicKey === undefined || !this.#edges.verify(command.author, command.signature, publicKey)) {
      return refuse(part.id, 'The signature is not that of the device on this connection.');
    }
    if (!isCanonical(part, command.author)) {
      return refuse(part.id, 'The command is not in canonical form.');
    }
    const expected = this.lastDeviceSeq(device) + 1;
    if (dense && part.deviceSeq !== expected) {
      return { outcome: { outcome: 'gap', id: part.id, expected }, durable: Promise.resolve() };
    }
    this.#recall(part.entity);
    const why = isOutsideAnswer(part.body) ? 'Only the relay itself writes down answers from outside.' : refusal(this.state, part, actor);
    if (why !== undefined) {
      return { ...refuse(part.id, why), durable: this.#recordRefusal(part, why) };
    }
    const { event, durable } = this.#place(part, command, { actor });
    return { outcome: recordedOutcome(event), durable };
  }

  /**
   * Takes back an entry this relay once recorded and has lost, as after the restore of an old backup: what its author signed,
   * with the place and verdict it gets now. `by` is the device that held it. What is known already, or was not signed by whom it
   * names, is left out; what a device wrote that is revoked by now is kept and changes nothing.
   */
  recover(entry: StoredEvent, by: string): 'recovered' | 'known' | 'other-words' | 'not-ours' {
    const lost = readLost(entry);
    if (!lost) {
      return 'not-ours';
    }
    const { part, was } = lost;
    const known = this.#queue.find(part.id) ?? this.#store.find(part.id);
    if (known) {
      return known.author === entry.author ? 'known' : 'other-words';
    }
    const { publicKey, person, revoked } = this.state.workspace.devices.get(part.device) ?? {};
    const isOwn = part.device === this.#edges.device;
    const actor = isOwn ? ownActor(part, was) : person === undefined ? undefined : { kind: 'person' as const, id: person };
    if (publicKey === undefined || !actor || !this.#isBy(entry, publicKey)) {
      return 'not-ours';
    }
    this.#recall(part.entity);
    const refused = revoked === true ? 'The device that wrote it was revoked.' : refusal(this.state, part, actor);
    const recovered = { by, seq: was.seq, recordedAt: Math.min(was.recordedAt, this.#edges.now()) };
    this.#place(part, { author: entry.author, signature: entry.signature }, { actor, recovered, refused });
    return 'recovered';
  }

  /** Whether this relay itself signed an entry, whatever its log says now. */
  isOwn(entry: StoredEvent): boolean {
    const own = this.state.workspace.devices.get(this.#edges.device);
    return own !== undefined && this.#isBy(entry, own.publicKey);
  }

  #isBy(entry: StoredEvent, publicKey: string): boolean {
    return isSigned(entry, (text, signature) => this.#edges.verify(text, signature, publicKey), this.#edges.hash);
  }

  /** The last number a device has used, recorded or refused; 0 before its first. */
  lastDeviceSeq(device: string): number {
    const counted = this.#counted.get(device) ?? this.#store.lastDeviceSeq(device);
    this.#counted.set(device, counted);
    return counted;
  }

  /** Resolves when everything recorded until now is durable. */
  durableNow(): Promise<void> {
    return this.#queue.durableNow();
  }

  /** Resolves when the present event-loop turn has ended: what takes long is done in bits, with this between them (S2). */
  turnEnds(): Promise<void> {
    return new Promise((resolve) => this.#edges.defer(resolve));
  }

  /** Room for so many alerts in the present event-loop turn, whoever else has some to write; else a promise of a later one (S2). */
  room(alerts: number): Promise<void> | undefined {
    return this.#turns.take(alerts);
  }

  /** An incident by id, also one resolved long ago. */
  incident(id: string): Incident | undefined {
    return this.state.incidents.get(id) ?? this.#store.incident(id);
  }

  /** An incident by its number, also one resolved long ago; one opened in this very turn is found by its id alone. */
  incidentNumbered(number: number): Incident | undefined {
    const kept = this.#store.incidentNumbered(number);
    return kept && this.incident(kept.id);
  }

  /** Entries of one entity, those not yet durable left out. */
  history(entity: EntityRef): Event[] {
    return this.#store.readEntity(entity).map(decodeEvent);
  }

  /** Forgets incidents resolved more than a day ago; the store still has them. */
  forgetOld(): void {
    const before = this.#edges.now() - keepResolvedMs;
    for (const incident of this.state.incidents.values()) {
      if (!isOpen(incident) && (incident.resolution?.at ?? 0) < before) {
        forgetIncident(this.state, incident);
      }
    }
  }

  /** Resolves when nothing is on its way to the disk any more. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  #known(id: string): { outcome: CommandOutcome; durable: Promise<void> } | undefined {
    const entry = this.#queue.find(id) ?? this.#store.find(id);
    return entry && { outcome: recordedOutcome(decodeEvent(entry)), durable: this.#queue.durableNow() };
  }

  /** What a device was refused is written down: nobody tries in vain unseen, and its number is used. */
  #recordRefusal(part: AuthorPart, why: string): Promise<void> {
    const { id: command, deviceSeq, type } = part;
    const body = { command, deviceSeq, type, why: beginningOf(why, 500) };
    const entity = { kind: 'device' as const, id: part.device };
    return this.write({ type: 'device.command-refused', entity, body }, { kind: 'engine' }).durable;
  }

  #recall(entity: EntityRef): void {
    if (entity.kind === 'incident' && !this.state.incidents.has(entity.id)) {
      const incident = this.#store.incident(entity.id);
      if (incident) {
        setIncident(this.state, incident);
      }
    }
  }

  #place(
    part: AuthorPart,
    signed: SignedCommand,
    by: {
      actor: Actor;
      recovered?: NonNullable<RelayPart['recovered']>;
      refused?: string | undefined;
      settles?: readonly OutboxChange[];
    },
  ): Recorded {
    const { actor, recovered, refused, settles } = by;
    const draft: Event = {
      ...part,
      log: this.#store.log,
      seq: this.#head.seq + 1,
      recordedAt: Math.max(recovered?.recordedAt ?? this.#edges.now(), this.#head.recordedAt),
      actor,
      verdict: 'applied',
    };
    const judgement = refused === undefined ? judge(this.state, draft) : parked(refused);
    const event: Event = { ...draft, ...judgement };
    const { log, seq, recordedAt, verdict, why } = event;
    const relayPart = { actor, log, recordedAt, recovered, seq, verdict, why };
    const entry = { seq, id: part.id, author: signed.author, signature: signed.signature, relay: canonicalJson(relayPart), hash: '' };
    this.#head = { seq, recordedAt, log };
    fold(this.state, event);
    this.digest.folded(seq, part.entity, entityState(this.state, part.entity));
    const { device, deviceSeq } = part;
    const refusedOne = device === this.#edges.device && verdict === 'applied' ? refusedNumber(part) : undefined;
    [{ device, deviceSeq }, ...(refusedOne ? [refusedOne] : [])].forEach((used) => this.#count(used));
    const incident = part.entity.kind === 'incident' ? this.state.incidents.get(part.entity.id) : undefined;
    // What was lost and came back has been brought outside long ago.
    const deliveries = recovered ? [] : (this.#edges.deliveries?.(this.state, event) ?? []).map(waitingRow);
    const commit = { entry, entity: part.entity, type: part.type, device, deviceSeq, refused: refusedOne, deliveries, settles };
    return { event, durable: this.#queue.add(commit, event, incident) };
  }

  /** Signs what this relay wrote itself in a turn, together, and chains each entry to the one before. */
  #seal(commits: readonly Commit[]): void {
    const { sign, hash } = this.#edges;
    const own = commits.filter(({ entry }) => entry.signature === unsigned);
    const texts = own.map(({ entry }) => entry.author);
    const signatures = new Map(signTogether(texts, sign, hash).map((signature, i) => [own[i], signature]));
    for (const commit of commits) {
      commit.entry = sealEntry(this.#hash, { ...commit.entry, signature: signatures.get(commit) ?? commit.entry.signature }, hash);
      this.#hash = commit.entry.hash;
    }
  }

  #count({ device, deviceSeq }: DeviceCount): void {
    this.#counted.set(device, Math.max(this.lastDeviceSeq(device), deviceSeq));
    if (device === this.#edges.device) {
      this.#deviceSeq = Math.max(this.#deviceSeq, deviceSeq);
    }
  }

  #reload(): void {
    this.state = stateKept(this.#store, this.#edges.now() - keepResolvedMs, this.#edges.reads);
    const head = this.#store.head();
    this.#head = head;
    this.#hash = head.hash;
    this.#counted.clear();
    this.#deviceSeq = this.#store.lastDeviceSeq(this.#edges.device);
    this.#digestAgain();
  }

  /** The entries since the last full stretch, each with its entity as it stands now, which is after its last touch. */
  #digestAgain(): void {
    this.digest.restart();
    const from = firstOfStretch(this.#head.seq);
    for (const { seq, entity } of this.#store.read(from - 1, entriesADigest).map(decodeEvent)) {
      this.#recall(entity);
      this.digest.folded(seq, entity, entityState(this.state, entity));
    }
  }
}

/** The number of its own a device used for a command that was refused. */
function refusedNumber({ type, entity, body }: AuthorPart): DeviceCount | undefined {
  return type === 'device.command-refused' ? { device: entity.id, deviceSeq: Number(body['deviceSeq']) } : undefined;
}

function recordedOutcome(event: Event): CommandOutcome {
  const { id, seq, verdict, why } = event;
  return { outcome: 'recorded', id, seq, verdict, ...(why === undefined ? {} : { why }) };
}
