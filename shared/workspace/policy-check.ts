import type { Condition } from '../condition/condition.ts';
import { neverHolds } from '../condition/never.ts';
import { chainedFrom, flattenPolicy, longestPath } from '../escalation/flatten.ts';
import type { Policy, Target } from '../escalation/policy.ts';
import type { Finding } from './references.ts';
import { targetLists } from './references.ts';

/** What is wrong with a policy: `refused` must not be saved, `warned` may but is hardly meant. */
export interface PolicyFindings {
  refused: Finding[];
  warned: Finding[];
}

/**
 * What is wrong with a policy beside its form (S95, ESC29): circles, levels that are not there, conditions that never hold, steps that
 * can never be answered or page nobody. `find` gives the other policies as they will be; paths are those of a workspace file.
 */
export function checkPolicy(policy: Policy, find: (id: string) => Policy | undefined): PolicyFindings {
  return {
    refused: [
      ...circles(policy, find),
      ...misplacedTargets(policy),
      ...missingLevels(policy),
      ...sameNames(policy),
      ...tooLong(policy, find),
    ],
    warned: [...neverTrue(policy), ...steps(policy), ...tooFewToApprove(policy)],
  };
}

function circles(policy: Policy, find: (id: string) => Policy | undefined): Finding[] {
  return policy.steps.flatMap(({ targets }, i) =>
    targets.flatMap((target, j) => {
      const circle = target.kind === 'policy' ? wayTo(policy.id, target.id, find) : undefined;
      return circle
        ? [{ path: ['steps', i, 'notify', j], message: `The policies ${circle.join(' > ')} lead round in a circle; take one of them out.` }]
        : [];
    }),
  );
}

/** The shortest way from one policy to another along the policies their steps lead into; undefined when there is none. */
function wayTo(goal: string, from: string, find: (id: string) => Policy | undefined): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const id of cameFrom.keys()) {
    if (id === goal) {
      const way: string[] = [];
      for (let at: string | undefined = id; at !== undefined; at = cameFrom.get(at)) {
        way.unshift(at);
      }
      return [goal, ...way];
    }
    const policy = find(id);
    (policy ? chainedFrom(policy) : []).filter((next) => !cameFrom.has(next)).forEach((next) => cameFrom.set(next, id));
  }
  return undefined;
}

function misplacedTargets(policy: Policy): Finding[] {
  const pages = (target: Target, isStep: boolean) => target.kind !== 'policy' || isStep;
  return targetLists(policy).flatMap(({ targets, path }) =>
    targets.flatMap((target, i) =>
      pages(target, path[0] === 'steps')
        ? []
        : [{ path: [...path, i], message: 'Only a step leads into another policy; name people, teams or schedules here.' }],
    ),
  );
}

function missingLevels({ steps: { length }, straightTo, rules }: Policy): Finding[] {
  const message = (level: number) => `There is no level ${level}; this policy has ${length}.`;
  return [
    ...(straightTo ?? []).flatMap(({ level }, i) =>
      level > length ? [{ path: ['straightTo', i, 'level'], message: message(level) }] : [],
    ),
    ...(rules ?? []).flatMap(({ escalateTo }, i) =>
      typeof escalateTo === 'number' && escalateTo > length ? [{ path: ['rules', i, 'escalateTo'], message: message(escalateTo) }] : [],
    ),
  ];
}

function sameNames({ rules, checkpoints }: Policy): Finding[] {
  const twice = (kind: string, all: readonly { name: string }[] | undefined) =>
    (all ?? []).flatMap(({ name }, i) =>
      (all ?? []).findIndex((each) => each.name === name) < i
        ? [{ path: [kind, i, 'name'], message: `"${name}" stands twice; what a rule or checkpoint did is remembered by its name.` }]
        : [],
    );
  return [...twice('rules', rules), ...twice('checkpoints', checkpoints)];
}

function tooLong(policy: Policy, find: (id: string) => Policy | undefined): Finding[] {
  return flattenPolicy(policy, find).steps.length >= longestPath
    ? [{ path: ['steps'], message: `With the policies it leads into this path is ${longestPath} levels long or more; shorten it.` }]
    : [];
}

function neverTrue({ steps: all, straightTo, also, rules, checkpoints }: Policy): Finding[] {
  const conditions: { when: Condition | undefined; path: PropertyKey[] }[] = [
    ...all.map(({ when }, i) => ({ when, path: ['steps', i, 'when'] })),
    ...(straightTo ?? []).map(({ when }, i) => ({ when, path: ['straightTo', i, 'when'] })),
    ...(also ?? []).map(({ when }, i) => ({ when, path: ['also', i, 'when'] })),
    ...(rules ?? []).map(({ when }, i) => ({ when, path: ['rules', i, 'when'] })),
    ...(checkpoints ?? []).map(({ when }, i) => ({ when, path: ['checkpoints', i, 'when'] })),
  ];
  return conditions.flatMap(({ when, path }) => {
    const why = when && neverHolds(when);
    return why === undefined ? [] : [{ path, message: `This condition can never hold: ${why}.` }];
  });
}

/** Checkpoints that want more approvals than the people they name could give. */
function tooFewToApprove({ checkpoints }: Policy): Finding[] {
  return (checkpoints ?? []).flatMap(({ approvals, from, otherwise }, i): Finding[] => {
    const asked = [...from, ...(otherwise ?? [])];
    const people = new Set(asked.map(({ id }) => id)).size;
    return asked.every(({ kind }) => kind === 'person') && approvals > people
      ? [
          {
            path: ['checkpoints', i, 'approvals'],
            message: `This checkpoint wants ${approvals} approvals and asks ${people}; it would wait for ever.`,
          },
        ]
      : [];
  });
}

function steps({ steps: all }: Policy): Finding[] {
  const found = all.flatMap(({ targets, answers }, i): Finding[] => {
    const people = targets.filter(({ kind }) => kind !== 'channel');
    const isCountable = people.every(({ kind }) => kind === 'person' || kind === 'schedule' || kind === 'next-of');
    if (people.length === 0) {
      return [{ path: ['steps', i, 'notify'], message: 'This step pages nobody; the path goes on at once.' }];
    }
    return typeof answers === 'number' && isCountable && answers > people.length
      ? [
          {
            path: ['steps', i, 'answers'],
            message: `This step wants ${answers} answers and pages ${people.length}; all of them then have to answer.`,
          },
        ]
      : [];
  });
  const everyStepAsks = all.every(({ when }) => when !== undefined);
  return everyStepAsks
    ? [
        ...found,
        { path: ['steps'], message: 'Every step has a condition; an incident for which none holds goes straight to the catch-all.' },
      ]
    : found;
}
