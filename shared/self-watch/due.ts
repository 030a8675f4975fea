import { nextStep } from '../escalation/decide.ts';
import { decideAll } from '../escalation/decide-all.ts';
import type { Decision } from '../escalation/decision.ts';
import type { EscalationRules } from '../escalation/rules.ts';
import type { Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';

/** What ought to be done about an incident by now: `step` its path goes on, `lapse` an acknowledgement or a snooze is over,
 * `room` a room is to be opened, `release` it is suppressed no more, `quiet` it is so for another reason, `over` its monitors do not say it any more. */
export type DueKind = 'step' | 'lapse' | 'escalation' | 'rule' | 'approval' | 'room' | 'release' | 'quiet' | 'over';

/**
 * Something due on an incident (C11). `key` names it, the same for as long as it has not been done.
 * `since` is when it fell due (relay ms), as far as the incident says; else the instant it was asked at.
 */
export interface Due {
  key: string;
  kind: DueKind;
  since: Instant;
}

/**
 * What is due on an incident at `now` and not done, by its own state alone: whoever watches the engine asks this of every open incident
 * and trusts none of the engine's timers (C11, R29). Undefined when nothing is.
 */
export function dueOn(incident: Incident, rules: EscalationRules, now: Instant): Due | undefined {
  const decision = decideAll(incident, rules, now);
  return decision && named(decision, incident, rules, now);
}

function named(decision: Decision, incident: Incident, rules: EscalationRules, now: Instant): Due | undefined {
  switch (decision.kind) {
    case 'fire-step':
      return { key: decision.step.stepId, kind: 'step', since: Math.min(nextStep(incident, rules)?.dueAt ?? now, now) };
    case 'unacknowledge':
      return { key: `unacknowledge ${decision.epoch}`, kind: 'lapse', since: now };
    case 'escalate':
      return { key: `escalate ${decision.epoch} ${decision.rule?.name ?? ''}`, kind: 'escalation', since: now };
    case 'page-more':
      return { key: `page-more ${decision.rule.name} ${decision.rule.since}`, kind: 'rule', since: now };
    case 'gate':
      return { key: `gate ${decision.gate.action} ${decision.gate.attempt}`, kind: 'approval', since: now };
    case 'release':
      return { key: `release ${decision.action}`, kind: 'approval', since: now };
    case 'open-room':
      return { key: `open-room ${decision.room}`, kind: 'room', since: now };
    case 'unsuppress':
      return { key: `unsuppress ${decision.epoch}`, kind: 'release', since: now };
    case 'keep-quiet':
      return { key: `keep-quiet ${decision.suppression.reason} ${decision.suppression.by ?? ''}`, kind: 'quiet', since: now };
    case 'resolve':
      return { key: `resolve ${decision.epoch}`, kind: 'over', since: now };
    case 'notify':
    case 'suppress':
    case 'wake':
      return undefined;
  }
}
