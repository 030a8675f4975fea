import { MINUTE_MS } from '../../time/instant.ts';
import { formatDuration } from '../../time/duration.ts';
import type { Construct } from '../construct.ts';
import type { DraftPolicy, DraftSchedule, DraftStep, DraftTarget } from '../draft.ts';
import { neighbourKey, neighbourOf } from '../neighbours.ts';
import type { SplunkRotation } from './rotations.ts';

/** The escalation policies, and the schedules of those whose turn comes next or was before. */
export function readPolicies(
  root: Construct,
  rotations: readonly SplunkRotation[],
): { policies: DraftPolicy[]; neighbours: DraftSchedule[] } {
  const neighbours = new Map<string, DraftSchedule>();
  const listed = root.children('policies').filter((each) => each.has('policy') && !each.has('steps'));
  const teamOf = new Map(
    listed.map((each) => [each.part('policy', ['name', '_selfUrl'])?.text('slug'), each.part('team', ['name', '_selfUrl'])?.text('slug')]),
  );
  listed.forEach((each) => each.converted(undefined, 'It only lists a policy.'));
  const policies = root
    .children('policies')
    .filter((each) => !listed.includes(each))
    .flatMap((policy): DraftPolicy[] => {
      const key = policy.text('slug');
      const team = policy.text('teamSlug') ?? policy.part('team', ['name', '_selfUrl'])?.text('slug') ?? teamOf.get(key);
      if (key === undefined) {
        policy.leftOut('It has no slug, so nothing can mean it.');
        return [];
      }
      if (policy.flag('ignoreCustomPagingPolicies') === true) {
        policy.approximated('It pages by everybody’s primary paging policy in Splunk On-Call; here people’s own rules always hold.');
      }
      const context = { team, rotations, neighbours };
      return [{ key, name: policy.name ?? key, steps: stepsOf(policy, context), loops: 0, from: policy }];
    });
  return { policies, neighbours: [...neighbours.values()] };
}

interface Context {
  team: string | undefined;
  rotations: readonly SplunkRotation[];
  neighbours: Map<string, DraftSchedule>;
}

/** A step's delay counts from the step before it (B2), so that step waits as long. */
function stepsOf(policy: Construct, context: Context): DraftStep[] {
  const steps = policy.children('steps').map((step) => ({
    delayMs: Math.max(0, (step.number('timeout') ?? 0) * MINUTE_MS),
    step: {
      targets: step.children('entries').flatMap((entry) => readEntry(entry, context) ?? []),
      from: [step],
    } satisfies DraftStep as DraftStep,
  }));
  const first = steps[0]?.delayMs ?? 0;
  if (first > 0) {
    steps[0]?.step.from.forEach((step) =>
      step.approximated(
        `Splunk On-Call waits ${formatDuration(first)} before this first step; here it is paged at once, and the others come that much earlier.`,
      ),
    );
  }
  const kept: DraftStep[] = [];
  for (const { delayMs, step } of steps) {
    const before = kept.at(-1);
    if (before && delayMs === 0) {
      before.targets.push(...step.targets);
      before.from.push(...step.from);
    } else {
      if (before) {
        before.acknowledgeWithinMs = delayMs;
      }
      kept.push(step);
    }
  }
  return kept;
}

function readEntry(entry: Construct, { team, rotations, neighbours }: Context): DraftTarget | undefined {
  const type = entry.text('executionType') ?? '';
  if (type === 'user') {
    const user = entry.part('user', ['firstName', 'lastName', 'displayName']);
    const key = user?.text('username');
    return key === undefined ? nobody(entry, 'It names nobody.') : { kind: 'person', key, from: entry };
  }
  if (type === 'team_page') {
    return team === undefined
      ? nobody(entry, 'It pages the policy’s team, and the export does not say which that is.')
      : { kind: 'team', key: team, from: entry };
  }
  if (type.startsWith('rotation_group')) {
    const group = entry.part('rotationGroup', ['_selfUrl']);
    const [slug, label] = [group?.text('slug'), group?.text('label')];
    const found =
      rotations.find((rotation) => slug !== undefined && rotation.slug === slug) ??
      rotations.find((rotation) => rotation.label === label && rotation.team === team) ??
      rotations.find((rotation) => rotation.label === label);
    const by = type === 'rotation_group_next' ? 1 : type === 'rotation_group_previous' ? -1 : undefined;
    if (!found || by === undefined) {
      return { kind: 'schedule', key: found?.schedule.key ?? slug ?? label ?? '', name: label, from: entry };
    }
    const key = neighbourKey(found.schedule.key, by);
    neighbours.set(key, neighbours.get(key) ?? neighbourOf(found.schedule, by, entry));
    entry.approximated('It pages the neighbour in the rotation, by a schedule of its own; overrides do not move it.');
    return { kind: 'schedule', key, from: entry };
  }
  if (type === 'policy_routing') {
    const key = entry.part('targetPolicy', ['teamSlug', 'name'])?.text('policySlug');
    if (key !== undefined) {
      entry.approximated(
        'The other policy runs beside this one in Splunk On-Call; here its steps come first, then the rest of this one’s.',
      );
      return { kind: 'policy', key, from: entry };
    }
  }
  return nobody(entry, `A step here does not do "${type}".`);
}

function nobody(entry: Construct, why: string): undefined {
  entry.leftOut(why, 'Name a person, team or schedule in its place.');
}
