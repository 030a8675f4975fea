import { expect, it } from 'vitest';
import { layerOf, scheduleOf } from '../../test/harness/schedules.ts';
import { DAY_MS, HOUR_MS, isoOf } from '../time/instant.ts';
import type { Layer, Schedule } from './definition.ts';
import { joined, onCallAt, peopleOnCall, shiftsBetween } from './on-call.ts';
import { positions } from './place.ts';
import type { Turns } from './turns.ts';

/** Monday 23 November 2026, 09:00 in Paris. */
const monday = Date.UTC(2026, 10, 23, 8);
const weekly: Turns = { zone: 'Europe/Paris', turn: { unit: 'week', length: 1 }, handoffAt: '09:00', startsOn: '2026-11-23' };

function layered(...layers: Layer[]): Schedule {
  const ranks = positions(layers.length);
  return {
    id: 'primary',
    name: 'Primary',
    zone: 'Europe/Paris',
    layers: layers.map((layer, i) => ({ ...layer, id: `layer-${i}`, places: [{ position: ranks[i] ?? 'a0' }] })),
    overrides: [],
  };
}

it('[SCH5] hands off every so many hours, on the wall clock', () => {
  const schedule = scheduleOf(['ana', 'bo'], { unit: 'hour', length: 12, startsOn: '2026-11-23' });
  const shifts = shiftsBetween(schedule, monday, monday + 2 * DAY_MS);
  expect(shifts.map(({ person, from }) => [person, (from - monday) / HOUR_MS])).toEqual([
    ['ana', 0],
    ['bo', 12],
    ['ana', 24],
    ['bo', 36],
  ]);
});

it('[SCH5] keeps hourly hand-offs on the wall clock where clocks go back and forth, without a gap', () => {
  const back = Date.UTC(2026, 9, 25);
  const schedule = scheduleOf(['ana', 'bo', 'cem'], { unit: 'hour', length: 1, handoffAt: '00:00', startsOn: '2026-01-01' });
  const shifts = shiftsBetween(schedule, back - DAY_MS, back + DAY_MS);
  shifts.slice(1).forEach((shift, i) => expect(shift.from).toBe(shifts[i]?.until));
  expect(shifts.filter(({ from, until }) => until - from === 2 * HOUR_MS)).toHaveLength(1);
  const forth = Date.UTC(2026, 2, 29);
  const spring = shiftsBetween(schedule, forth - DAY_MS, forth + DAY_MS);
  spring.slice(1).forEach((shift, i) => expect(shift.from).toBe(spring[i]?.until));
});

it('[SCH5] hands off on a day of the month, or on its last where it has none', () => {
  const schedule = scheduleOf(['ana', 'bo'], { unit: 'month', handoffAt: '00:00', startsOn: '2026-01-31', zone: 'UTC' });
  const shifts = shiftsBetween(schedule, Date.UTC(2026, 0, 31), Date.UTC(2026, 5, 1));
  expect(shifts.map(({ from }) => isoOf(from).slice(0, 10))).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
  ]);
});

it('[SCH5] ends after its last day', () => {
  const schedule = scheduleOf(['ana'], { startsOn: '2026-11-23', endsOn: '2026-12-07' });
  expect(onCallAt(schedule, monday + 14 * DAY_MS - 1)[0]).toMatchObject({ person: 'ana', until: monday + 14 * DAY_MS });
  expect(onCallAt(schedule, monday + 14 * DAY_MS)).toEqual([]);
});

it('[SCH10] puts several on call at once, the next so many after them', () => {
  const schedule = scheduleOf(['ana', 'bo', 'cem', 'dev'], { startsOn: '2026-11-23', together: 2 });
  const week = (n: number) => peopleOnCall(schedule, monday + n * 7 * DAY_MS);
  expect([week(0), week(1), week(2)]).toEqual([
    ['ana', 'bo'],
    ['cem', 'dev'],
    ['ana', 'bo'],
  ]);
});

it('[SCH10] never puts one person on call twice, when fewer are there than should be', () => {
  expect(peopleOnCall(scheduleOf(['ana'], { together: 3 }), monday)).toEqual(['ana']);
});

it('[SCH10] lets the last layer that serves win, and the one below where it does not', () => {
  const nights: Turns = { ...weekly, hours: [{ from: '20:00', until: '08:00' }] };
  const schedule = layered(layerOf(['ana'], weekly), layerOf(['nia'], nights));
  const at = (hour: number) => peopleOnCall(schedule, Date.UTC(2026, 10, 25, hour - 1));
  expect([at(7), at(8), at(12), at(20), at(23)]).toEqual([['nia'], ['ana'], ['ana'], ['nia'], ['nia']]);
});

it('[SCH10] follows the sun over layers in zones of their own, with somebody at every instant', () => {
  const office = (zone: string): Turns => ({ ...weekly, zone, handoffAt: '08:00', hours: [{ from: '08:00', until: '20:00' }] });
  const schedule = layered(
    layerOf(['cat'], weekly),
    layerOf(['paris'], office('Europe/Paris')),
    layerOf(['tokyo'], office('Asia/Tokyo')),
    layerOf(['denver'], office('America/Denver')),
  );
  const from = monday + 7 * DAY_MS;
  const shifts = shiftsBetween(schedule, from, from + 7 * DAY_MS);
  shifts.slice(1).forEach((shift, i) => expect(shift.from).toBe(shifts[i]?.until));
  expect(new Set(shifts.map(({ person }) => person))).toEqual(new Set(['paris', 'tokyo', 'denver']));
});

it('[SCH10] keeps the backup a level of its own, and shadows beside', () => {
  const schedule = layered(
    layerOf(['ana'], weekly),
    layerOf(['bo'], weekly, { use: 'backup' }),
    layerOf(['new'], weekly, { use: 'shadow' }),
    layerOf(['newer'], weekly, { use: 'shadow' }),
  );
  expect(peopleOnCall(schedule, monday)).toEqual(['ana']);
  expect(peopleOnCall(schedule, monday, 'backup')).toEqual(['bo']);
  expect(peopleOnCall(schedule, monday, 'shadow')).toEqual(['new', 'newer']);
});

it('[SCH11] serves weekdays in turns of days that skip nobody over the weekend', () => {
  const schedule = scheduleOf(['ana', 'bo', 'cem'], {
    unit: 'day',
    startsOn: '2026-11-23',
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', until: '18:00' }],
  });
  const days = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((day) => peopleOnCall(schedule, monday + day * DAY_MS + HOUR_MS)[0]);
  expect(days).toEqual(['ana', 'bo', 'cem', 'ana', 'bo', undefined, undefined, 'cem', 'ana']);
});

it('[SCH11] takes turns of weeks by the calendar, whatever days are served', () => {
  const schedule = scheduleOf(['ana', 'bo'], { startsOn: '2026-11-23', hours: [{ days: ['mon', 'tue'], from: '09:00', until: '18:00' }] });
  expect([0, 7, 14].map((day) => peopleOnCall(schedule, monday + day * DAY_MS + HOUR_MS)[0])).toEqual(['ana', 'bo', 'ana']);
});

it('[SCH11] serves no public holiday, or those alone', () => {
  const holidays = { calendar: 'FR', serve: 'never' as const };
  const schedule = layered(
    layerOf(['duty'], { ...weekly, holidays: { calendar: 'FR', serve: 'only' } }),
    layerOf(['ana'], { ...weekly, holidays }),
  );
  const noon = (day: number) => peopleOnCall(schedule, Date.UTC(2026, 11, day, 11));
  expect([noon(24), noon(25), noon(26)]).toEqual([['ana'], ['duty'], ['ana']]);
});

it('[SCH4] replaces one of several, and leaves the other', () => {
  const override = { id: 'o', person: 'lea', replaces: 'ana', from: monday, until: monday + DAY_MS };
  const schedule = scheduleOf(['ana', 'bo'], { startsOn: '2026-11-23', together: 2, overrides: [override] });
  expect(peopleOnCall(schedule, monday)).toEqual(['lea', 'bo']);
  expect(peopleOnCall(schedule, monday + DAY_MS)).toEqual(['ana', 'bo']);
});

it('[SCH9] tells turns that follow on one another as one watch', () => {
  const schedule = scheduleOf(['ana'], { startsOn: '2026-11-23' });
  expect(joined(shiftsBetween(schedule, monday, monday + 30 * DAY_MS))).toHaveLength(1);
});
