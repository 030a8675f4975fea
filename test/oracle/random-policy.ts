import type { Condition } from '../../shared/condition/condition.ts';
import type { Policy, Rule, Step, Target } from '../../shared/escalation/policy.ts';
import { severities } from '../../shared/log/severity.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Dice } from './dice.ts';

export const people = ['ana', 'bo', 'cem', 'dia', 'eli', 'fay'] as const;
export const teams = ['core', 'storage'] as const;
export const schedules = ['primary', 'backup'] as const;

/** Few different times, so that much falls due at once. */
export const delays = [5 * SECOND_MS, 30 * SECOND_MS, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS] as const;
export const longer = [MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS] as const;

type Conditions = [Condition, ...Condition[]];

function leaf(dice: Dice, clock: (dice: Dice) => string): Condition {
  switch (
    dice.kind({
      severity: 3,
      label: 3,
      title: 1,
      alerts: 2,
      recent: 2,
      level: 1,
      status: 1,
      stage: 1,
      service: 1,
      load: 1,
      epoch: 1,
      during: 3,
    })
  ) {
    case 'severity':
      return dice.chance(0.5) ? { field: 'severity', atLeast: dice.one(severities) } : { field: 'severity', is: dice.one(severities) };
    case 'label':
      return dice.one<Conditions>([
        { field: 'label.env', is: 'PROD' },
        { field: 'label.env', isNot: 'prod' },
        { field: 'label.env', in: ['test', 'stage'] },
        { field: 'label.vip', is: true },
        { field: 'label.vip', exists: false },
      ]);
    case 'title':
      return { field: 'title', contains: dice.one(['DISK', 'breach', 'e']) };
    case 'alerts':
      return { field: 'alertCount', atLeast: dice.between(2, 3) };
    case 'recent':
      return dice.chance(0.7) ? { field: 'recentIncidents', atLeast: dice.between(1, 2) } : { field: 'recentIncidents', below: 1 };
    case 'level':
      return { field: 'level', atLeast: dice.between(2, 3) };
    case 'status':
      return { field: 'status', is: dice.one(['triggered', 'acknowledged']) };
    case 'stage':
      return { field: 'stage', isNot: 'triage' };
    case 'service':
      return { field: 'service', is: dice.one(['web', 'Store']) };
    case 'load':
      return { field: 'label.load', above: dice.between(1, 3) };
    case 'epoch':
      return { field: 'epoch', atMost: 2 };
    case 'during': {
      const [from, until] = [clock(dice), clock(dice)];
      const days = dice.chance(0.3) ? { days: dice.some(['mon', 'sat', 'sun', 'wed']) } : {};
      return { during: { ...days, from, until: from === until ? '24:00' : until } };
    }
  }
}

/** A condition that holds about as often as not; `clock` gives times on the wall near those of the history. */
export function randomCondition(dice: Dice, clock: (dice: Dice) => string): Condition {
  const one = () => leaf(dice, clock);
  switch (dice.kind({ leaf: 6, not: 1, all: 1, any: 2 })) {
    case 'leaf':
      return one();
    case 'not':
      return { not: one() };
    case 'all':
      return { all: dice.many(1, 2, one) };
    case 'any':
      return { any: dice.many(1, 3, one) };
  }
}

/** Whom a step, rule or catch-all pages; some of them are not known to the workspace. */
export function randomTarget(dice: Dice): Target {
  const kind = dice.kind({ person: 6, schedule: 4, team: 1, 'next-of': 2, role: 1, channel: 1, nobody: 1 });
  switch (kind) {
    case 'person':
      return { kind, id: dice.one(people) };
    case 'schedule':
      return { kind, id: dice.one(schedules) };
    case 'team':
    case 'next-of':
      return { kind, id: dice.one(teams) };
    case 'role':
      return { kind, id: dice.one(['commander', 'owning-team', 'owning-team-lead']) };
    case 'channel':
      return { kind, id: 'ops' };
    case 'nobody':
      return { kind: 'person', id: 'gone' };
  }
}

function randomStep(dice: Dice, chained: readonly string[], clock: (dice: Dice) => string): Step {
  const own = dice.many(dice.chance(0.05) ? 0 : 1, 3, () => randomTarget(dice));
  const [next] = chained;
  const onward: Target[] = next !== undefined && dice.chance(0.2) ? [{ kind: 'policy', id: next }] : [];
  return {
    targets: [...own, ...onward],
    whenUnanswered: dice.chance(0.2) ? 'repeat' : 'continue',
    repeats: dice.between(1, 2),
    ...dice.maybe(0.25, 'when', () => randomCondition(dice, clock)),
    ...dice.maybe(0.8, 'acknowledgeWithinMs', () => dice.one(delays)),
    ...dice.maybe(0.4, 'resolveWithinMs', () => dice.one(longer)),
    ...dice.maybe(0.25, 'answers', () => dice.one(['all', 2, 2, 3] as const)),
  };
}

function randomRule(dice: Dice, i: number, levels: number, clock: (dice: Dice) => string): Rule {
  const since = dice.one(['triggered', 'acknowledged', 'status-changed', 'last-alert', 'deadline'] as const);
  const after = { since, durationMs: since === 'deadline' && dice.chance(0.5) ? 0 : dice.one(longer) };
  const does = dice.chance(0.6)
    ? { escalateTo: dice.chance(0.4) ? ('next' as const) : dice.between(1, levels) }
    : { page: dice.many(1, 2, () => randomTarget(dice)) };
  const asks = dice.kind({ when: 2, after: 3, both: 2 });
  return {
    name: `rule-${i + 1}`,
    ...does,
    ...(asks === 'after' ? {} : { when: randomCondition(dice, clock) }),
    ...(asks === 'when' ? {} : { after }),
    ...dice.maybe(0.05, 'off', () => true),
  };
}

/** A policy that may lead into the first of `chained`. */
export function randomPolicy(dice: Dice, id: string, zone: string, chained: readonly string[], clock: (dice: Dice) => string): Policy {
  const steps = dice.many(1, 4, () => randomStep(dice, chained, clock));
  return {
    id,
    name: id,
    steps,
    loops: dice.one([0, 0, 1, 2]),
    ...dice.maybe(0.6, 'zone', () => zone),
    ...dice.maybe(0.5, 'acknowledgementExpiresAfterMs', () => dice.one(longer)),
    ...dice.maybe(0.3, 'straightTo', () =>
      dice.many(1, 2, () => ({ when: randomCondition(dice, clock), level: dice.between(1, steps.length) })),
    ),
    ...dice.maybe(0.2, 'also', () => [{ when: randomCondition(dice, clock), page: dice.many(1, 2, () => randomTarget(dice)) }]),
    ...dice.maybe(0.4, 'rules', () => dice.many(1, 2, (i) => randomRule(dice, i, steps.length, clock))),
  };
}
