import type { Incident } from '../incident/incident.ts';
import { SECOND_MS, type Instant } from '../time/instant.ts';
import { callFor, mayPage, type Calling } from './calling.ts';
import type { Decision, NotifyReason } from './decision.ts';
import { catchAllLevel } from './path.ts';
import type { Policy } from './policy.ts';
import type { EscalationRules } from './rules.ts';

/** The `lastAt` of a page nobody knows to be on the screen still, as after a restart: it is raised again at once. */
export const notKnown = 0;

/** What this device has rung for one incident: the step, how many pages it raised for it, and when the last one was (relay ms). */
export interface Rung {
  stepId: string;
  pages: number;
  lastAt: Instant;
}

/** Steps of one ringing that page the same person within this time are one interruption, as when a catch-up brings the next right after a wake-up. */
const sameInterruptionMs = 10 * SECOND_MS;

/** A relay's clock that is measured anew, as on every connection, stands a little earlier or later than it was taken for. */
const measuredAnewMs = 5 * SECOND_MS;

/**
 * Whether the moment of a page (relay ms) can be counted from at `now`. One that lies further ahead than measuring the relay's clock
 * anew explains (5 s) means that a clock was set back: it counts as none, because in doubt the page comes again, not hours late (RING9).
 */
export function canCountFrom(lastAt: Instant, now: Instant): boolean {
  return lastAt !== notKnown && lastAt <= now + measuredAnewMs;
}

/** How often a page is raised again; undefined when it is not. */
export function repeatEveryMs(
  call: Pick<Calling, 'position' | 'isShadow'>,
  { policy, catchAll, profile }: EscalationRules,
): number | undefined {
  if (!profile.repeats || call.isShadow) {
    return undefined;
  }
  const own = (step: Policy['steps'][number] | undefined) => step?.repeatEveryMs ?? profile.repeatEveryMs;
  if (!call.position) {
    return profile.repeatEveryMs;
  }
  return call.position.level >= catchAllLevel(policy)
    ? Math.min(catchAll.repeatEveryMs, own(policy.steps.at(-1)))
    : own(policy.steps[call.position.level - 1]);
}

/**
 * Whether this device pages its person for an incident at `now`: for a step it has not rung for when their own rules say, then every
 * `repeatEveryMs` until someone acknowledges (S70). After a sleep that is one page, however many were due (D7). What may not
 * wake anybody waits for the end of their quiet hours (S15).
 * `rung` is this device's own memory of the incident; undefined answers mean the bell is still.
 */
export function ring(
  incident: Incident,
  rules: EscalationRules,
  person: string,
  rung: Rung | undefined,
  now: Instant,
): Decision | undefined {
  const call = callFor(incident, person);
  if (!call || !mayPage(call, rules.profile)) {
    return undefined;
  }
  const { alarm, wakes } = rules.profile;
  const personal = rules.personal(person);
  const quietUntil = wakes ? undefined : personal.quietUntil(now);
  if (quietUntil !== undefined) {
    return { kind: 'wake', at: quietUntil };
  }
  if (rung?.stepId !== call.stepId) {
    const startsAt = call.at + personal.afterMs;
    if (rung === undefined && startsAt > now) {
      return { kind: 'wake', at: startsAt };
    }
    const isSameRinging = rung !== undefined && incident.path.some((step) => step.stepId === rung.stepId);
    if (isSameRinging && canCountFrom(rung.lastAt, now) && now < rung.lastAt + sameInterruptionMs) {
      return { kind: 'wake', at: rung.lastAt + sameInterruptionMs };
    }
    return { kind: 'notify', stepId: call.stepId, page: 1, reason: notifyReason(call, rules.policy), alarm: alarm && !call.isShadow };
  }
  const again: Decision = { kind: 'notify', stepId: call.stepId, page: rung.pages + 1, reason: 'repeat-until-ack', alarm };
  if (rung.lastAt === notKnown) {
    return again;
  }
  const everyMs = repeatEveryMs(call, rules);
  if (everyMs === undefined) {
    return undefined;
  }
  const dueAt = rung.lastAt + everyMs;
  return dueAt > now && canCountFrom(rung.lastAt, now) ? { kind: 'wake', at: dueAt } : again;
}

/** Why a call pages its person, in the words notifications are recorded with. */
export function notifyReason(call: Calling, policy: Policy): NotifyReason {
  if (call.isShadow) {
    return 'shadow';
  }
  if (call.position && call.position.level >= catchAllLevel(policy)) {
    return 'catch-all';
  }
  switch (call.reason) {
    case 'triggered':
    case 'suppression-ended':
      return 'first';
    case 'reopened':
      return 'reopened';
    case 'acknowledgement-expired':
    case 'snooze-ended':
      return 'ack-expired';
    case 'reassigned':
      return 'reassigned';
    case 'asked':
    case 'handed-over':
    case 'approval':
      return call.reason;
    case 'rule':
    case 'not-resolved':
    case 'escalated-by-hand':
    case 'severity-changed':
    case 'policy-changed':
    case 'not-acknowledged':
    case 'nobody-on-step':
    case 'nobody-reachable':
    case 'condition-not-met':
    case 'path-exhausted':
    case 'nobody-answered':
      return 'escalated';
  }
}
