import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { layerOf, scheduleOf } from '../../test/harness/schedules.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import type { Override, Schedule } from './definition.ts';
import { editSchedule } from './edit.ts';
import { impactOf, type Concerned, type PersonImpact } from './impact.ts';
import type { ScheduleEdit } from './schedule-events.ts';

/** Monday 23 November 2026, 09:00 in Paris: a hand-off. */
const monday = Date.UTC(2026, 10, 23, 8);
const week = 7 * DAY_MS;
const window = { from: monday, until: monday + 8 * week };
const team = scheduleOf(['ana', 'bo'], { startsOn: '2026-11-23' });
const override = (person: string, fromH: number, untilH: number): Override => ({
  id: `${person}.${fromH}`,
  person,
  from: monday + fromH * HOUR_MS,
  until: monday + untilH * HOUR_MS,
});
const helped = (...overrides: Override[]): Schedule => ({ ...team, overrides });

function impact(after: Schedule, people: readonly Concerned[] = []): Record<string, PersonImpact> {
  return Object.fromEntries(impactOf(team, after, window, people).map((each) => [each.person, each]));
}

it('[COV8] is nothing when nothing changes, and nothing for those whose watches stay', () => {
  expect(impactOf(team, team, window, [])).toEqual([]);
  expect(Object.keys(impact(helped(override('cem', 10, 12))))).toEqual(['ana', 'cem']);
  expect(impactOf(team, helped(override('ana', 10, 12)), window, [])).toEqual([]);
});

it('[COV8] [SCH12] tells what is gained and lost to the instant, with hours, nights and weekend days', () => {
  // From Saturday 09:00 to Monday 09:00: two nights, and a Saturday and a Sunday.
  const { ana, cem } = impact(helped(override('cem', 5 * 24, 7 * 24)));
  const stretch = { from: monday + 5 * DAY_MS, until: monday + 7 * DAY_MS };
  expect(cem).toEqual({ person: 'cem', gained: [stretch], lost: [], hoursMs: 48 * HOUR_MS, nights: 2, weekendDays: 2, inLeave: [] });
  expect(ana).toEqual({ person: 'ana', gained: [], lost: [stretch], hoursMs: -48 * HOUR_MS, nights: -2, weekendDays: -2, inLeave: [] });
});

it('[COV8] tells watches that change places: as many hours, others gained than lost', () => {
  const { ana, bo } = impact(helped(override('bo', 24, 48), override('ana', 8 * 24, 9 * 24)));
  expect([ana?.hoursMs, bo?.hoursMs]).toEqual([0, 0]);
  expect(ana?.gained).toEqual([{ from: monday + 8 * DAY_MS, until: monday + 9 * DAY_MS }]);
  expect(bo?.gained).toEqual(ana?.lost);
});

it('[COV8] counts nights by each person’s own clock', () => {
  // 22:00 to 06:00 in Paris is a night in Paris and an afternoon in California.
  const night = helped(override('cem', 13, 21));
  const nightsIn = (zone: string | undefined) => impact(night, [{ id: 'cem', zone }])['cem']?.nights;
  expect([nightsIn(undefined), nightsIn('Europe/Paris'), nightsIn('America/Los_Angeles')]).toEqual([1, 1, 0]);
});

it('[COV8] names what of the new watches falls into leave, and nothing of those lost', () => {
  const timeOff = [{ from: monday + 20 * HOUR_MS, until: monday + 26 * HOUR_MS }];
  const people = [
    { id: 'cem', timeOff },
    { id: 'ana', timeOff },
  ];
  const { ana, cem } = impact(helped(override('cem', 10, 24)), people);
  expect(cem?.inLeave).toEqual([{ from: monday + 20 * HOUR_MS, until: monday + 24 * HOUR_MS }]);
  expect(ana?.inLeave).toEqual([]);
});

it('[SCH12] [COV8] shows that who comes at a hand-off moves nobody’s turn before', () => {
  const added: ScheduleEdit = {
    type: 'member.added',
    recordedAt: monday + DAY_MS,
    body: { layer: 'rotation', member: 'm-cem', person: 'cem', position: 'a3', from: monday + DAY_MS },
  };
  const impacts = impactOf(team, editSchedule(team, added), window, []);
  expect(impacts.find(({ person }) => person === 'cem')?.gained[0]).toEqual({ from: monday + 2 * week, until: monday + 3 * week });
  impacts.forEach(({ gained, lost }) => [...gained, ...lost].forEach(({ from }) => expect(from).toBeGreaterThanOrEqual(monday + 2 * week)));
});

it('[COV8] counts a backup’s watches too, once where both are one person’s', () => {
  const turns = { zone: 'Europe/Paris', turn: { unit: 'week' as const, length: 1 }, handoffAt: '09:00', startsOn: '2026-11-23' };
  const backed = { ...team, layers: [...team.layers, layerOf(['bo'], turns, { id: 'backup', use: 'backup' })] };
  expect(impact(backed)).toMatchObject({ bo: { hoursMs: 4 * week } });
});

const overrides = fc.array(
  fc
    .record({
      person: fc.constantFrom('ana', 'bo', 'cem'),
      from: fc.integer({ min: -50, max: 1400 }),
      hours: fc.integer({ min: 1, max: 300 }),
    })
    .map(({ person, from, hours }) => override(person, from, from + hours)),
  { maxLength: 6 },
);

it('[COV8] adds up: what is gained less what is lost is the difference of hours, and over everybody nothing', () => {
  const sum = (stretches: readonly { from: number; until: number }[]) => stretches.reduce((ms, { from, until }) => ms + until - from, 0);
  fc.assert(
    fc.property(overrides, overrides, (one, other) => {
      const impacts = impactOf(helped(...one), helped(...other), window, []);
      impacts.forEach(({ gained, lost, hoursMs }) => {
        expect(sum(gained) - sum(lost)).toBe(hoursMs);
        expect(gained.length + lost.length).toBeGreaterThan(0);
      });
      expect(sum(impacts.flatMap(({ gained }) => gained))).toBe(sum(impacts.flatMap(({ lost }) => lost)));
    }),
    { numRuns: 300 },
  );
});
