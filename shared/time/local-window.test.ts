import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, parseIso } from './instant.ts';
import { isWithin, LocalWindow, nextEdge, weekdays } from './local-window.ts';
import { findZone, type Zone } from './zone.ts';

const zoneOf = (name: string) => findZone(name) as Zone;
const at = (text: string) => parseIso(text) ?? Number.NaN;

/** What a wall clock would show, minute by minute, by another library. */
function naively(window: LocalWindow, zone: string, instant: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString().slice(0, 5);
  const today = weekdays[local.dayOfWeek - 1] ?? 'mon';
  const yesterday = weekdays[(local.dayOfWeek + 5) % 7] ?? 'mon';
  const counts = (day: (typeof weekdays)[number]) => window.days?.includes(day) ?? true;
  return window.until > window.from
    ? counts(today) && time >= window.from && time < window.until
    : (counts(today) && time >= window.from) || (counts(yesterday) && time < window.until);
}

const two = (value: number) => String(value).padStart(2, '0');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const windows = fc
  .record({ days: fc.option(fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), { nil: undefined }), from: time, until: time })
  .filter(({ from, until }) => from !== until);

it('[CND6] is within hours as a wall clock shows them, on any day without a change of clocks', () => {
  const noon = at('2026-06-10T12:00:00Z');
  fc.assert(
    fc.property(
      windows,
      fc.constantFrom('Europe/Paris', 'Asia/Kolkata', 'UTC'),
      fc.integer({ min: 0, max: 20_000 }),
      (window, name, minutes) => {
        const instant = noon + minutes * MINUTE_MS;
        expect(isWithin(window, zoneOf(name), instant)).toBe(naively(window, name, instant));
      },
    ),
  );
});

it('[CND6] names every edge: between two of them nothing changes', () => {
  fc.assert(
    fc.property(
      windows,
      fc.constantFrom('Europe/Paris', 'Australia/Lord_Howe', 'America/Havana'),
      fc.integer({ min: 0, max: 365 * 24 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (window, name, hours, share) => {
        const from = at('2026-01-01T00:00:00Z') + hours * HOUR_MS;
        const edge = nextEdge(window, zoneOf(name), from);
        expect(edge).toBeGreaterThan(from);
        expect(edge - from).toBeLessThanOrEqual(9 * DAY_MS);
        const between = from + Math.floor(share * (edge - 1 - from));
        expect(isWithin(window, zoneOf(name), between)).toBe(isWithin(window, zoneOf(name), from));
      },
    ),
  );
});

it.each([
  ['Europe/Paris', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
])('[CND6] overlaps and leaves no gap where the clocks go back (%s)', (name, first, second) => {
  const window = { from: '01:45', until: '02:50' };
  expect([first, second].map((text) => isWithin(window, zoneOf(name), at(text)))).toEqual([true, true]);
});

it('[CND6] begins at the jump when its beginning is skipped', () => {
  const window = { from: '02:30', until: '04:00' };
  const jump = at('2026-03-29T01:00:00Z');
  expect(isWithin(window, zoneOf('Europe/Paris'), jump - 1)).toBe(false);
  expect(isWithin(window, zoneOf('Europe/Paris'), jump)).toBe(true);
});

it('[CND6] goes over midnight on the day it began, and to the very end of a day', () => {
  const friday = { days: ['fri' as const], from: '22:00', until: '06:00' };
  const utc = zoneOf('UTC');
  expect(isWithin(friday, utc, at('2026-11-28T05:59:00Z'))).toBe(true);
  expect(isWithin(friday, utc, at('2026-11-28T23:00:00Z'))).toBe(false);
  expect(isWithin({ from: '00:00', until: '24:00' }, utc, at('2026-11-28T23:59:59Z'))).toBe(true);
  expect(LocalWindow.safeParse({ from: '09:00', until: '09:00' }).error?.issues[0]?.message).toMatch(/00:00 to 24:00/);
  expect(LocalWindow.safeParse({ from: '9', until: '24:01' }).error?.issues).toHaveLength(2);
});
