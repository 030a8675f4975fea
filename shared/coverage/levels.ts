import { joined, type Stretch } from '../balance/stretch.ts';
import type { Target } from '../escalation/policy.ts';
import { all, find, type Workspace } from '../workspace/workspace.ts';
import type { Watched } from './coverage.ts';
import type { Finding } from './finding.ts';

/** Somebody who stands on a level, and how long. */
interface Stay extends Stretch {
  person: string;
}

/**
 * People who stand on two levels of a policy that follow on one another, while the second leads to nobody else: who does not answer on
 * the first is only asked once more.
 */
export function levelFindings(workspace: Workspace, watched: readonly Watched[], window: Stretch): Finding[] {
  const staysOf = (targets: readonly Target[]) => targets.map((target) => staysBy(workspace, watched, target, window));
  return all(workspace, 'policy').flatMap((policy) =>
    policy.steps.slice(1).flatMap((step, i): Finding[] => {
      const next = staysOf(step.targets);
      // Whoever a target leads to only as the step fires may well be somebody else.
      if (next.some((stays) => stays === undefined)) {
        return [];
      }
      const before = staysOf(policy.steps[i]?.targets ?? []).flatMap((stays) => stays ?? []);
      return sameIn(
        before,
        next.flatMap((stays) => stays ?? []),
      ).map((same) => ({
        kind: 'same-level-next',
        policy: policy.id,
        level: i + 2,
        ...same,
      }));
    }),
  );
}

/** Who stands on the next level while everybody on it stands on the one before: swept once, from edge to edge. */
function sameIn(before: readonly Stay[], next: readonly Stay[]): Stay[] {
  const [first, second] = [new Standing(before), new Standing(next)];
  const edges = [...new Set([...before, ...next].flatMap(({ from, until }) => [from, until]))].toSorted((a, b) => a - b);
  const same = edges.slice(0, -1).flatMap((from, i) => {
    const [ahead, behind] = [first.at(from), second.at(from)];
    const until = edges[i + 1] ?? from;
    return behind.every((person) => ahead.includes(person)) ? behind.map((person) => ({ person, from, until })) : [];
  });
  return [...Map.groupBy(same, ({ person }) => person)].flatMap(([person, spans]) => joined(spans).map((span) => ({ person, ...span })));
}

/** Who stands somewhere, asked of instants in order. */
class Standing {
  readonly #coming: Stay[];
  #present: Stay[] = [];

  constructor(stays: readonly Stay[]) {
    this.#coming = stays.toSorted((a, b) => b.from - a.from);
  }

  at(instant: number): string[] {
    for (let next = this.#coming.at(-1); next && next.from <= instant; next = this.#coming.at(-1)) {
      this.#present.push(next);
      this.#coming.pop();
    }
    this.#present = this.#present.filter(({ until }) => instant < until);
    return [...new Set(this.#present.map(({ person }) => person))];
  }
}

/** Whom a target leads to in a window; undefined where that is known only as the step fires. */
function staysBy(workspace: Workspace, watched: readonly Watched[], target: Target, window: Stretch): Stay[] | undefined {
  switch (target.kind) {
    case 'person':
      return [{ person: target.id, ...window }];
    case 'team':
      return (find(workspace, 'team', target.id)?.members ?? []).map((person) => ({ person, ...window }));
    case 'schedule':
    case 'backup': {
      const of = watched.find(({ schedule }) => schedule.id === target.id);
      return (target.kind === 'backup' ? of?.backup : of?.shifts)?.map(({ person, from, until }) => ({ person, from, until })) ?? [];
    }
    case 'channel':
      return [];
    case 'next-of':
    case 'role':
    case 'policy':
      return undefined;
  }
}
