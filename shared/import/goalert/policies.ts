import { MINUTE_MS } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftPolicy, DraftSchedule, DraftStep, DraftTarget } from '../draft.ts';
import { beginningOf, type GoalertRotation } from './rotations.ts';

/** The policies, and a schedule for each rotation a step pages without one. */
export function readPolicies(
  root: Construct,
  rotations: ReadonlyMap<string, GoalertRotation>,
): { policies: DraftPolicy[]; rotationSchedules: DraftSchedule[] } {
  const made = new Map<string, DraftSchedule>();
  const policies = root.children('escalationPolicies').flatMap((policy): DraftPolicy[] => {
    const key = policy.text('id');
    if (key === undefined) {
      policy.leftOut('It has no id, so nothing can mean it.');
      return [];
    }
    const steps = policy
      .children('steps')
      .toSorted((a, b) => (a.number('stepNumber') ?? 0) - (b.number('stepNumber') ?? 0))
      .map((step) => readStep(step, rotations, made));
    return [
      {
        key,
        name: policy.name ?? key,
        description: policy.text('description'),
        steps: withoutEmptySteps(steps),
        loops: Math.max(0, Math.floor(policy.number('repeat') ?? 0)),
        from: policy,
      },
    ];
  });
  return { policies, rotationSchedules: [...made.values()] };
}

function readStep(step: Construct, rotations: ReadonlyMap<string, GoalertRotation>, made: Map<string, DraftSchedule>): DraftStep {
  const minutes = step.number('delayMinutes');
  const targets = [...step.children('targets'), ...step.children('actions')].flatMap((target) => readTarget(target, rotations, made) ?? []);
  if (minutes === undefined) {
    step.approximated('It does not say how long it waits; here as long as the severity says.');
  }
  return { targets, acknowledgeWithinMs: minutes === undefined ? undefined : minutes * MINUTE_MS, from: [step] };
}

function readTarget(
  target: Construct,
  rotations: ReadonlyMap<string, GoalertRotation>,
  made: Map<string, DraftSchedule>,
): DraftTarget | undefined {
  const type = (target.text('type') ?? '').replace(/^builtin-/, '');
  const args = new Map(target.map('args'));
  const key = target.text('id') ?? args.get(`${type}_id`) ?? args.get(`${type}-id`);
  const name = target.name;
  if (key !== undefined && (type === 'user' || type === 'schedule')) {
    return { kind: type === 'user' ? 'person' : 'schedule', key, name, from: target };
  }
  const rotation = type === 'rotation' ? rotations.get(key ?? '') : undefined;
  if (!rotation) {
    target.leftOut(`A step here does not page a "${type}" of this export.`, 'Name a person, team or schedule in its place.');
    return undefined;
  }
  const own = `rotation ${rotation.key}`;
  rotation.from.converted();
  const { zone, members, turn, from } = rotation;
  made.set(own, {
    key: own,
    name: rotation.name,
    zone,
    rotations: [{ name: rotation.name, members, turn, zone, ...beginningOf(rotation), spans: [], from }],
    overrides: [],
    overlapping: 'last',
    from,
  });
  return { kind: 'schedule', key: own, name, from: target };
}

/** A step without targets waits in GoAlert and goes on at once here, so its time is given to the step before it. */
function withoutEmptySteps(steps: readonly DraftStep[]): DraftStep[] {
  const kept: DraftStep[] = [];
  for (const step of steps) {
    const before = kept.at(-1);
    if (step.targets.length > 0) {
      kept.push(step);
    } else if (before) {
      before.acknowledgeWithinMs = (before.acknowledgeWithinMs ?? 0) + (step.acknowledgeWithinMs ?? 0);
      step.from.forEach((each) => each.approximated('It pages nobody and only waits; its time is part of the step before it.'));
      before.from.push(...step.from);
    } else {
      step.from.forEach((each) => each.leftOut('It pages nobody and stands first: GoAlert waits, here the next step is paged at once.'));
    }
  }
  return kept;
}
