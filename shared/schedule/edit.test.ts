import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { scheduleOf } from '../../test/harness/schedules.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import type { Schedule } from './definition.ts';
import { editSchedule } from './edit.ts';
import { peopleOnCall, shiftsBetween } from './on-call.ts';
import { positionBetween } from './place.ts';
import type { ScheduleEdit } from './schedule-events.ts';

/** Monday 23 November 2026, 09:00 in Paris: a hand-off. */
const monday = Date.UTC(2026, 10, 23, 8);
const week = 7 * DAY_MS;
const layer = 'rotation';
const team = scheduleOf(['ana', 'bo', 'cem'], { startsOn: '2026-11-23' });

function weeks(schedule: Schedule, count: number): (string | undefined)[] {
  return Array.from({ length: count }, (_, n) => peopleOnCall(schedule, monday + n * week + HOUR_MS)[0]);
}

function edited(schedule: Schedule, ...edits: ScheduleEdit[]): Schedule {
  return edits.reduce(editSchedule, schedule);
}

const add = (person: string, position: string, from: number, recordedAt = monday): ScheduleEdit => ({
  type: 'member.added',
  recordedAt,
  body: { layer, member: `m-${person}`, person, position, from },
});
const remove = (member: string, from: number, recordedAt = monday): ScheduleEdit => ({
  type: 'member.removed',
  recordedAt,
  body: { layer, member, from },
});
const move = (member: string, position: string, from: number): ScheduleEdit => ({
  type: 'member.moved',
  recordedAt: monday,
  body: { layer, member, position, from },
});

it('[SCH12] adds somebody at the end of the order, and moves nobody’s turn before theirs', () => {
  const schedule = edited(team, add('dev', 'a3', monday + 2 * week));
  expect(weeks(schedule, 9)).toEqual(['ana', 'bo', 'cem', 'dev', 'ana', 'bo', 'cem', 'dev', 'ana']);
});

it('[SCH12] adds somebody between two others', () => {
  const schedule = edited(team, add('dev', positionBetween('a0', 'a1'), monday + week));
  expect(weeks(schedule, 6)).toEqual(['ana', 'dev', 'bo', 'cem', 'ana', 'dev']);
});

it('[SCH12] lets whoever goes finish the turn, and goes on behind them', () => {
  const schedule = edited(team, remove('place-1', monday + week + DAY_MS));
  expect(weeks(schedule, 6)).toEqual(['ana', 'bo', 'cem', 'ana', 'cem', 'ana']);
});

it('[SCH12] keeps whoever is on call where they are when the turns are changed, until the next hand-off', () => {
  const turns = { zone: 'Europe/Paris', turn: { unit: 'day' as const, length: 1 }, handoffAt: '09:00', startsOn: '2026-01-01' };
  const at = monday + week + 2 * HOUR_MS;
  const schedule = edited(team, { type: 'rotation.changed', recordedAt: monday, body: { layer, turns, follows: 1, from: at } });
  const days = [0, 1, 2, 3].map((day) => peopleOnCall(schedule, monday + week + day * DAY_MS + 3 * HOUR_MS)[0]);
  expect(days).toEqual(['bo', 'cem', 'ana', 'bo']);
});

it('[SCH12] hands off as ever when the turns are changed at a hand-off, unless the new turns have theirs later', () => {
  const at = monday + 2 * week;
  const changed = (handoffAt: string) => {
    const turns = { zone: 'Europe/Paris', turn: { unit: 'week' as const, length: 1 }, handoffAt, startsOn: '2026-11-23' };
    return edited(team, { type: 'rotation.changed', recordedAt: monday, body: { layer, turns, follows: 1, from: at } });
  };
  const around = (schedule: Schedule) =>
    [at - 1, at, at + 2 * HOUR_MS, at + week + 2 * HOUR_MS].map((each) => peopleOnCall(schedule, each)[0]);
  expect(around(changed('09:00'))).toEqual(['bo', 'cem', 'cem', 'ana']);
  expect(around(changed('10:00'))).toEqual(['bo', 'bo', 'cem', 'ana']);
});

it('[SCH12] holds from when it was recorded, when it was to hold from before', () => {
  const schedule = edited(team, remove('place-0', monday - week, monday + 3 * week + DAY_MS));
  expect(weeks(schedule, 6)).toEqual(['ana', 'bo', 'cem', 'ana', 'bo', 'cem']);
  expect(weeks(schedule, 8).slice(6)).toEqual(['bo', 'cem']);
});

it('[SCH12] truncates an override that is going on, forgets one to come and keeps one that is over', () => {
  const override = { id: 'o', person: 'lea', from: monday, until: monday + DAY_MS };
  const removedAt = (recordedAt: number) =>
    edited({ ...team, overrides: [override] }, { type: 'override.removed', recordedAt, body: { override: 'o' } }).overrides;
  expect(removedAt(monday - 1)).toEqual([]);
  expect(removedAt(monday + HOUR_MS)).toEqual([{ ...override, until: monday + HOUR_MS }]);
  expect(removedAt(monday + 2 * DAY_MS)).toEqual([override]);
});

const edit: fc.Arbitrary<ScheduleEdit> = fc.oneof(
  fc
    .record({ member: fc.constantFrom('place-0', 'place-1', 'place-2'), days: fc.integer({ min: 0, max: 60 }) })
    .map(({ member, days }) => remove(member, monday + days * DAY_MS)),
  fc
    .record({
      member: fc.constantFrom('place-0', 'place-1', 'place-2'),
      days: fc.integer({ min: 0, max: 60 }),
      key: fc.constantFrom('a0V', 'a5', 'Zz'),
    })
    .map(({ member, days, key }) => move(member, key, monday + days * DAY_MS)),
  fc
    .record({
      person: fc.constantFrom('dev', 'eva', 'fay'),
      days: fc.integer({ min: 0, max: 60 }),
      key: fc.constantFrom('a0G', 'a1G', 'a9'),
    })
    .map(({ person, days, key }) => add(person, key, monday + days * DAY_MS)),
);

/** Edits of which no two are of the same member. */
const apart = fc.uniqueArray(edit, {
  selector: ({ body }) => (body as { member: string }).member,
  minLength: 2,
  maxLength: 6,
});

it('[SCH13] comes out the same in whatever order members are added, moved and removed', () => {
  fc.assert(
    fc.property(apart, fc.infiniteStream(fc.nat(1000)), (edits, order) => {
      const other = edits.map((each) => [order.next().value, each] as const).toSorted(([a], [b]) => a - b);
      const window = [monday - week, monday + 20 * week] as const;
      expect(shiftsBetween(edited(team, ...other.map(([, each]) => each)), ...window)).toEqual(
        shiftsBetween(edited(team, ...edits), ...window),
      );
    }),
    { numRuns: 500 },
  );
});

it('[SCH12] leaves the past as it was, whatever is edited', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
      const at = monday + 30 * DAY_MS;
      const after = edited(team, ...edits.map((each) => ({ ...each, recordedAt: at })));
      const until = (schedule: Schedule) =>
        shiftsBetween(schedule, monday - week, at).map((shift) => ({ ...shift, until: Math.min(shift.until, at) }));
      expect(until(after)).toEqual(until(team));
    }),
    { numRuns: 300 },
  );
});

it('[SCH1] leaves no gap while anybody takes turns, whatever is edited', () => {
  fc.assert(
    fc.property(apart, (edits) => {
      const schedule = edited(team, add('zoe', 'b00', monday), ...edits);
      const shifts = shiftsBetween(schedule, monday, monday + 20 * week);
      shifts.slice(1).forEach((shift, i) => expect(shift.from).toBe(shifts[i]?.until));
    }),
    { numRuns: 300 },
  );
});

it('[SCH12] takes somebody out for good, also where they were to stand elsewhere later', () => {
  const schedule = edited(team, move('place-1', 'a5', monday + 4 * week), remove('place-1', monday + week));
  expect(weeks(schedule, 8)).not.toContain('bo');
});

it('[SCH12] begins as changed when turns are changed before they begin', () => {
  const later = scheduleOf(['ana', 'bo'], { startsOn: '2027-06-07' });
  const turns = { zone: 'Europe/Paris', turn: { unit: 'week' as const, length: 1 }, handoffAt: '09:00', startsOn: '2026-11-30' };
  const sooner = edited(later, { type: 'rotation.changed', recordedAt: monday, body: { layer, turns, follows: 1, from: monday } });
  expect(weeks(sooner, 3)).toEqual([undefined, 'ana', 'bo']);
});
