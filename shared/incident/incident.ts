import type { Severity } from '../log/severity.ts';
import type { Instant } from '../time/instant.ts';
import type { Position, StepFired, StepReason, Via } from './incident-events.ts';

/** Whether somebody has the incident: `triggered` rings, `acknowledged` is held by a person, `resolved` is over. */
export type IncidentStatus = 'triggered' | 'acknowledged' | 'resolved';

/** Who took the incident and when. */
export interface Acknowledgement {
  /** Undefined when a monitor or the operator's token acknowledged. */
  person?: string | undefined;
  /** When the relay recorded it. */
  at: Instant;
  /** The author's evidence of the real moment, never later than `at`; earlier for one made offline. */
  happenedAt: Instant;
  via: Via;
}

/**
 * What a person handles; the fold of its own events.
 * - `number` is its place among all incidents of the log, from 1; 0 until the fold of the whole log has placed it.
 * - `epoch` counts how often it began to ring: an acknowledgement of epoch n says nothing about n + 1.
 * - `epochBegan` is the entry that began it: its `seq`, its author's device, and whether a person did it.
 * - `path` holds the steps fired in this epoch, in order; `startsFrom` is where this epoch's path begins and why.
 * - `alsoPage` names people the first step of this epoch pages besides its targets: whose acknowledgement lapsed (B2, D3).
 * - `reopenedInEpoch` is the epoch of the last reopening by hand, 1 when there was none.
 */
export interface Incident {
  id: string;
  revision: number;
  number: number;
  title: string;
  severity: Severity;
  service: string;
  policy: { id: string; revision: number };
  integration?: string | undefined;
  dedupKey?: string | undefined;
  test: boolean;
  status: IncidentStatus;
  epoch: number;
  reopenedInEpoch: number;
  epochBegan: { seq: number; device: string; byHand: boolean };
  triggeredAt: Instant;
  epochStartedAt: Instant;
  startsFrom: { position: Position; reason: StepReason };
  alsoPage: readonly string[];
  path: readonly StepFired[];
  acknowledgement?: Acknowledgement | undefined;
  coAcknowledgements: readonly Acknowledgement[];
  resolution?: { person?: string | undefined; at: Instant; via: Via } | undefined;
  alertCount: number;
  lastAlertAt: Instant;
  noteCount: number;
  lastEventAt: Instant;
}

/** Whether an incident still needs a person. */
export function isOpen(incident: Incident): boolean {
  return incident.status !== 'resolved';
}

/**
 * Whether a place on the path lies ahead of everything this epoch has fired.
 * A path only goes forward: a step foreseen by a laptop that knew less must not take it back.
 */
export function isAhead(incident: Incident, { cycle, level, repeat }: Position): boolean {
  const last = incident.path.at(-1)?.position;
  return last === undefined || (cycle - last.cycle || level - last.level || repeat - last.repeat) > 0;
}

/** Whether an incident has fired a step, by its id. */
export function hasFired(incident: Incident, stepId: string): boolean {
  return incident.path.some((step) => step.stepId === stepId);
}
