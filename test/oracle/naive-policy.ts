import type { Policy, Step } from '../../shared/escalation/policy.ts';

type Find = (id: string) => Policy | undefined;

/**
 * A policy with the steps of those it leads into written out in place, by hand as it were: the first of them pages whom the step that
 * leads there pages as well, under both conditions. The levels that exceptions and rules name move along.
 */
export function writtenOut(policy: Policy, find: Find): Policy {
  const steps: Step[] = [];
  const movedTo: Record<number, number> = {};
  policy.steps.forEach((step, i) => {
    movedTo[i + 1] = steps.length + 1;
    steps.push(...stepsOf(step, find));
  });
  return {
    ...policy,
    steps,
    straightTo: (policy.straightTo ?? []).map(({ when, level }) => ({ when, level: movedTo[level] ?? level })),
    rules: (policy.rules ?? []).map((rule) =>
      typeof rule.escalateTo === 'number' ? { ...rule, escalateTo: movedTo[rule.escalateTo] ?? rule.escalateTo } : rule,
    ),
  };
}

function stepsOf(step: Step, find: Find): Step[] {
  const own = step.targets.filter(({ kind }) => kind !== 'policy');
  const steps: Step[] = [];
  for (const target of step.targets) {
    if (target.kind === 'policy') {
      for (const next of find(target.id)?.steps ?? []) {
        steps.push(...stepsOf(next, find));
      }
    }
  }
  const [first] = steps;
  if (!first) {
    return [{ ...step, targets: own }];
  }
  const conditions = [step.when, first.when].filter((when) => when !== undefined);
  steps[0] = { ...first, targets: [...own, ...first.targets], when: conditions.length > 0 ? { all: conditions } : undefined };
  return steps;
}
