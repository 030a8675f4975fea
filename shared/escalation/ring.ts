import type { Incident } from '../incident/incident.ts';
import type { StepFired } from '../incident/incident-events.ts';
import { SECOND_MS, type Instant } from '../time/instant.ts';
import type { Decision, NotifyReason } from './decision.ts';
import { catchAllLevel } from './path.ts';
import type { CatchAll, Policy } from './policy.ts';
import { severityProfiles } from './severity-profile.ts';

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

/** The latest step of this epoch that pages `person`; undefined when none does or nobody needs to answer any more. */
export function callFor(incident: Incident, person: string): StepFired | undefined {
  if (incident.status !== 'triggered') {
    return undefined;
  }
  return incident.path.findLast((step) => step.outcome === 'paged' && step.targets.includes(person));
}

/** How often a page of this step is raised again; undefined when it is not. */
export function repeatEveryMs(incident: Incident, step: StepFired, policy: Policy, catchAll: CatchAll): number | undefined {
  if (!severityProfiles[incident.severity].repeats) {
    return undefined;
  }
  return step.position.level >= catchAllLevel(policy)
    ? Math.min(catchAll.repeatEveryMs, policy.steps.at(-1)?.repeatEveryMs ?? catchAll.repeatEveryMs)
    : policy.steps[step.position.level - 1]?.repeatEveryMs;
}

/**
 * Whether this device pages its person for an incident at `now`: at once for a step it has not rung for, then every
 * `repeatEveryMs` until someone acknowledges (S70). After a sleep that is one page, however many were due (D7).
 * `rung` is this device's own memory of the incident; undefined answers mean the bell is still.
 */
export function ring(
  incident: Incident,
  rules: { policy: Policy; catchAll: CatchAll },
  person: string,
  rung: Rung | undefined,
  now: Instant,
): Decision | undefined {
  const call = callFor(incident, person);
  if (!call) {
    return undefined;
  }
  const { alarm } = severityProfiles[incident.severity];
  if (rung?.stepId !== call.stepId) {
    const isSameRinging = rung !== undefined && incident.path.some((step) => step.stepId === rung.stepId);
    if (isSameRinging && rung.lastAt <= now && now < rung.lastAt + sameInterruptionMs) {
      return { kind: 'wake', at: rung.lastAt + sameInterruptionMs };
    }
    return { kind: 'notify', stepId: call.stepId, page: 1, reason: reasonFor(call, rules.policy), alarm };
  }
  const again: Decision = { kind: 'notify', stepId: call.stepId, page: rung.pages + 1, reason: 'repeat-until-ack', alarm };
  if (rung.lastAt === notKnown) {
    return again;
  }
  const everyMs = repeatEveryMs(incident, call, rules.policy, rules.catchAll);
  if (everyMs === undefined) {
    return undefined;
  }
  const dueAt = rung.lastAt + everyMs;
  // A page in the future means the clock was set back since: in doubt it is raised again, not hours late.
  return dueAt > now && rung.lastAt <= now ? { kind: 'wake', at: dueAt } : again;
}

function reasonFor(step: StepFired, policy: Policy): NotifyReason {
  if (step.position.level >= catchAllLevel(policy)) {
    return 'catch-all';
  }
  switch (step.reason) {
    case 'triggered':
      return 'first';
    case 'reopened':
      return 'reopened';
    case 'acknowledgement-expired':
      return 'ack-expired';
    case 'not-resolved':
    case 'escalated-by-hand':
    case 'not-acknowledged':
    case 'nobody-on-step':
    case 'path-exhausted':
    case 'nobody-answered':
      return 'escalated';
  }
}
