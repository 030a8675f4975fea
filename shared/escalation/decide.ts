import type { Incident } from '../incident/incident.ts';
import type { StepFired } from '../incident/incident-events.ts';
import { SECOND_MS, type Instant } from '../time/instant.ts';
import type { Decision } from './decision.ts';
import { catchAllLevel, nextMove, settle, stepIdOf, type Move } from './path.ts';
import type { CatchAll, Policy, Target } from './policy.ts';
import { severityProfiles } from './severity-profile.ts';

/** Who stands behind a target at an instant; empty when nobody does. */
export type WhoIs = (target: Target, at: Instant) => readonly string[];

/**
 * What the engine needs to know besides the incident and the time.
 * `everyone` is who is paged when even the catch-all leads to nobody: all who may answer.
 */
export interface EscalationRules {
  policy: Policy;
  catchAll: CatchAll;
  whoIs: WhoIs;
  everyone: readonly string[];
}

/** A step later than this counts as late: the bell was asleep, so its own delays start at the moment it fires. */
const lateMs = 30 * SECOND_MS;

/**
 * The first thing due on an incident at `now`, or when to ask again; nothing when only an event can change the answer.
 * Carry the decision out, fold its event, and ask again until the answer is `wake` or nothing.
 * After a stall that is one step, not a replay of all that was missed: late steps start their delays anew (C18, D7).
 */
export function decide(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  switch (incident.status) {
    case 'triggered':
      return decideRinging(incident, rules, now);
    case 'acknowledged':
      return decideHeld(incident, rules, now);
    case 'resolved':
      return undefined;
  }
}

/** The move due next on a ringing incident and when; undefined when its path has no next step. */
export function nextStep(incident: Incident, rules: Pick<EscalationRules, 'policy' | 'catchAll'>): (Move & { dueAt: Instant }) | undefined {
  if (incident.status !== 'triggered') {
    return undefined;
  }
  const { policy } = rules;
  const last = incident.path.at(-1);
  if (!last) {
    return { ...settle(policy, incident.startsFrom.position, incident.startsFrom.reason), dueAt: incident.epochStartedAt };
  }
  const wentToNobody = last.outcome === 'nobody';
  if (last.outcome === 'suppressed' || (!wentToNobody && !severityProfiles[incident.severity].escalates)) {
    return undefined;
  }
  const inCatchAll = last.position.level >= catchAllLevel(policy);
  const delayMs = inCatchAll
    ? rules.catchAll.repeatEveryMs
    : wentToNobody
      ? 0
      : (policy.steps[last.position.level - 1]?.acknowledgeWithinMs ?? 0);
  return { ...nextMove(policy, last.position, wentToNobody), dueAt: last.dueAt + delayMs };
}

function decideRinging(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  const next = nextStep(incident, rules);
  if (!next) {
    return undefined;
  }
  return next.dueAt > now ? { kind: 'wake', at: next.dueAt } : { kind: 'fire-step', step: stepAt(incident, rules, next, now) };
}

/** The step of a move as the fact that will be logged: targets resolved now, nobody said plainly. */
function stepAt(incident: Incident, rules: EscalationRules, move: Move & { dueAt: Instant }, now: Instant): StepFired {
  const { position } = move;
  const alsoPage = incident.path.length === 0 ? incident.alsoPage.flatMap((id) => rules.whoIs({ kind: 'person', id }, now)) : [];
  const people = [...peopleAt(rules, position.level, now), ...alsoPage];
  const pages = severityProfiles[incident.severity].pages;
  return {
    stepId: stepIdOf(incident.id, incident.epoch, incident.policy.revision, position),
    epoch: incident.epoch,
    position,
    dueAt: now - move.dueAt > lateMs ? now : move.dueAt,
    targets: pages ? [...new Set(people)] : [],
    outcome: pages ? (people.length > 0 ? 'paged' : 'nobody') : 'suppressed',
    reason: move.reason,
  };
}

/** Who stands behind a level at an instant, each once: the step's targets, or the catch-all's and in the last resort everyone. */
export function peopleAt({ policy, catchAll, whoIs, everyone }: EscalationRules, level: number, at: Instant): string[] {
  const isCatchAll = level >= catchAllLevel(policy);
  const targets = isCatchAll ? catchAll.targets : (policy.steps[level - 1]?.targets ?? []);
  const people = targets.flatMap((target) => whoIs(target, at));
  return [...new Set(isCatchAll && people.length === 0 ? everyone : people)];
}

/** The two timers of an incident somebody holds: the acknowledgement lapses (D3), or the step's resolve time passes (S65). */
export function heldTimers(incident: Incident, policy: Policy): { expiresAt?: Instant; unresolvedAt?: Instant } {
  const held = incident.acknowledgement;
  if (incident.status !== 'acknowledged' || !held) {
    return {};
  }
  const last = incident.path.at(-1);
  const { escalates } = severityProfiles[incident.severity];
  const resolveWithinMs = last && escalates ? policy.steps[last.position.level - 1]?.resolveWithinMs : undefined;
  const { acknowledgementExpiresAfterMs } = policy;
  return {
    ...(acknowledgementExpiresAfterMs === undefined ? {} : { expiresAt: held.at + acknowledgementExpiresAfterMs }),
    ...(last && resolveWithinMs !== undefined ? { unresolvedAt: last.dueAt + resolveWithinMs } : {}),
  };
}

function decideHeld(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  const { policy, whoIs } = rules;
  const holder = incident.acknowledgement?.person;
  if (holder !== undefined && whoIs({ kind: 'person', id: holder }, now).length === 0) {
    // Held by somebody who has left is held by nobody.
    return { kind: 'unacknowledge', epoch: incident.epoch, reason: 'acknowledgement-expired' };
  }
  const { expiresAt, unresolvedAt } = heldTimers(incident, policy);
  if (unresolvedAt !== undefined && unresolvedAt <= now) {
    return { kind: 'escalate', epoch: incident.epoch, reason: 'not-resolved' };
  }
  if (expiresAt !== undefined && expiresAt <= now) {
    return { kind: 'unacknowledge', epoch: incident.epoch, reason: 'acknowledgement-expired' };
  }
  const at = Math.min(expiresAt ?? Infinity, unresolvedAt ?? Infinity);
  return at === Infinity ? undefined : { kind: 'wake', at };
}
