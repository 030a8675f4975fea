import type { Policy, Step } from './policy.ts';

/** The longest path a policy may have once the policies its steps lead into are laid out. */
export const longestPath = 100;

/** Finds the policy a step leads into, at the revision the incident froze; undefined when it is not known. */
export type FindPolicy = (id: string) => Policy | undefined;

/**
 * A policy whose steps lead into no other any more: each such step is followed by the steps of the policy it names, the first of
 * them with the step's own targets and condition as well (Splunk On-Call's "Execute Policy", B2). Levels that exceptions and
 * rules name are carried along. A policy that leads back into itself, or into one nobody knows, is passed by there.
 */
export function flattenPolicy(policy: Policy, find: FindPolicy): Policy {
  if (!policy.steps.some(leadsOn)) {
    return policy;
  }
  const levels: number[] = [];
  const steps: Step[] = [];
  for (const step of policy.steps) {
    levels.push(steps.length + 1);
    steps.push(...laidOut(step, find, [policy.id], longestPath - steps.length));
  }
  const levelOf = (level: number) => levels[level - 1] ?? steps.length + level - policy.steps.length;
  return {
    ...policy,
    steps: steps.slice(0, longestPath),
    straightTo: policy.straightTo?.map((each) => ({ ...each, level: levelOf(each.level) })),
    rules: policy.rules?.map((rule) => (typeof rule.escalateTo === 'number' ? { ...rule, escalateTo: levelOf(rule.escalateTo) } : rule)),
  };
}

/** The ids of the policies a policy's steps lead into, directly. */
export function chainedFrom(policy: Policy): string[] {
  return policy.steps.flatMap(({ targets }) => targets.flatMap(({ kind, id }) => (kind === 'policy' ? [id] : [])));
}

function leadsOn({ targets }: Step): boolean {
  return targets.some(({ kind }) => kind === 'policy');
}

/** At most `room` steps of what a step leads into: what is longer than a path may be is not laid out to its end. */
function laidOut(step: Step, find: FindPolicy, on: readonly string[], room: number): Step[] {
  if (!leadsOn(step)) {
    return [step];
  }
  const own = step.targets.filter(({ kind }) => kind !== 'policy');
  const followed: Step[] = [];
  for (const id of chainedFrom({ id: '', name: '', loops: 0, steps: [step] }).filter((each) => !on.includes(each))) {
    for (const each of on.length < longestPath ? (find(id)?.steps ?? []) : []) {
      if (followed.length < room) {
        followed.push(...laidOut(each, find, [...on, id], room - followed.length));
      }
    }
  }
  const [first, ...rest] = followed;
  if (!first) {
    return [{ ...step, targets: own }];
  }
  const when = step.when && first.when ? { all: [step.when, first.when] } : (step.when ?? first.when);
  return [{ ...first, name: step.name ?? first.name, targets: [...own, ...first.targets], when }, ...rest];
}
