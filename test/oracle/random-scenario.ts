import type { Alert } from '../../shared/alert/alert.ts';
import { severities } from '../../shared/log/severity.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../shared/time/instant.ts';
import { Dice } from './dice.ts';
import { delays, longer, people, schedules } from './random-policy.ts';
import { RandomWorkspace } from './random-workspace.ts';
import { tickMs, type Deed, type Happening, type Scenario, type Stretch } from './scenario.ts';

const beginnings = [
  Date.UTC(2026, 10, 23, 2, 0),
  Date.UTC(2026, 10, 28, 22, 0),
  Date.UTC(2026, 6, 4, 4, 30),
  Date.UTC(2027, 0, 1, 8, 0),
  Date.UTC(2026, 1, 10, 17, 0),
] as const;

/** A workspace and its history, the same for the same seed. */
export function randomScenario(seed: number): Scenario {
  const dice = new Dice(seed);
  const from = dice.one(beginnings);
  const until = from + dice.one([30 * MINUTE_MS, HOUR_MS, HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS]);
  const workspace = new RandomWorkspace(dice, { from, until });
  const stalls = dice.chance(0.25) ? [stalled(dice, from, until)] : [];
  const moments = momentsOf(dice, { from, until }, dice.between(3, 16));
  const happenings = [
    ...moments.map((at, i) => happening(dice, workspace, at, i < 2)),
    ...(dice.chance(0.15) ? rareTurn(dice, { from, until }) : []),
  ].map((each) => ({ ...each, at: outside(stalls, each.at) }));
  return {
    seed,
    from,
    until,
    definitions: workspace.all(),
    happenings: happenings.toSorted((a, b) => a.at - b.at).filter(({ kind, at }, i, all) => kind !== 'alert' || at !== all[i - 1]?.at),
    away: dice.chance(0.4) ? dice.many(1, 4, () => ({ person: dice.one(people), ...workspace.stretch() })) : [],
    noWay: dice.chance(0.15) ? dice.some(people, 0.3) : [],
    stalls,
  };
}

function stalled(dice: Dice, from: Instant, until: Instant): Stretch {
  const begins = from + dice.between(1, (until - from) / tickMs) * tickMs;
  return { from: begins, until: begins + dice.one([10 * SECOND_MS, 30 * SECOND_MS, 35 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS]) };
}

/** Nothing is recorded while the relay stands still, nor before it has looked once. */
function outside(stalls: readonly Stretch[], at: Instant): Instant {
  const stall = stalls.find((each) => each.from <= at && at <= each.until);
  return stall ? stall.until + tickMs : at;
}

/** Moments, many of them as long after another as the policies' times are, so that people act just as something falls due. */
function momentsOf(dice: Dice, { from, until }: Stretch, count: number): Instant[] {
  const moments: [Instant, ...Instant[]] = [from + dice.between(0, 24) * tickMs];
  while (moments.length < count) {
    const at = dice.chance(0.5)
      ? dice.one(moments) + dice.many(1, 3, () => dice.one([...delays])).reduce((sum, each) => sum + each, 0)
      : from + Math.floor(((until - from) / tickMs) * dice.one([0.1, 0.3, 1]) * (dice.between(0, 1000) / 1000)) * tickMs;
    moments.push(Math.min(at, until));
  }
  return moments;
}

/** What chance alone hardly ever brings about: two incidents of one problem, or one that waits for another, held. */
function rareTurn(dice: Dice, during: Stretch): Happening[] {
  const deeds: [number, Deed][] = dice.chance(0.4)
    ? [
        [1, { do: 'resolve' }],
        [0, { do: 'reopen' }],
        [1, { do: 'reopen' }],
        [1, { do: 'acknowledge' }],
        [2, { do: 'resolve' }],
        [0, { do: 'resolve' }],
      ]
    : [
        [1, { do: 'reopen' }],
        [1, { do: 'block', other: 2 }],
        [1, { do: 'acknowledge' }],
        [2, { do: 'resolve' }],
        [2, { do: 'reopen' }],
      ];
  const moments = momentsOf(dice, during, deeds.length).toSorted((a, b) => a - b);
  return deeds.map(([incident, deed], i) => {
    const at = moments[i] ?? during.until;
    return incident === 0
      ? { at, kind: 'alert', integration: 'web-monitor', alert: alertOf(dice, deed.do === 'resolve' ? 'resolve' : 'trigger', 'disk') }
      : { at, kind: 'deed', incident, by: dice.one(people), behind: 0, unaware: false, deed };
  });
}

function alertOf(dice: Dice, action: Alert['action'], dedupKey: string): Alert {
  return {
    action,
    dedupKey,
    summary: dice.one(['Disk full', 'Data breach', 'Down']),
    source: 'probe',
    severity: dice.one(['critical', 'critical', 'error', 'error', ...severities]),
    details: { ...dice.maybe(0.6, 'env', () => dice.one(['prod', 'test'])), ...dice.maybe(0.3, 'load', () => dice.between(1, 4)) },
  };
}

function happening(dice: Dice, workspace: RandomWorkspace, at: Instant, isEarly: boolean): Happening {
  const incident = dice.one([1, 1, 1, 2, 2, 3]);
  switch (isEarly ? 'alert' : dice.kind({ alert: 3, deed: 10, delivery: 3, defined: 1, removed: 0.3, 'stands-in': 0.4 })) {
    case 'alert': {
      const action = isEarly ? 'trigger' : dice.one(['trigger', 'trigger', 'trigger', 'trigger', 'acknowledge', 'resolve']);
      const alert = alertOf(dice, action, dice.one(['disk', 'disk', 'memory']));
      return { at, kind: 'alert', integration: dice.one(['web-monitor', 'web-monitor', 'store-monitor']), alert };
    }
    case 'deed': {
      const behind = dice.one([0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
      const by = dice.chance(0.08) ? undefined : dice.one(people);
      return { at, kind: 'deed', incident, by, behind, unaware: dice.chance(0.1), deed: deedOf(dice) };
    }
    case 'delivery':
      return { at, kind: 'delivery', incident, person: dice.one(people), arrived: dice.chance(0.5) };
    case 'defined':
      return { at, kind: 'defined', ...redefined(dice, workspace) };
    case 'removed': {
      const gone = { person: dice.one(people), team: 'core', schedule: dice.one(schedules), service: 'store', policy: 'deepest' };
      const what = dice.kind({ person: 6, team: 1, schedule: 1, service: 1, policy: 1 });
      return { at, kind: 'removed', what, id: gone[what] };
    }
    case 'stands-in': {
      const override = { id: `stands-in-${at}`, person: dice.one(people), from: at, until: at + dice.one([...longer]) };
      return { at, kind: 'stands-in', schedule: dice.one(schedules), override };
    }
  }
}

function redefined(dice: Dice, workspace: RandomWorkspace): Pick<Extract<Happening, { kind: 'defined' }>, 'what' | 'definition'> {
  const what = dice.kind({ policy: 3, person: 2, organisation: 1, service: 1, schedule: 1 });
  switch (what) {
    case 'policy':
      return { what, definition: workspace.policy(dice.one(['web', 'store', 'experts'])) };
    case 'person':
      return { what, definition: workspace.person(dice.one(people)) };
    case 'organisation':
      return { what, definition: workspace.organisation() };
    case 'service':
      return { what, definition: workspace.service('web') };
    case 'schedule':
      return { what, definition: workspace.schedule(dice.one(schedules)) };
  }
}

function deedOf(dice: Dice): Deed {
  const act = dice.kind({
    acknowledge: 30,
    resolve: 8,
    reopen: 6,
    escalate: 8,
    snooze: 6,
    reassign: 6,
    ask: 4,
    'hand-over': 4,
    severity: 8,
    stage: 2,
    'command-it': 2,
    deadline: 4,
    policy: 4,
    merge: 3,
    unmerge: 2,
    block: 4,
    unblock: 1,
    decline: 3,
  });
  switch (act) {
    case 'snooze':
      return { do: act, durationMs: dice.one([...longer]), saidAgoMs: dice.one([0, 0, 0, MINUTE_MS, 10 * MINUTE_MS]) };
    case 'reassign':
    case 'ask':
      return { do: act, people: dice.chance(0.1) ? ['gone'] : dice.some(people, 0.2) };
    case 'hand-over':
      return { do: act, to: dice.one(people) };
    case 'severity':
      return { do: act, severity: dice.one(severities) };
    case 'stage':
      return { do: act, stage: dice.one(['triage', 'investigating', 'mitigating']) };
    case 'command-it':
      return { do: act, person: dice.one(people) };
    case 'deadline':
      return { do: act, inMs: dice.chance(0.2) ? null : dice.one([...longer]) };
    case 'policy':
      return { do: act, policy: dice.one(['web', 'store', 'experts', 'deepest']), restart: dice.chance(0.5) };
    case 'merge':
    case 'block':
    case 'unblock':
      return { do: act, other: dice.one([1, 2, 3]) };
    default:
      return { do: act };
  }
}
