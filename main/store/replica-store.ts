import type { Rung } from '../../shared/escalation/ring.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import type { ChainHead } from '../../shared/log/chain.ts';
import type { EntityRef, Event, SignedCommand, StoredEvent } from '../../shared/log/envelope.ts';

/** A command or fact made here, as it waits for the relay. */
export interface PendingCommand extends SignedCommand {
  id: string;
}

/** A command that came back parked or refused and waits for its author. */
export interface Returned {
  id: string;
  outcome: 'parked' | 'refused';
  why: string;
  at: number;
  author: string;
}

/** Everything a replica starts from. */
export interface Kept {
  log?: string | undefined;
  head: ChainHead;
  /** What does not belong to an incident, and of incidents what must be understood; in order. */
  definitions: StoredEvent[];
  incidents: Incident[];
  /** The highest number any incident of the copy has; 0 when it has none. */
  lastIncidentNumber: number;
  pending: PendingCommand[];
  provisional: Event[];
  returned: Returned[];
  rung: Map<string, Rung>;
  lastDeviceSeq: number;
  clockOffsetMs: number;
  /** Every entry from this one on is here; of those before, what a snapshot brought. 1 for a whole copy. */
  heldFrom: number;
  /** Another version made the incidents, and the entries to make them anew are not all here: the relay has to give the copy again. */
  isFoldedOtherwise: boolean;
}

/** How everything stood at one entry, as a long log begins. */
export interface ReplicaSnapshot {
  head: ChainHead;
  definitions: readonly StoredEvent[];
  /** Incidents as JSON. */
  incidents: readonly string[];
}

/**
 * Where a desktop keeps its copy of the log and what it adds to it.
 * Invariants: every method that writes returns only when what it wrote is durable; `confirm` keeps entries, projection and
 * head together or not at all; a pending command is gone only once `confirm` or `giveBack` named its id.
 */
export interface ReplicaStore {
  load(resolvedSince: number): Kept;
  /** The incidents of a service last resolved, at or after `resolvedSince` (relay ms), `most` of them and of those of all services lately. */
  resolvedOf(service: string, resolvedSince: number, most: number): Incident[];
  confirm(change: {
    entries: readonly StoredEvent[];
    incidents: readonly Incident[];
    settled: readonly string[];
    returned: readonly Returned[];
  }): void;
  /** Begins an empty copy with a snapshot: all of it or nothing. */
  adopt(snapshot: ReplicaSnapshot): void;
  /** Adds entries that came before those held, which follow on from them. */
  addEarlier(entries: readonly StoredEvent[]): void;
  /**
   * Lets go of the entries before `head.seq + 1` as if the copy had begun with a snapshot at `head`: what defines the workspace and must
   * be understood stays, and of incidents that are open, or were resolved at or after `resolvedSince` (relay ms), everything.
   */
  letGo(head: ChainHead, resolvedSince: number): void;
  addPending(command: PendingCommand, deviceSeq: number): void;
  /** Puts commands that were counted and signed anew in the place of those with their ids. */
  renumber(commands: readonly PendingCommand[], lastDeviceSeq: number): void;
  giveBack(returned: Returned): void;
  dismiss(id: string): void;
  setProvisional(events: readonly Event[]): void;
  setRung(incident: string, rung: Rung | undefined): void;
  setClockOffset(offsetMs: number): void;
  readEntity(entity: EntityRef): StoredEvent[];
  /** An incident as the confirmed copy has it, also one resolved long ago. */
  incident(id: string): Incident | undefined;
  read(after: number, limit: number): StoredEvent[];
  hashAt(seq: number): string | undefined;
  /** Keeps a checkpoint: all of the last day, of earlier days one each. */
  keepCheckpoint(checkpoint: Checkpoint): void;
  /** The checkpoints kept, oldest first. */
  checkpoints(): Checkpoint[];
  /** Puts the confirmed copy aside (never deletes it) and starts an empty one; what this device added (pending, returned, rung) and what it witnessed stays. */
  /** Looks at the next stretch of the copy for damage; 'more' until all was looked at, then it begins anew. */
  inspectOn(): 'more' | 'sound' | 'damaged';
  /** Puts the confirmed copy aside (never deletes it) and starts an empty one; what this device added (pending, returned, rung) stays. */
  startOver(): void;
  close(): void;
}
