import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { sealEvent, type ChainHead } from '../../shared/log/chain.ts';
import {
  AuthorPart,
  decodeEvent,
  type Actor,
  type EntityRef,
  type Event,
  type SignedCommand,
  type StoredEvent,
} from '../../shared/log/envelope.ts';
import type { CommandOutcome } from '../../shared/protocol/down.ts';
import { judge, refusal } from '../../shared/state/judge.ts';
import type { KnownTypes } from '../../shared/state/known-types.ts';
import { emptyState, fold, foldKept, setIncident, type State } from '../../shared/state/state.ts';
import type { Commit, EventStore } from './event-store.ts';

/** How long a resolved incident stays in memory; older ones are read from the store when asked for. */
const keepResolvedMs = 24 * 60 * 60 * 1000;

/** What the relay writes itself: who it is, its key, its clock and its ids. */
export interface LedgerEdges {
  device: string;
  sign(text: string): string;
  verify(text: string, signature: string, publicKey: string): boolean;
  now(): number;
  newId(): string;
  /** Runs a callback when the present event-loop turn ends; everything recorded in a turn is one commit. */
  defer(callback: () => void): void;
  /** The types of event it reads; those of this version unless said otherwise. */
  reads?: KnownTypes | undefined;
}

/** An event the relay wants to write. */
export interface Draft {
  type: string;
  entity: EntityRef;
  body: Record<string, unknown>;
  at?: AuthorPart['at'] | undefined;
}

/** An event that has its place; `durable` resolves once it is on disk, rejects when it could not be. */
export interface Recorded {
  event: Event;
  durable: Promise<void>;
}

interface Batch {
  commits: Commit[];
  incidents: Map<string, Incident>;
  done: Promise<void>;
  settle: { resolve: () => void; reject: (error: Error) => void };
}

/**
 * The one ordered log with its folded state: gives every event its `seq`, its verdict and its link in the chain.
 * State runs ahead of the disk by one batch at most; a batch that cannot be committed takes the state back to the disk's.
 */
export class Ledger {
  state: State;
  #head: ChainHead;
  #deviceSeq: number;
  #batch: Batch | undefined;
  #committing = false;
  readonly #reloadListeners = new Set<() => void>();
  #listeners = new Set<(entries: readonly StoredEvent[]) => void>();
  readonly #store: EventStore;
  readonly #edges: LedgerEdges;

  constructor(store: EventStore, edges: LedgerEdges) {
    this.#store = store;
    this.#edges = edges;
    this.state = emptyState(edges.reads);
    this.#head = store.head();
    this.#deviceSeq = 0;
    this.#reload();
  }

  get log(): string {
    return this.#store.log;
  }

  /** The last event given a place, on disk or about to be. */
  get head(): ChainHead {
    return this.#head;
  }

  /** Tells the listener of entries once they are durable, in order. */
  subscribe(listener: (entries: readonly StoredEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the listener when the state was taken back to what is on disk. */
  subscribeReload(listener: () => void): () => void {
    this.#reloadListeners.add(listener);
    return () => this.#reloadListeners.delete(listener);
  }

  /** Records an event of the relay's own: an alert's, the engine's or the operator's. Throws on a draft no schema allows. */
  write(draft: Draft, actor: Actor): Recorded {
    this.#recall(draft.entity);
    this.#deviceSeq += 1;
    const part: AuthorPart = {
      id: this.#edges.newId(),
      device: this.#edges.device,
      deviceSeq: this.#deviceSeq,
      type: draft.type,
      version: 1,
      entity: draft.entity,
      base: { seq: this.#head.seq, revision: 0, epoch: this.state.incidents.get(draft.entity.id)?.epoch ?? 0 },
      at: draft.at ?? { wallMs: this.#edges.now(), offsetMs: 0, uncertaintyMs: 0 },
      body: draft.body,
    };
    this.#recall(draft.entity);
    const refused = refusal(this.state, part, actor);
    if (refused !== undefined) {
      this.#deviceSeq -= 1;
      throw new TypeError(refused);
    }
    const json = canonicalJson(part);
    return this.#place(part, json, this.#edges.sign(json), actor);
  }

  /** Takes a device's command: recorded with its verdict, or refused for good with the reason. One id is taken once. */
  take(command: SignedCommand, device: string, actor: Actor): { outcome: CommandOutcome; durable: Promise<void> } {
    const refuse = (id: string, why: string) => ({ outcome: { outcome: 'refused' as const, id, why }, durable: Promise.resolve() });
    const part = parseCommand(command.author);
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
    if (canonicalOrNothing(part) !== command.author) {
      return refuse(part.id, 'The command is not in canonical form.');
    }
    this.#recall(part.entity);
    const why = refusal(this.state, part, actor);
    if (why !== undefined) {
      return refuse(part.id, why);
    }
    const { event, durable } = this.#place(part, command.author, command.signature, actor);
    return { outcome: recordedOutcome(event), durable };
  }

  /** An incident by id, also one resolved long ago. */
  incident(id: string): Incident | undefined {
    return this.state.incidents.get(id) ?? this.#store.incident(id);
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
        this.state.incidents.delete(incident.id);
      }
    }
  }

  /** Resolves when everything recorded so far is durable. */
  async settled(): Promise<void> {
    while (this.#batch || this.#committing) {
      await this.#batch?.done.catch(() => undefined);
      await new Promise<void>((resolve) => this.#edges.defer(resolve));
    }
  }

  #known(id: string): { outcome: CommandOutcome; durable: Promise<void> } | undefined {
    const waiting = this.#batch?.commits.find(({ entry }) => entry.id === id);
    const entry = waiting?.entry ?? this.#inFlight.get(id) ?? this.#store.find(id);
    return entry && { outcome: recordedOutcome(decodeEvent(entry)), durable: this.#durableNow() };
  }

  readonly #inFlight = new Map<string, StoredEvent>();

  /** Resolves when everything recorded until now is durable. */
  #durableNow(): Promise<void> {
    return this.#batch?.done ?? this.#lastCommit;
  }

  #lastCommit: Promise<void> = Promise.resolve();

  #recall(entity: EntityRef): void {
    if (entity.kind === 'incident' && !this.state.incidents.has(entity.id)) {
      const incident = this.#store.incident(entity.id);
      if (incident) {
        setIncident(this.state, incident);
      }
    }
  }

  #place(part: AuthorPart, json: string, signature: string, actor: Actor): Recorded {
    const draft: Event = {
      ...part,
      log: this.#store.log,
      seq: this.#head.seq + 1,
      recordedAt: Math.max(this.#edges.now(), this.#head.recordedAt),
      actor,
      verdict: 'applied',
    };
    const judgement = judge(this.state, draft);
    const event: Event = { ...draft, ...judgement };
    const { log, seq, recordedAt, verdict, why } = event;
    const relayPart = { log, seq, recordedAt, actor, verdict, ...(why === undefined ? {} : { why }) };
    const entry = sealEvent(this.#head.hash, { json, signature, id: part.id }, relayPart);
    this.#head = { seq, hash: entry.hash, recordedAt, log };
    fold(this.state, event);
    const batch = this.#openBatch();
    batch.commits.push({ entry, entity: part.entity, type: part.type, device: part.device, deviceSeq: part.deviceSeq });
    const incident = part.entity.kind === 'incident' ? this.state.incidents.get(part.entity.id) : undefined;
    if (incident) {
      batch.incidents.set(incident.id, incident);
    }
    return { event, durable: batch.done };
  }

  #openBatch(): Batch {
    if (this.#batch) {
      return this.#batch;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Callers that do not wait for durability must not turn a full disk into an unhandled rejection.
    promise.catch(() => undefined);
    this.#batch = { commits: [], incidents: new Map(), done: promise, settle: { resolve, reject } };
    if (!this.#committing) {
      this.#edges.defer(() => void this.#commit());
    }
    return this.#batch;
  }

  async #commit(): Promise<void> {
    const batch = this.#batch;
    if (!batch || this.#committing) {
      return;
    }
    this.#batch = undefined;
    this.#committing = true;
    this.#lastCommit = batch.done;
    batch.commits.forEach(({ entry }) => this.#inFlight.set(entry.id, entry));
    try {
      await this.#store.append(batch.commits, [...batch.incidents.values()]);
      this.#inFlight.clear();
      batch.settle.resolve();
      const entries = batch.commits.map(({ entry }) => entry);
      this.#listeners.forEach((listener) => listener(entries));
    } catch (error) {
      this.#inFlight.clear();
      this.#abandon(batch, error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#committing = false;
    }
    if (this.#batch) {
      void this.#commit();
    }
  }

  /** A batch that is not on disk never happened; what was recorded on top of it goes with it. */
  #abandon(batch: Batch, error: Error): void {
    batch.settle.reject(error);
    this.#batch?.settle.reject(error);
    this.#batch = undefined;
    this.#reload();
    this.#reloadListeners.forEach((listener) => listener());
  }

  #reload(): void {
    const state = emptyState(this.#edges.reads);
    for (const entry of this.#store.readDefinitions()) {
      foldKept(state, decodeEvent(entry));
    }
    for (const incident of this.#store.recentIncidents(this.#edges.now() - keepResolvedMs)) {
      setIncident(state, incident);
    }
    state.nextNumber = Math.max(state.nextNumber, this.#store.lastIncidentNumber() + 1);
    this.state = state;
    this.#head = this.#store.head();
    this.#deviceSeq = this.#store.lastDeviceSeq(this.#edges.device);
  }
}

function parseCommand(author: string): AuthorPart | undefined {
  try {
    const parsed = AuthorPart.safeParse(JSON.parse(author));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function canonicalOrNothing(part: AuthorPart): string | undefined {
  try {
    return canonicalJson(part);
  } catch {
    return undefined;
  }
}

function recordedOutcome(event: Event): CommandOutcome {
  const { id, seq, verdict, why } = event;
  return { outcome: 'recorded', id, seq, verdict, ...(why === undefined ? {} : { why }) };
}
