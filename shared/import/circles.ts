import type { DraftPolicy } from './draft.ts';

/** The longest path the policies of an import may make together; shorter than a workspace allows. */
const longest = 90;

/** Takes out what would lead a policy back into itself, or make a path too long to be taken; what was taken out is told. */
export function leaveCirclesOut(policies: readonly DraftPolicy[]): void {
  const byKey = new Map(policies.map((policy) => [policy.key, policy]));
  const lengths = new Map<string, number>();
  const lengthOf = (policy: DraftPolicy, on: readonly string[]): number => {
    const known = lengths.get(policy.key);
    if (known !== undefined) {
      return known;
    }
    let length = policy.steps.length;
    for (const step of policy.steps) {
      step.targets = step.targets.filter((target) => {
        const next = target.kind === 'policy' ? byKey.get(target.key) : undefined;
        if (!next) {
          return true;
        }
        const isCircle = next.key === policy.key || on.includes(next.key);
        const added = isCircle ? 0 : lengthOf(next, [...on, policy.key]);
        if (isCircle || length + added > longest) {
          target.from.leftOut(
            isCircle ? `It would lead from "${policy.name}" back into itself.` : `With it the path would be longer than ${longest} levels.`,
            'Name people, teams or schedules in its place.',
          );
          return false;
        }
        length += added;
        return true;
      });
    }
    lengths.set(policy.key, length);
    return length;
  };
  policies.forEach((policy) => lengthOf(policy, []));
}
