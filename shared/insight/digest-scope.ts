import { chainedFrom } from '../escalation/flatten.ts';
import type { DigestPlan } from '../workspace/digest-definition.ts';
import { all, find, type Workspace } from '../workspace/workspace.ts';

/** What a digest is about; undefined for everything. */
export interface DigestScope {
  services: ReadonlySet<string>;
  schedules: ReadonlySet<string>;
}

/** What a digest that names teams or services is about: those services, those of the teams, and the schedules their policies page. */
export function scopeOf(workspace: Workspace, { teams, services }: Pick<DigestPlan, 'teams' | 'services'>): DigestScope | undefined {
  if (!teams && !services) {
    return undefined;
  }
  const meant = all(workspace, 'service').filter(
    ({ id, team }) => (services?.includes(id) ?? false) || (team !== undefined && (teams?.includes(team) ?? false)),
  );
  const schedules = new Set<string>();
  const seen = new Set<string>();
  const follow = (id: string): void => {
    const policy = seen.has(id) ? undefined : find(workspace, 'policy', id);
    seen.add(id);
    if (policy) {
      policy.steps
        .flatMap(({ targets }) => targets)
        .forEach((target) => (target.kind === 'schedule' || target.kind === 'backup') && schedules.add(target.id));
      chainedFrom(policy).forEach(follow);
    }
  };
  meant.forEach(({ policy }) => follow(policy));
  return { services: new Set(meant.map(({ id }) => id)), schedules };
}
