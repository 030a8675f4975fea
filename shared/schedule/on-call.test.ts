import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { scheduleOf } from '../../test/harness/schedules.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import type { Override, Schedule } from './definition.ts';
import { nextShiftOf, onCallAt, peopleOnCall, shiftsBetween } from './on-call.ts';

const people = ['ana', 'bo', 'cem'];
/** Monday 23 November 2026, 09:00 in Paris: a hand-off. */
const monday = Date.UTC(2026, 10, 23, 8);

const override: fc.Arbitrary<Override> = fc
  .record({ person: fc.constantFrom('ana', 'lea', 'max'), from: fc.integer({ min: -80, max: 80 }), hours: fc.integer({ min: 1, max: 60 }) })
  .map(({ person, from, hours }) => ({
    id: `o${from}.${hours}`,
    person,
    from: monday + from * HOUR_MS,
    until: monday + (from + hours) * HOUR_MS,
  }));
const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    unit: fc.constantFrom('day' as const, 'week' as const),
    length: fc.integer({ min: 1, max: 3 }),
    overrides: fc.array(override, { maxLength: 6 }),
  })
  .map((options) =>
    scheduleOf(people, { ...options, overrides: options.overrides.map((each, i) => ({ ...each, id: `${each.id}.${i}` })) }),
  );
const hour = fc.integer({ min: -90, max: 90 }).map((hours) => monday + hours * HOUR_MS);

/** Who is on call, the slow way: the last override that covers the instant, else the rotation without any. */
function slowly(schedule: Schedule, at: number): string | undefined {
  const covering = schedule.overrides.filter((each) => each.from <= at && at < each.until);
  return covering.at(-1)?.person ?? peopleOnCall({ ...schedule, overrides: [] }, at)[0];
}

it('[SCH5] takes turns in order, from the first day on and not before', () => {
  const schedule = scheduleOf(people, { unit: 'day', length: 2, startsOn: '2026-11-23' });
  expect(onCallAt(schedule, monday - 1)).toEqual([]);
  const turns = [0, 1, 2, 3, 4, 5, 6, 7].map((day) => onCallAt(schedule, monday + day * DAY_MS)[0]?.person);
  expect(turns).toEqual(['ana', 'ana', 'bo', 'bo', 'cem', 'cem', 'ana', 'ana']);
  expect(onCallAt(schedule, monday + 2 * DAY_MS - 1)[0]?.person).toBe('ana');
});

it('[SCH5] counts a week as a week and not as seven hand-offs: the weekday stays for years', () => {
  const shifts = shiftsBetween(scheduleOf(people), monday, monday + 3 * 365 * DAY_MS);
  expect(new Set(shifts.map(({ from }) => new Date(from).getUTCDay()))).toEqual(new Set([1]));
});

it('[SCH4] puts the override added last in front, whatever overlaps', () => {
  fc.assert(
    fc.property(schedules, hour, (schedule, at) => {
      expect(peopleOnCall(schedule, at)[0]).toBe(slowly(schedule, at));
    }),
    { numRuns: 500 },
  );
});

it('[SCH4] leaves the order of turns as it was', () => {
  const stand: Override = { id: 'stand-in', person: 'lea', from: monday + DAY_MS, until: monday + 9 * DAY_MS };
  const shifts = shiftsBetween(scheduleOf(people, { overrides: [stand] }), monday, monday + 21 * DAY_MS);
  const plain = shiftsBetween(scheduleOf(people), monday, monday + 21 * DAY_MS);
  expect(shifts.map(({ person }) => person)).toEqual([plain[0]?.person, 'lea', plain[1]?.person, plain[2]?.person]);
});

it('[SCH1] leaves no hole between shifts and agrees with the answer for every hour', () => {
  fc.assert(
    fc.property(schedules, hour, fc.integer({ min: 1, max: 120 }), (schedule, from, hours) => {
      const until = from + hours * HOUR_MS;
      const shifts = shiftsBetween(schedule, from, until);
      expect(shifts[0]?.from).toBeLessThanOrEqual(from);
      expect(shifts.at(-1)?.until).toBeGreaterThanOrEqual(until);
      shifts.slice(1).forEach((shift, i) => expect(shift.from).toBe(shifts[i]?.until));
      for (let at = from; at < until; at += HOUR_MS) {
        const shift = shifts.find((each) => each.from <= at && at < each.until);
        expect(shift?.person).toBe(slowly(schedule, at));
      }
    }),
    { numRuns: 200 },
  );
});

it('[SCH9] tells a shift from its beginning, however late one asks', () => {
  fc.assert(
    fc.property(schedules, hour, (schedule, at) => {
      const [shift] = onCallAt(schedule, at);
      if (shift) {
        expect(onCallAt(schedule, shift.from)).toEqual([shift]);
        const [before] = onCallAt(schedule, shift.from - 1);
        expect(before?.override === shift.override && shift.override !== undefined).toBe(false);
        expect(onCallAt(schedule, shift.until - 1)).toEqual([shift]);
      }
    }),
    { numRuns: 500 },
  );
});

it('[SCH9] finds a person’s next shift, and none beyond the horizon', () => {
  const schedule = scheduleOf(people, { startsOn: '2026-11-23' });
  expect(nextShiftOf(schedule, 'bo', monday, 30 * DAY_MS)).toMatchObject({ from: monday + 7 * DAY_MS, until: monday + 14 * DAY_MS });
  expect(nextShiftOf(schedule, 'ana', monday, 30 * DAY_MS)?.from).toBe(monday + 21 * DAY_MS);
  expect(nextShiftOf(schedule, 'cem', monday, 14 * DAY_MS)).toBeUndefined();
});
