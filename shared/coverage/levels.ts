import type { Stretch } from '../balance/stretch.ts';
import type { Target } from '../escalation/policy.ts';
import { all, type Workspace } from '../workspace/workspace.ts';
import type { Watched } from './coverage.ts';
import type { Finding } from './finding.ts';
import { shared } from './spans.ts';

/** People who stand on two levels of a policy that follow on one another: who does not answer on the first is asked once more. */
export function levelFindings(workspace: Workspace, watched: readonly Watched[], window: Stretch): Finding[] {
  return all(workspace, 'policy').flatMap((policy) =>
    policy.steps.slice(1).flatMap((step, i): Finding[] => {
      const before = policy.steps[i]?.targets ?? [];
      // A level that pages somebody else besides is one.
      const after = step.targets.length === 1 ? step.targets : [];
      return before
        .flatMap((target) => after.flatMap((next) => sameIn(watched, target, next, window)))
        .map((same) => ({
          kind: 'same-level-next',
          policy: policy.id,
          level: i + 2,
          ...same,
        }));
    }),
  );
}

interface Stay extends Stretch {
  person: string;
}

function sameIn(watched: readonly Watched[], target: Target, next: Target, window: Stretch): Stay[] {
  const stays = staysOf(watched, target, window);
  return staysOf(watched, next, window).flatMap((stay) =>
    stays.flatMap((before) => {
      const part = before.person === stay.person ? shared(before, stay) : undefined;
      return part ? [{ person: stay.person, ...part }] : [];
    }),
  );
}

function staysOf(watched: readonly Watched[], target: Target, window: Stretch): Stay[] {
  switch (target.kind) {
    case 'person':
      return [{ person: target.id, ...window }];
    case 'schedule':
      return (watched.find(({ schedule }) => schedule.id === target.id)?.shifts ?? []).map(({ person, from, until }) => ({
        person,
        from,
        until,
      }));
    case 'backup':
    case 'team':
    case 'next-of':
    case 'role':
    case 'policy':
    case 'channel':
      return [];
  }
}
