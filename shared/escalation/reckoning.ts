import type { Incident } from '../incident/incident.ts';
import type { EscalationRules } from './rules.ts';

/**
 * An incident as a device sees it that reckons with other time-zone rules than the relay: a step pages its person also when the schedule
 * has them on call by the device's own reckoning. One of the two is wrong, nobody knows which, and both are paged (R14).
 */
export function alsoByOwnReckoning(incident: Incident, rules: Pick<EscalationRules, 'policy' | 'whoIs'>, person: string): Incident {
  const path = incident.path.map((step) => {
    const targets = rules.policy.steps[step.position.level - 1]?.targets ?? [];
    const isMine = targets.some(
      (target) => (target.kind === 'schedule' || target.kind === 'backup') && rules.whoIs(target, step.dueAt).includes(person),
    );
    return step.outcome === 'paged' && isMine && !step.targets.includes(person) ? { ...step, targets: [...step.targets, person] } : step;
  });
  return { ...incident, path };
}
