import { decide } from '../../shared/escalation/decide.ts';
import { factsOfDecision } from '../../shared/escalation/decision.ts';
import type { CatchAll, Policy, Step, Target } from '../../shared/escalation/policy.ts';
import type { EscalationRules } from '../../shared/escalation/rules.ts';
import { severityProfiles } from '../../shared/escalation/severity-profile.ts';
import type { StepFired } from '../../shared/incident/incident-events.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { incidentEvent, reduceIncident } from '../../shared/incident/reduce.ts';
import type { Severity } from '../../shared/log/severity.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { findZone, type Zone } from '../../shared/time/zone.ts';
import { eventsOf, type EventSketch } from './entries.ts';

const utc = findZone('UTC') as Zone;

export const person = (id: string): Target => ({ kind: 'person', id });
export const schedule = (id: string): Target => ({ kind: 'schedule', id });

/** A step that pages people and waits five minutes, unless said otherwise. */
export function stepOf(targets: readonly Target[], more: Partial<Step> = {}): Step {
  return {
    targets: [...targets],
    acknowledgeWithinMs: 5 * MINUTE_MS,
    repeatEveryMs: MINUTE_MS,
    whenUnanswered: 'continue',
    repeats: 1,
    ...more,
  };
}

export function policyOf(steps: readonly Step[], more: Partial<Policy> = {}): Policy {
  return { id: 'payments', name: 'Payments', steps: [...steps], loops: 0, ...more };
}

/** Rules in which a person stands for themselves and a schedule for whom `onCall` says. */
export function rulesOf(
  policy: Policy,
  more: Partial<Omit<EscalationRules, 'policy' | 'catchAll'>> & {
    catchAll?: Partial<CatchAll>;
    severity?: Severity;
    onCall?: (schedule: string, at: number) => string[];
    gone?: string[];
  } = {},
): EscalationRules {
  const { catchAll, severity = 'critical', onCall, gone, ...rest } = more;
  return {
    policy,
    profile: severityProfiles[severity],
    whyNot: () => undefined,
    facts: () => ({}),
    moment: (now) => ({ now, zone: utc, isHoliday: () => false }),
    reach: () => 'yes',
    blockedUntil: 0,
    personal: () => ({ afterMs: 0, quietUntil: () => undefined }),
    catchAll: { targets: [person('lea')], repeatEveryMs: 10 * MINUTE_MS, ...catchAll },
    whoIs: ({ kind, id }, at) => (kind === 'schedule' ? (onCall?.(id, at) ?? []) : gone?.includes(id) ? [] : [id]),
    everyone: () => ['everyone'],
    ...rest,
  };
}

/** Folds one more event into an incident. */
export function after(incident: Incident, sketch: EventSketch, recordedAt: number): Incident {
  const [event] = eventsOf([{ ...sketch, recordedAt }]);
  const of = event && incidentEvent(event);
  return (of && reduceIncident(incident, of)) ?? incident;
}

/** Does everything due at `now`, as a relay does: one decision, its event, and ask again. */
export function doWhatIsDue(incident: Incident, rules: EscalationRules, now: number): { incident: Incident; wakeAt: number | undefined } {
  let current = incident;
  for (let i = 0; i < 1000; i += 1) {
    const decision = decide(current, rules, now);
    const [fact] = decision ? factsOfDecision(decision, incident.id) : [];
    if (!fact) {
      return { incident: current, wakeAt: decision?.kind === 'wake' ? decision.at : undefined };
    }
    current = after(current, fact, now);
  }
  throw new Error('The engine goes in circles.');
}

/** Runs the engine from wake-up to wake-up until `until`, each up to `lateMs(now)` late; the steps it fired. */
export function runUntil(
  incident: Incident,
  rules: EscalationRules,
  until: number,
  lateMs: () => number = () => 0,
): { incident: Incident; steps: StepFired[] } {
  let current = incident;
  const steps = new Map<string, StepFired>();
  for (let at: number | undefined = current.lastEventAt; at !== undefined && at <= until;) {
    const done = doWhatIsDue(current, rules, at + lateMs());
    current = done.incident;
    current.path.forEach((step) => steps.set(step.stepId, step));
    at = done.wakeAt;
  }
  return { incident: current, steps: [...steps.values()] };
}
