import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { ChainHead } from '../../shared/log/chain.ts';
import type { EntityRef, StoredEvent } from '../../shared/log/envelope.ts';
import type { Outbox, OutboxChange } from './outbox.ts';

/** A number of its own that a device has used. */
export interface DeviceCount {
  device: string;
  deviceSeq: number;
}

/** An entry on its way to the store with what the store indexes it by. */
export interface Commit extends DeviceCount {
  entry: StoredEvent;
  entity: EntityRef;
  type: string;
  /** Of an entry that says a command was refused: the number that command used. */
  refused?: DeviceCount | undefined;
  /** What the entry asks to be brought outside: kept in its very transaction, once for each id. */
  deliveries?: readonly OutboxRow[] | undefined;
  /** What has become of deliveries the entry speaks of; one that somebody else has changed since stays as it is. */
  settles?: readonly OutboxChange[] | undefined;
}

/** How everything stood at one entry, read bit by bit while the log goes on. */
export interface StoreSnapshot {
  readonly head: ChainHead;
  /** How many entries define the workspace, and how many incidents there have been. */
  readonly counts: { definitions: number; incidents: number };
  /** Entries that define the workspace, after a seq. */
  definitions(after: number, limit: number): StoredEvent[];
  /** Incidents as JSON with their numbers, after a number. */
  incidents(after: number, limit: number): { number: number; json: string }[];
  close(): void;
}

/**
 * Where the relay's log is kept.
 * Invariants: `append` resolves only when the entries, the head and the projection are durable, all of a call or none;
 * entries are dense by `seq`; an id is taken once; reads never see less than the last resolved `append`.
 */
export interface EventStore {
  /** Names this incarnation of the log. */
  readonly log: string;
  readonly outbox: Outbox;
  head(): ChainHead;
  append(commits: readonly Commit[], incidents: readonly Incident[]): Promise<void>;
  read(after: number, limit: number): StoredEvent[];
  readEntity(entity: EntityRef): StoredEvent[];
  find(id: string): StoredEvent | undefined;
  hashAt(seq: number): string | undefined;
  lastDeviceSeq(device: string): number;
  /** Every entry that does not belong to an incident, what defines the workspace, and of incidents those that must be understood; in order. */
  readDefinitions(): StoredEvent[];
  /** Open incidents, and those resolved at or after `resolvedSince` (relay ms); with `mentioning` only those in whose JSON it stands. */
  recentIncidents(resolvedSince: number, mentioning?: string): Incident[];
  /** The incidents of a service last resolved, at or after `resolvedSince` (relay ms), `most` of them and of those of all services lately. */
  resolvedOf(service: string, resolvedSince: number, most: number): Incident[];
  incident(id: string): Incident | undefined;
  /** An incident by the number people call it by. */
  incidentNumbered(number: number): Incident | undefined;
  lastIncidentNumber(): number;
  /** How everything stands now, unchanged by what is appended while it is read; close it soon. */
  snapshot(): StoreSnapshot;
  /** The first entry from which on everything can be read; 1 unless the file of an archived stretch is missing or damaged. */
  readableFrom(): number;
  /** Writes something small and without meaning as an append would be; rejects when the disk does not take it. `at` is relay ms. */
  probe(at: number): Promise<void>;
  close(): Promise<void>;
}
