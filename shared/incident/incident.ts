import type { Known } from '../alert/alert.ts';
import type { Severity } from '../log/severity.ts';
import type { StormLimit, Suppression, SuppressionReason } from '../noise/suppression.ts';
import type { Instant } from '../time/instant.ts';
import type { Action } from './action.ts';
import type { CallReason, FrozenPolicy, IncidentRole, Position, RoutedBy, Stage, StepFired, StepReason, Via } from './incident-events.ts';
import type { Priority } from './priority.ts';
import type { FollowUp, OpenRoom, Post } from './telling.ts';

/** Whether somebody has the incident: `suppressed` pages nobody for now, `triggered` rings, `acknowledged` is held by a person, `resolved` is over. */
export type IncidentStatus = 'suppressed' | 'triggered' | 'acknowledged' | 'resolved';

/** Who took the incident and when. */
export interface Acknowledgement {
  /** Undefined when a monitor or the operator's token acknowledged. */
  person?: string | undefined;
  /** When the relay recorded it; of who holds what several had to answer, the answer that was enough. */
  at: Instant;
  /** The author's evidence of the real moment, never later than `at`; earlier for one made offline. */
  happenedAt: Instant;
  via: Via;
}

/** A page to people in their own right, beside the path; it rings until each has answered, whoever holds the incident. */
export interface Call {
  /** The id of the entry that made it; what a device remembers of its ringing hangs on it like on a step's id. */
  stepId: string;
  reason: CallReason;
  /** Who has not answered yet. */
  people: readonly string[];
  at: Instant;
}

/**
 * One problem of an incident that collects several: its key, its integration when that is not the incident's, whether it is over, and
 * when it is unless its monitor says otherwise (relay ms).
 */
export interface Member {
  dedupKey: string;
  integration?: string | undefined;
  isOver: boolean;
  expiresAt?: Instant | undefined;
}

/**
 * What a person handles; the fold of its own events.
 * - `number` is its place among all incidents of the log, from 1; 0 until the fold of the whole log has placed it.
 * - `epoch` counts how often it began to ring: an acknowledgement of epoch n says nothing about n + 1.
 * - `epochBegan` is the entry that began it: its `seq`, its author's device, and whether a person did it.
 * - `path` holds the steps fired in this epoch, in order; `startsFrom` is where this epoch's path begins and why.
 * - `alsoPage` names people the first step of this epoch not passed over pages besides its targets: whose acknowledgement lapsed (B2, D3).
 * - `insteadOf` names people the first step of this epoch pages in place of its targets: who it was reassigned to.
 * - `answers` are the acknowledgements given on the latest step, in order, also while more are needed (N of M).
 * - `acknowledgement` is the first of them once there are enough; `coAcknowledgements` are those made beside it since.
 * - `statusSince` is when status or stage last changed (S75); `known` is what conditions read besides these fields.
 * - `rulesDone` maps the name of a policy's rule to the instant it counted from when it last acted.
 * - `undelivered` are the people of the latest step none of whose deliveries arrived; `delivered` those with one that did.
 * - `worsenedAt` is the entry that last made its severity worse.
 * - `mergedInto` is the incident it was merged into; it is resolved as long as that is set.
 * - `blockedBy` are incidents that have to be over before this one can be finished (S133).
 * - `suppression` is why it pages nobody; set exactly while its status is `suppressed`.
 * - `tags` and `routed` are what the routing rules made of it; `group` is the grouping it collects alerts by.
 * - `waits` is a pause or the wait of a key that comes and goes, whose end was fixed when it began, or its storm; something else may
 *   suppress it meanwhile.
 * - `releasedAt` is when it last ceased to be suppressed; `endedQuiet` why it paged nobody when it was resolved.
 * - `inStorm`: it was opened into a storm, which kept it from paging.
 * - `storm` makes it the summary of a storm: it stands for the incidents its suppression names it for.
 * - `members` are the keys of its alerts once there are several, each with whether its problem is over; of one that has no group none.
 * - `expiresAt` is when its monitors mean it is over unless they say otherwise before.
 * - `posts`, `rooms` and `followUps` are what was told of it, the rooms that are, and what is to be done afterwards; `bridge` is where
 *   people talk about this one, when that was set by hand.
 * - `reopenedInEpoch` is the epoch of the last reopening by hand, 1 when there was none.
 */
export interface Incident {
  id: string;
  revision: number;
  number: number;
  title: string;
  severity: Severity;
  priority?: Priority | undefined;
  service: string;
  policy: FrozenPolicy;
  integration?: string | undefined;
  dedupKey?: string | undefined;
  known: Known;
  test: boolean;
  status: IncidentStatus;
  stage?: Stage | undefined;
  statusSince: Instant;
  deadline?: Instant | undefined;
  roles: Partial<Record<IncidentRole, string>>;
  epoch: number;
  reopenedInEpoch: number;
  epochBegan: { seq: number; device: string; byHand: boolean };
  triggeredAt: Instant;
  epochStartedAt: Instant;
  startsFrom: { position: Position; reason: StepReason };
  alsoPage: readonly string[];
  insteadOf: readonly string[];
  path: readonly StepFired[];
  calls: readonly Call[];
  answers: readonly Acknowledgement[];
  acknowledgement?: Acknowledgement | undefined;
  coAcknowledgements: readonly Acknowledgement[];
  snoozedUntil?: Instant | undefined;
  resolution?: { person?: string | undefined; at: Instant; via: Via } | undefined;
  rulesDone: Readonly<Record<string, Instant>>;
  delivered: readonly string[];
  undelivered: readonly string[];
  actions: readonly Action[];
  worsenedAt?: { seq: number; device: string } | undefined;
  mergedInto?: string | undefined;
  blockedBy: readonly string[];
  suppression?: Suppression | undefined;
  waits?: Suppression | undefined;
  releasedAt?: Instant | undefined;
  endedQuiet?: SuppressionReason | undefined;
  inStorm?: boolean | undefined;
  storm?: StormLimit | undefined;
  tags?: readonly string[] | undefined;
  routed?: readonly RoutedBy[] | undefined;
  group?: { by: string; key: string } | undefined;
  members?: readonly Member[] | undefined;
  expiresAt?: Instant | undefined;
  posts?: readonly Post[] | undefined;
  rooms?: readonly OpenRoom[] | undefined;
  bridge?: string | undefined;
  followUps?: readonly FollowUp[] | undefined;
  alertCount: number;
  lastAlertAt: Instant;
  noteCount: number;
  lastEventAt: Instant;
}

/** Whether an incident is not over: it needs a person, or would if nothing suppressed it. */
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

/**
 * Whether the answers given on the latest step are enough: as many people as it needs (N of M), one unless it says otherwise.
 * The word of a monitor or the operator is always enough.
 */
export function isAnswered({ answers, path }: Pick<Incident, 'answers' | 'path'>): boolean {
  const people = new Set(answers.map(({ person }) => person));
  return people.has(undefined) || people.size >= (path.at(-1)?.needed ?? 1);
}
