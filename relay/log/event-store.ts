import type { Incident } from '../../shared/incident/incident.ts';
import type { ChainHead } from '../../shared/log/chain.ts';
import type { EntityRef, StoredEvent } from '../../shared/log/envelope.ts';

/** An entry on its way to the store with what the store indexes it by. */
export interface Commit {
  entry: StoredEvent;
  entity: EntityRef;
  type: string;
  device: string;
  deviceSeq: number;
}

/**
 * Where the relay's log is kept.
 * Invariants: `append` resolves only when the entries, the head and the projection are durable, all of a call or none;
 * entries are dense by `seq`; an id is taken once; reads never see less than the last resolved `append`.
 */
export interface EventStore {
  /** Names this incarnation of the log. */
  readonly log: string;
  head(): ChainHead;
  append(commits: readonly Commit[], incidents: readonly Incident[]): Promise<void>;
  read(after: number, limit: number): StoredEvent[];
  readEntity(entity: EntityRef): StoredEvent[];
  find(id: string): StoredEvent | undefined;
  hashAt(seq: number): string | undefined;
  lastDeviceSeq(device: string): number;
  /** Every entry that does not belong to an incident: what defines the workspace, in order. */
  readDefinitions(): StoredEvent[];
  /** Open incidents, and those resolved at or after `resolvedSince` (relay ms). */
  recentIncidents(resolvedSince: number): Incident[];
  incident(id: string): Incident | undefined;
  lastIncidentNumber(): number;
  /** Writes something small and without meaning as an append would be; rejects when the disk does not take it. `at` is relay ms. */
  probe(at: number): Promise<void>;
  close(): Promise<void>;
}
