import type { Incident } from '../incident/incident.ts';
import type { StepReason } from '../incident/incident-events.ts';
import { isSameSuppression } from '../noise/suppression.ts';
import type { Instant } from '../time/instant.ts';
import type { Decision } from './decision.ts';
import { decideHeld } from './held.ts';
import { catchAllLevel, nextMove, settle, type Move } from './path.ts';
import { earlyAt } from './reach.ts';
import { decideRule } from './rule.ts';
import { applies, type EscalationRules } from './rules.ts';
import { calleesAt, stepAt } from './step.ts';

/**
 * The first thing due on an incident at `now`, or when to ask again; nothing when only an event can change the answer.
 * Carry the decision out, fold its event, and ask again until the answer is `wake` or nothing.
 * After a stall that is one step, not a replay of all that was missed: late steps start their delays anew (C18, D7).
 */
export function decide(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  if (incident.status === 'resolved') {
    return undefined;
  }
  const overAt = rules.overAt?.(now);
  if (overAt !== undefined && overAt <= now) {
    return { kind: 'resolve', epoch: incident.epoch };
  }
  return earlier(
    incident.status === 'suppressed' ? decideSuppressed(incident, rules, now) : decideOpen(incident, rules, now),
    wakeAt(overAt),
  );
}

function wakeAt(at: Instant | undefined): Decision | undefined {
  return at === undefined ? undefined : { kind: 'wake', at };
}

/** Of a suppressed incident nothing is due but that it still is so, is so for another reason, or is no more. */
function decideSuppressed(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  if (!rules.quiet) {
    return undefined;
  }
  const { suppression, lookAt } = rules.quiet(now);
  if (!suppression) {
    return { kind: 'unsuppress', epoch: incident.epoch };
  }
  return isSameSuppression(incident.suppression, suppression) ? wakeAt(lookAt) : { kind: 'keep-quiet', suppression };
}

function decideOpen(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  const byRule = decideRule(incident, rules, now);
  if (byRule && byRule.kind !== 'wake') {
    return byRule;
  }
  const onPath = incident.status === 'triggered' ? decideRinging(incident, rules, now) : decideHeld(incident, rules, now);
  return earlier(onPath, byRule);
}

/** Of two answers the one to act on: what is due goes before any wake-up, and of two wake-ups the earlier. */
export function earlier(a: Decision | undefined, b: Decision | undefined): Decision | undefined {
  if (a?.kind === 'wake' && b?.kind === 'wake') {
    return a.at <= b.at ? a : b;
  }
  return a && a.kind !== 'wake' ? a : (b ?? a);
}

/** The move due next on a ringing incident and when; undefined when its path has no next step. */
export function nextStep(incident: Incident, rules: EscalationRules): (Move & { dueAt: Instant }) | undefined {
  if (incident.status !== 'triggered') {
    return undefined;
  }
  const { policy, profile } = rules;
  const last = incident.path.at(-1);
  if (!last) {
    return { ...entry(incident, rules), dueAt: incident.epochStartedAt };
  }
  const passedOver = last.outcome === 'nobody' || last.outcome === 'skipped';
  if (last.outcome === 'suppressed' || (!passedOver && !profile.escalates)) {
    return undefined;
  }
  if (last.position.level >= catchAllLevel(policy)) {
    return { ...nextMove(policy, last.position, 'nobody-answered'), dueAt: last.dueAt + rules.catchAll.repeatEveryMs };
  }
  if (passedOver) {
    const reason: StepReason = last.outcome === 'nobody' ? 'nobody-on-step' : 'condition-not-met';
    return { ...nextMove(policy, last.position, reason), dueAt: last.dueAt };
  }
  const step = policy.steps[last.position.level - 1];
  const answerBy = last.dueAt + (step?.acknowledgeWithinMs ?? profile.acknowledgeWithinMs);
  const early = earlyAt(incident, rules);
  return early !== undefined && early < answerBy
    ? { ...nextMove(policy, last.position, 'nobody-reachable'), dueAt: early }
    : { ...nextMove(policy, last.position, 'not-acknowledged'), dueAt: answerBy };
}

/** Where a ringing begins: where it is meant to, or further up when an exception says so (S108). */
function entry(incident: Incident, rules: EscalationRules): Move {
  const { position, reason } = incident.startsFrom;
  const straight = rules.policy.straightTo?.find(({ when }) => applies(when, rules, incident.epochStartedAt));
  return settle(rules.policy, { ...position, level: Math.max(position.level, straight?.level ?? 1) }, reason);
}

/** Whether a last resort that led to nobody would lead to somebody by now: that is not waited for (design.md, "Nobody to page"). */
function findsSomebodyNow({ path }: Incident, rules: EscalationRules, now: Instant): boolean {
  const last = path.at(-1);
  const isEmpty = last?.outcome === 'nobody' && last.position.level >= catchAllLevel(rules.policy);
  return isEmpty && calleesAt(rules, last.position.level, now).people.length > 0;
}

function decideRinging(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  const next = nextStep(incident, rules);
  if (!next) {
    return undefined;
  }
  const isFound = next.dueAt > now && findsSomebodyNow(incident, rules, now);
  if (isFound) {
    return { kind: 'fire-step', step: stepAt(incident, rules, { ...next, dueAt: now }, now) };
  }
  return next.dueAt > now ? { kind: 'wake', at: next.dueAt } : { kind: 'fire-step', step: stepAt(incident, rules, next, now) };
}
