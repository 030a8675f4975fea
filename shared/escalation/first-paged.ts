import type { Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import { nextStep } from './decide.ts';
import { longestPath } from './flatten.ts';
import type { EscalationRules } from './rules.ts';
import { stepAt } from './step.ts';

/** Whom the engine would page first for an incident that begins to ring now: levels it would pass over at once are; nobody when its severity pages nobody. */
export function firstPaged(incident: Incident, rules: EscalationRules, now: Instant): readonly string[] {
  let current = incident;
  for (let i = 0; i <= longestPath; i += 1) {
    const move = nextStep(current, rules);
    const step = move && stepAt(current, rules, { ...move, dueAt: now }, now);
    if (!step || step.outcome === 'paged' || step.outcome === 'suppressed') {
      return step?.targets ?? [];
    }
    current = { ...current, path: [...current.path, step] };
  }
  return [];
}
