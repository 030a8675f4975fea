import { expect, it } from 'vitest';
import { covered } from '../../test/harness/coverage.ts';
import { layerOf, scheduleOf } from '../../test/harness/schedules.ts';
import type { Policy } from '../escalation/policy.ts';
import type { Override, Schedule } from '../schedule/definition.ts';
import type { Turns } from '../schedule/turns.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { coverageOf, nextHole } from './coverage.ts';
import { isHole, type Finding } from './finding.ts';

/** Monday 23 November 2026, 09:00 in Paris: a hand-off. */
const monday = Date.UTC(2026, 10, 23, 8);
const week = 7 * DAY_MS;
const window = { from: monday, until: monday + 4 * week };
const people = [{ id: 'ana' }, { id: 'bo' }, { id: 'cem' }];
const team = scheduleOf(['ana', 'bo'], { startsOn: '2026-11-23' });
const turns: Turns = { zone: 'Europe/Paris', turn: { unit: 'week', length: 1 }, handoffAt: '09:00', startsOn: '2026-11-23' };
const steps = (...targets: Policy['steps'][number]['targets'][]): Policy =>
  ({ id: 'payments', name: 'Payments', steps: targets.map((each) => ({ targets: each })), loops: 0 }) as unknown as Policy;

function found(workspace: Workspace, kind: Finding['kind'], within = window): Finding[] {
  return coverageOf(workspace, within).filter((finding) => finding.kind === kind);
}
const override = (id: string, person: string, fromH: number, untilH: number, more: Partial<Override> = {}): Override => ({
  id,
  person,
  from: monday + fromH * HOUR_MS,
  until: monday + untilH * HOUR_MS,
  ...more,
});

it('[COV1] finds nothing wrong with a rotation of people who can be reached', () => {
  expect(coverageOf(covered(people, [team]), window)).toEqual([]);
});

it('[COV1] finds the time before the first turn, after the last and without anybody, to the instant', () => {
  const late = scheduleOf(['ana'], { startsOn: '2026-11-30', endsOn: '2026-12-14' });
  expect(found(covered(people, [late]), 'gap')).toEqual([
    { kind: 'gap', schedule: 'primary', from: monday, until: monday + week },
    { kind: 'gap', schedule: 'primary', from: monday + 3 * week, until: monday + 4 * week },
  ]);
  const helped = { ...late, overrides: [override('o', 'bo', 5, 7)] };
  expect(found(covered(people, [helped]), 'gap').slice(0, 2)).toEqual([
    { kind: 'gap', schedule: 'primary', from: monday, until: monday + 5 * HOUR_MS },
    { kind: 'gap', schedule: 'primary', from: monday + 7 * HOUR_MS, until: monday + week },
  ]);
  expect(found(covered(people, [scheduleOf([])]), 'gap')).toEqual([{ kind: 'gap', schedule: 'primary', ...window }]);
});

it('[COV2] takes hours nobody serves for decided, and hours a layer serves for a gap when nobody has them', () => {
  const office = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', until: '17:00' }].map((each) => ({
    ...each,
    days: [...each.days],
  }));
  const served = scheduleOf(['ana'], { startsOn: '2026-11-23', hours: office, holidays: { calendar: 'FR', serve: 'never' } });
  expect(found(covered(people, [served]), 'gap')).toEqual([]);
  const nights = layerOf([], { ...turns, hours: [{ from: '22:00', until: '06:00' }] }, { id: 'nights', places: [{ position: 'a1' }] });
  const both: Schedule = { ...served, layers: [...served.layers, nights] };
  const [first, ...others] = found(covered(people, [both]), 'gap', { from: monday, until: monday + 2 * DAY_MS });
  expect(first).toEqual({ kind: 'gap', schedule: 'primary', from: monday + 13 * HOUR_MS, until: monday + 21 * HOUR_MS });
  expect(others).toHaveLength(1);
  const gone: Schedule = {
    ...served,
    layers: served.layers.map((layer) => ({ ...layer, places: [...layer.places, { from: monday + week, position: null }] })),
  };
  expect(found(covered(people, [gone]), 'gap')).toEqual([{ kind: 'gap', schedule: 'primary', from: monday + week, until: window.until }]);
});

it('[COV3] finds who has left the workspace, and who only reads along', () => {
  const workspace = covered([{ id: 'ana', role: 'stakeholder' }], [team]);
  expect(found(workspace, 'gone', { from: monday, until: monday + 2 * week })).toEqual([
    { kind: 'gone', schedule: 'primary', person: 'ana', from: monday, until: monday + week },
    { kind: 'gone', schedule: 'primary', person: 'bo', from: monday + week, until: monday + 2 * week },
  ]);
});

it('[COV4] finds leave while on call, for as long as both last', () => {
  const timeOff = [
    { from: monday - DAY_MS, until: monday + 2 * HOUR_MS },
    { from: monday + week - HOUR_MS, until: monday + week + HOUR_MS },
  ];
  expect(found(covered([{ id: 'ana', timeOff }, { id: 'bo' }], [team]), 'leave')).toEqual([
    { kind: 'leave', schedule: 'primary', person: 'ana', from: monday, until: monday + 2 * HOUR_MS },
    { kind: 'leave', schedule: 'primary', person: 'ana', from: monday + week - HOUR_MS, until: monday + week },
  ]);
});

it('[COV5] finds who has no way to be reached: a revoked device is none, a device or another way is one', () => {
  const workspace = covered(
    [
      { id: 'ana', pages: undefined },
      { id: 'bo', pages: [{ channel: 'desktop', afterMs: 0 }] },
    ],
    [team],
  );
  const unreachable = () => found(workspace, 'no-way').map((finding) => 'person' in finding && finding.person);
  expect(unreachable()).toEqual(['ana', 'bo', 'ana', 'bo']);
  workspace.devices.set('d1', { id: 'd1', name: 'd1', person: 'ana', publicKey: 'k', revoked: false });
  workspace.devices.set('d2', { id: 'd2', name: 'd2', person: 'bo', publicKey: 'k', revoked: true });
  expect(unreachable()).toEqual(['bo', 'bo']);
});

it('[COV6] finds the same person on two levels that follow on one another, as one stretch', () => {
  const second: Schedule = { ...scheduleOf(['ana'], { startsOn: '2026-11-23' }), id: 'second' };
  const policy = steps([{ kind: 'schedule', id: 'primary' }], [{ kind: 'schedule', id: 'second' }], [{ kind: 'person', id: 'ana' }]);
  const same = { kind: 'same-level-next', policy: 'payments', person: 'ana' };
  expect(found(covered(people, [team, second], [policy]), 'same-level-next')).toEqual([
    { ...same, level: 2, from: monday, until: monday + week },
    { ...same, level: 3, from: monday, until: window.until },
    { ...same, level: 2, from: monday + 2 * week, until: monday + 3 * week },
  ]);
});

it('[COV6] finds a backup who is on call, and no level that leads to somebody else besides', () => {
  const backup = layerOf(['bo'], turns, { id: 'backup', use: 'backup' });
  const backed: Schedule = { ...team, layers: [...team.layers, backup] };
  const levels = (next: Policy['steps'][number]['targets'], schedules: Schedule[] = [backed]) =>
    found(covered(people, schedules, [steps([{ kind: 'schedule', id: 'primary' }], next)]), 'same-level-next').map(
      ({ from }) => (from - monday) / week,
    );
  expect(levels([{ kind: 'backup', id: 'primary' }])).toEqual([1, 3]);
  expect(
    levels([
      { kind: 'backup', id: 'primary' },
      { kind: 'person', id: 'cem' },
    ]),
  ).toEqual([]);
  expect(
    levels([
      { kind: 'backup', id: 'primary' },
      { kind: 'next-of', id: 'team' },
    ]),
  ).toEqual([]);
  expect(
    levels([
      { kind: 'backup', id: 'primary' },
      { kind: 'channel', id: 'talk' },
    ]),
  ).toEqual([1, 3]);
  const two = { ...scheduleOf(['bo', 'cem'], { startsOn: '2026-11-23', together: 2 }), id: 'two' };
  expect(levels([{ kind: 'schedule', id: 'two' }], [team, two])).toEqual([]);
});

it('[COV7] finds too little rest to the hour, and across the edge of the window', () => {
  const resting: Schedule = {
    ...scheduleOf(['bo'], { startsOn: '2026-11-23' }),
    overrides: [override('a', 'ana', 10, 20), override('b', 'ana', 28, 30)],
    limits: { restMs: 8 * HOUR_MS + 1 },
  };
  const rest = { kind: 'rest', schedule: 'primary', person: 'ana', restMs: 8 * HOUR_MS, until: monday + 28 * HOUR_MS };
  const mine = (schedule: Schedule, within = window) =>
    found(covered(people, [schedule]), 'rest', within).filter((each) => 'person' in each && each.person === 'ana');
  expect(mine(resting)).toEqual([{ ...rest, from: monday + 20 * HOUR_MS }]);
  expect(mine(resting, { from: monday + 24 * HOUR_MS, until: window.until })).toEqual([{ ...rest, from: monday + 24 * HOUR_MS }]);
  expect(mine({ ...resting, limits: { restMs: 8 * HOUR_MS } })).toEqual([]);
});

it('[COV7] finds more nights in a row than are wanted, with those before the window', () => {
  const nightly = { ...team, limits: { nightsInARow: 6 } };
  const [first] = found(covered(people, [nightly]), 'nights');
  expect(first).toMatchObject({ person: 'ana', nights: 7, from: monday + 13 * HOUR_MS });
  expect(found(covered(people, [nightly]), 'nights', { from: monday + 5 * DAY_MS, until: monday + 6 * DAY_MS })).toMatchObject([
    { person: 'ana', nights: 7 },
  ]);
  expect(found(covered(people, [{ ...team, limits: { nightsInARow: 7 } }]), 'nights')).toEqual([]);
});

it('[COV9] finds one person on two schedules at once, and overrides at once with the one that wins', () => {
  const other: Schedule = { ...scheduleOf(['cem', 'ana'], { startsOn: '2026-11-23', unit: 'day' }), id: 'other' };
  expect(found(covered(people, [team, other]), 'two-watches', { from: monday, until: monday + 3 * DAY_MS })).toEqual([
    { kind: 'two-watches', schedule: 'primary', other: 'other', person: 'ana', from: monday + DAY_MS, until: monday + 2 * DAY_MS },
  ]);
  const overlapping = {
    ...team,
    overrides: [override('late', 'bo', 10, 20), override('early', 'cem', 5, 12), override('one', 'cem', 6, 9, { replaces: 'ana' })],
  };
  expect(found(covered(people, [overlapping]), 'overlap')).toEqual([
    { kind: 'overlap', schedule: 'primary', person: 'cem', other: 'bo', from: monday + 10 * HOUR_MS, until: monday + 12 * HOUR_MS },
  ]);
});

it('[COV10] puts the worst first, and says which hole comes next', () => {
  const broken = {
    ...scheduleOf(['bo', 'zoe'], { startsOn: '2026-11-30' }),
    overrides: [override('a', 'ana', 1, 3), override('b', 'ana', 2, 4)],
  };
  const findings = coverageOf(covered([{ id: 'ana' }, { id: 'bo', pages: undefined }], [broken]), window);
  expect(findings.map(({ kind }) => kind)).toEqual(['gap', 'gap', 'gone', 'no-way', 'no-way', 'overlap']);
  expect(findings.map(isHole)).toEqual([true, true, true, true, true, false]);
  expect(nextHole(findings, monday + HOUR_MS)).toMatchObject({ kind: 'gap', from: monday + 4 * HOUR_MS });
  expect(nextHole(findings, monday + week)).toMatchObject({ kind: 'gone', person: 'zoe' });
  expect(nextHole(findings, window.until)).toBeUndefined();
});
