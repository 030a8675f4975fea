import type { Incident } from '../../shared/incident/incident.ts';
import type { Event, StoredEvent } from '../../shared/log/envelope.ts';
import type { Commit, EventStore } from './event-store.ts';

interface Batch {
  commits: Commit[];
  events: Event[];
  incidents: Map<string, Incident>;
  done: Promise<void>;
  settle: { resolve: () => void; reject: (error: Error) => void };
}

/** What the queue tells its ledger. */
export interface CommitQueueEdges {
  /** Runs a callback when the present event-loop turn ends; everything recorded in a turn is one commit. */
  defer(callback: () => void): void;
  /** What was added in a turn, as it ends; what is added now goes into the same commit. */
  onPlaced(events: readonly Event[]): void;
  /** Signs and chains what was added, which goes to the disk as it is then. */
  seal(commits: readonly Commit[]): void;
  /** `events` are what the entries say, one for one; `brings` whether one of them asks for a delivery or settles one. */
  onDurable(entries: readonly StoredEvent[], events: readonly Event[], brings: boolean): void;
  /** A batch could not be written: neither it nor what was added on top of it is on disk. */
  onFailed(): void;
}

/** So many entries are told of in one turn of the event loop: a slow disk gathers thousands in a commit, and each has its engine to look. */
const toldATurn = 100;

/** Entries on their way to the disk: a turn's worth in one commit, one commit at a time. */
export class CommitQueue {
  readonly #store: EventStore;
  readonly #edges: CommitQueueEdges;
  readonly #inFlight = new Map<string, StoredEvent>();
  /** What is on disk and not yet told of, in order. */
  #untold: { commit: Commit; event: Event }[] = [];
  /** What was added in this turn, in order. */
  #placed: Event[] = [];
  #unsealed: Commit[] = [];
  #batch: Batch | undefined;
  #committing = false;
  #lastCommit: Promise<void> = Promise.resolve();

  constructor(store: EventStore, edges: CommitQueueEdges) {
    this.#store = store;
    this.#edges = edges;
  }

  /** Adds an entry that is not sealed yet, with what it says and the state of its incident; resolves once it is durable. */
  add(commit: Commit, event: Event, incident: Incident | undefined): Promise<void> {
    if (this.#placed.length === 0) {
      this.#edges.defer(() => this.#endTurn());
    }
    this.#placed.push(event);
    const batch = this.#openBatch();
    batch.commits.push(commit);
    this.#unsealed.push(commit);
    batch.events.push(event);
    if (incident) {
      batch.incidents.set(incident.id, incident);
    }
    return batch.done;
  }

  /** An entry that is not yet durable, and of the present turn perhaps not sealed. */
  find(id: string): StoredEvent | undefined {
    return this.#batch?.commits.find(({ entry }) => entry.id === id)?.entry ?? this.#inFlight.get(id);
  }

  /** Resolves when everything added until now is durable. */
  durableNow(): Promise<void> {
    return this.#batch?.done ?? this.#lastCommit;
  }

  /** Resolves when nothing waits any more, whether it could be written or not. */
  async settled(): Promise<void> {
    while (this.#batch || this.#committing || this.#placed.length + this.#untold.length > 0) {
      await this.#batch?.done.catch(() => undefined);
      await new Promise<void>((resolve) => this.#edges.defer(resolve));
    }
  }

  #openBatch(): Batch {
    if (this.#batch) {
      return this.#batch;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Callers that do not wait for durability must not turn a full disk into an unhandled rejection.
    promise.catch(() => undefined);
    this.#batch = { commits: [], events: [], incidents: new Map(), done: promise, settle: { resolve, reject } };
    if (!this.#committing) {
      this.#edges.defer(() => void this.#commit());
    }
    return this.#batch;
  }

  /** Tells once of what was added: what comes of that is told of when the next turn ends, so that nothing goes in circles. */
  #endTurn(): void {
    const events = this.#placed;
    this.#placed = [];
    if (events.length > 0) {
      this.#edges.onPlaced(events);
    }
    const commits = this.#unsealed;
    this.#unsealed = [];
    this.#edges.seal(commits);
  }

  async #commit(): Promise<void> {
    const batch = this.#batch;
    if (!batch || this.#committing) {
      return;
    }
    this.#endTurn();
    this.#batch = undefined;
    this.#committing = true;
    this.#lastCommit = batch.done;
    batch.commits.forEach(({ entry }) => this.#inFlight.set(entry.id, entry));
    try {
      await this.#store.append(batch.commits, [...batch.incidents.values()]);
      this.#inFlight.clear();
      batch.settle.resolve();
      this.#tell(batch);
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

  #tell({ commits, events }: Batch): void {
    const isTelling = this.#untold.length > 0;
    this.#untold.push(...commits.map((commit, i) => ({ commit, event: events[i] as Event })));
    if (!isTelling) {
      this.#tellSome();
    }
  }

  #tellSome(): void {
    const told = this.#untold.slice(0, toldATurn);
    this.#untold = this.#untold.slice(toldATurn);
    if (this.#untold.length > 0) {
      this.#edges.defer(() => this.#tellSome());
    }
    this.#edges.onDurable(
      told.map(({ commit }) => commit.entry),
      told.map(({ event }) => event),
      told.some(({ commit: { deliveries = [], settles = [] } }) => deliveries.length + settles.length > 0),
    );
  }

  /** A batch that is not on disk never happened; what was recorded on top of it goes with it. */
  #abandon(batch: Batch, error: Error): void {
    batch.settle.reject(error);
    this.#batch?.settle.reject(error);
    this.#batch = undefined;
    this.#placed = [];
    this.#unsealed = [];
    // What is asked for from now on is asked of the disk's own state again, all of which is durable.
    this.#lastCommit = Promise.resolve();
    this.#edges.onFailed();
  }
}
