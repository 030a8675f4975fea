import type { Incident } from '../incident/incident.ts';
import { derivedId } from '../log/derived-id.ts';
import { SECOND_MS } from '../time/instant.ts';
import { callFor } from './calling.ts';
import type { EscalationRules } from './rules.ts';

/** How long a device that does not understand everything waits for a step of the path before it pages without one. */
const withoutStepMs = 10 * SECOND_MS;

/**
 * An incident as a device sees it that does not understand everything in the log: what it passed over may be why its person ought to be
 * paged, so it pages them beside whomever the latest step pages, and on its own when no step has paged anybody, until somebody
 * acknowledges. A severity that pages nobody still pages nobody (VER4).
 */
export function alsoInDoubt(incident: Incident, { profile }: Pick<EscalationRules, 'profile'>, person: string): Incident {
  const call = callFor(incident, person);
  const hasAnswered = incident.answers.some((answer) => answer.person === person);
  if (incident.status !== 'triggered' || !profile.pages || hasAnswered || (call && !call.isShadow)) {
    return incident;
  }
  const step = incident.path.findLast(({ outcome }) => outcome === 'paged');
  if (step) {
    const path = incident.path.map((each) => (each === step ? { ...step, targets: [...step.targets, person] } : each));
    return { ...incident, path };
  }
  const stepId = derivedId([incident.id, incident.epoch, 'not-understood']);
  const alone = { stepId, reason: 'rule' as const, people: [person], at: incident.epochStartedAt + withoutStepMs };
  return { ...incident, calls: [...incident.calls, alone] };
}
