import { lastResolved } from '../../shared/insight/similar.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { genesis, type ChainHead } from '../../shared/log/chain.ts';
import { decodeEvent, type EntityRef, type StoredEvent } from '../../shared/log/envelope.ts';
import type { Commit, EventStore, StoreSnapshot } from './event-store.ts';
import { MemoryOutbox } from './memory-outbox.ts';
import type { KnownTypes } from '../../shared/state/known-types.ts';
import { refoldIncidents } from '../../shared/state/refold.ts';

/** The log in memory, for stories and simulations: the same promises but durability. */
export class MemoryEventStore implements EventStore {
  readonly log: string;
  readonly #commits: Commit[] = [];
  readonly #incidents = new Map<string, Incident>();
  /** Set it to make the next appends fail with this message, as a full disk would. */
  failure: string | undefined;
  readonly outbox = new MemoryOutbox(() => this.failure);

  constructor(log: string) {
    this.log = log;
  }

  head(): ChainHead {
    const last = this.#commits.at(-1)?.entry;
    return last
      ? { seq: last.seq, hash: last.hash, recordedAt: decodeEvent(last).recordedAt, log: this.log }
      : { ...genesis, log: this.log };
  }

  append(commits: readonly Commit[], incidents: readonly Incident[]): Promise<void> {
    if (this.failure !== undefined) {
      return Promise.reject(new Error(this.failure));
    }
    const { seq } = this.head();
    const isDense = commits.every(({ entry }, i) => entry.seq === seq + 1 + i && !this.find(entry.id));
    if (!isDense || new Set(commits.map(({ entry }) => entry.id)).size < commits.length) {
      return Promise.reject(new Error('The entries do not follow the log.'));
    }
    this.#commits.push(...commits);
    for (const { deliveries = [], settles = [] } of commits) {
      this.outbox.put(deliveries);
      settles.forEach((change) => this.outbox.settle(change));
    }
    incidents.forEach((incident) => this.#incidents.set(incident.id, incident));
    return Promise.resolve();
  }

  read(after: number, limit: number): StoredEvent[] {
    return this.#commits.slice(after, after + limit).map(({ entry }) => entry);
  }

  readEntity(entity: EntityRef): StoredEvent[] {
    return this.#commits.filter((commit) => commit.entity.id === entity.id && commit.entity.kind === entity.kind).map(({ entry }) => entry);
  }

  find(id: string): StoredEvent | undefined {
    return this.#commits.find(({ entry }) => entry.id === id)?.entry;
  }

  hashAt(seq: number): string | undefined {
    return this.#commits[seq - 1]?.entry.hash;
  }

  lastDeviceSeq(device: string): number {
    const counts = this.#commits.flatMap((commit) => [commit, ...(commit.refused ? [commit.refused] : [])]);
    return counts.reduce((last, count) => (count.device === device ? Math.max(last, count.deviceSeq) : last), 0);
  }

  readDefinitions(): StoredEvent[] {
    return this.#commits
      .filter(({ entity, entry }) => entity.kind !== 'incident' || decodeEvent(entry).mustUnderstand === true)
      .map(({ entry }) => entry);
  }

  recentIncidents(resolvedSince: number, mentioning = ''): Incident[] {
    return [...this.#incidents.values()].filter(
      (incident) => (isOpen(incident) || (incident.resolution?.at ?? 0) >= resolvedSince) && JSON.stringify(incident).includes(mentioning),
    );
  }

  resolvedOf(service: string, resolvedSince: number, most: number): Incident[] {
    return lastResolved(this.#incidents.values(), service, resolvedSince, most);
  }

  incidentNumbered(number: number): Incident | undefined {
    return [...this.#incidents.values()].find((incident) => incident.number === number);
  }

  incident(id: string): Incident | undefined {
    return this.#incidents.get(id);
  }

  lastIncidentNumber(): number {
    return Math.max(0, ...[...this.#incidents.values()].map(({ number }) => number));
  }

  snapshot(): StoreSnapshot {
    const definitions = this.readDefinitions();
    const incidents = [...this.#incidents.values()].toSorted((a, b) => a.number - b.number);
    return {
      head: this.head(),
      counts: { definitions: definitions.length, incidents: incidents.length },
      definitions: (after, limit) => definitions.filter(({ seq }) => seq > after).slice(0, limit),
      incidents: (after, limit) =>
        incidents
          .filter(({ number }) => number > after)
          .slice(0, limit)
          .map((incident) => ({ number: incident.number, json: JSON.stringify(incident) })),
      close: () => undefined,
    };
  }

  readableFrom(): number {
    return 1;
  }

  /** Folds what is kept anew, as a relay of another version does when it starts. */
  foldAnew(reads: KnownTypes): void {
    this.#incidents.clear();
    const put = (incidents: readonly Incident[]) => incidents.forEach((incident) => this.#incidents.set(incident.id, incident));
    const log = { last: this.#commits.length, read: (after: number, limit: number) => this.read(after, limit) };
    refoldIncidents(log, { incident: (id) => this.incident(id), put }, { reads });
  }

  probe(): Promise<void> {
    return this.failure === undefined ? Promise.resolve() : Promise.reject(new Error(this.failure));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
