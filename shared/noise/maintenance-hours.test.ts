import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, parseIso } from '../time/instant.ts';
import { weekdays, type WeekdayName } from '../time/local-window.ts';
import { maintenanceUntil, nextMaintenanceEdge } from './maintenance-hours.ts';
import type { Maintenance } from './maintenance.ts';

const at = (text: string) => parseIso(text) ?? Number.NaN;
const base = { id: 'patching', name: 'Patching', services: ['checkout'] };
const weekly = (day: WeekdayName, from: string, until: string, zone: string): Maintenance => ({
  ...base,
  weekly: { during: { days: [day], from, until }, zone },
});

/** Whether a wall clock of the zone, by another library, shows a time within the hours. */
function naively({ weekly: window }: Maintenance, instant: number): boolean {
  const { during, zone } = window ?? { during: { from: '', until: '', days: undefined }, zone: 'UTC' };
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString().slice(0, 5);
  const counts = (dayOfWeek: number) => during.days?.includes(weekdays[dayOfWeek - 1] ?? 'mon') ?? true;
  const [today, yesterday] = [counts(local.dayOfWeek), counts(local.dayOfWeek === 1 ? 7 : local.dayOfWeek - 1)];
  return during.until > during.from
    ? today && time >= during.from && time < during.until
    : (today && time >= during.from) || (yesterday && time < during.until);
}

/** Every minute of some days, a year unless said otherwise, of which two ways of telling differ; empty when none does. */
function differing(window: Maintenance, one: (instant: number) => boolean, other: (instant: number) => boolean, days = 371): string[] {
  const found: string[] = [];
  const from = at('2026-11-01T00:00:00Z');
  for (let instant = from; instant < from + days * DAY_MS; instant += MINUTE_MS) {
    if (one(instant) !== other(instant)) {
      found.push(`${window.name} ${new Date(instant).toISOString()}`);
    }
  }
  return found;
}

/** Whether a window lasts, walked along its own edges: between two of them it is asked nothing. */
function alongEdges(window: Maintenance): (instant: number) => boolean {
  let next = -Infinity;
  let lasts = false;
  return (instant) => {
    if (instant >= next) {
      lasts = maintenanceUntil(window, instant) !== undefined;
      next = nextMaintenanceEdge(window, instant) ?? Infinity;
    }
    return lasts;
  };
}

/** The oracle asked once an hour, and minute by minute where it changes: half a million questions take it too long. */
function hourly(window: Maintenance): (instant: number) => boolean {
  const known = new Map<number, boolean>();
  const ask = (instant: number) => {
    const answer = known.get(instant) ?? naively(window, instant);
    known.set(instant, answer);
    return answer;
  };
  return (instant) => {
    const hour = instant - (instant % HOUR_MS);
    return ask(hour) === ask(hour + HOUR_MS) ? ask(hour) : ask(instant);
  };
}

describe('[NSE3] mutes exactly its minutes on the wall clock, every minute of a year walked beside another library', () => {
  it.each([
    ['Tuesday night in Paris', weekly('tue', '02:00', '04:00', 'Europe/Paris')],
    ['the night the clocks change in Paris', weekly('sun', '02:00', '04:00', 'Europe/Paris')],
    ['over midnight in New York', weekly('sat', '22:00', '03:00', 'America/New_York')],
    ['half an hour of summer on Lord Howe', weekly('sun', '01:30', '05:00', 'Australia/Lord_Howe')],
  ])('%s', (_, window) => {
    expect(differing(window, alongEdges(window), hourly(window))).toEqual([]);
  });

  // The control: hours counted in UTC are found out.
  it('would find hours that do not go with the clocks', () => {
    const utc = weekly('tue', '01:00', '03:00', 'UTC');
    expect(differing(utc, alongEdges(utc), hourly(weekly('tue', '02:00', '04:00', 'Europe/Paris')), 30)).toEqual([]);
    expect(differing(utc, alongEdges(utc), hourly(weekly('tue', '02:00', '04:00', 'Europe/Paris'))).length).toBeGreaterThan(1000);
  });
});

it('[NSE3] goes from its first day to its last, and by the day it begins on', () => {
  const window: Maintenance = {
    ...base,
    weekly: { during: { from: '22:00', until: '02:00' }, zone: 'Europe/Paris', startsOn: '2026-12-01', endsOn: '2026-12-02' },
  };
  const lasts = (text: string) => maintenanceUntil(window, at(text)) !== undefined;
  expect(lasts('2026-12-01T00:30:00+01:00')).toBe(false);
  expect(lasts('2026-12-01T22:00:00+01:00')).toBe(true);
  expect(lasts('2026-12-03T01:59:00+01:00')).toBe(true);
  expect(lasts('2026-12-03T22:00:00+01:00')).toBe(false);
  expect(nextMaintenanceEdge(window, at('2026-12-04T00:00:00+01:00'))).toBeUndefined();
  expect(nextMaintenanceEdge(window, at('2026-11-01T00:00:00Z'))).toBe(at('2026-11-08T00:00:00Z'));
});

it('[NSE3] once is from one instant to another', () => {
  const window: Maintenance = { ...base, once: { from: 1000, until: 5000 } };
  expect([999, 1000, 4999, 5000].map((instant) => maintenanceUntil(window, instant))).toEqual([undefined, 5000, 5000, undefined]);
  expect([0, 1000, 5000].map((instant) => nextMaintenanceEdge(window, instant))).toEqual([1000, 5000, undefined]);
});

it('[NSE3] that goes on day after day is told as one, up to a week ahead', () => {
  const window: Maintenance = {
    ...base,
    weekly: { during: { days: ['sat', 'sun'], from: '00:00', until: '24:00' }, zone: 'Europe/Paris' },
  };
  expect(maintenanceUntil(window, at('2026-11-28T12:00:00+01:00'))).toBe(at('2026-11-30T00:00:00+01:00'));
});

it('[NSE3] names every edge: between two of them nothing changes', () => {
  const windows = fc.record({
    day: fc.constantFrom(...weekdays),
    zone: fc.constantFrom('Europe/Paris', 'America/Havana', 'Australia/Lord_Howe'),
    from: fc.constantFrom('00:00', '01:30', '02:00', '23:00'),
    until: fc.constantFrom('03:00', '04:15', '24:00'),
  });
  fc.assert(
    fc.property(windows, fc.integer({ min: 0, max: 365 * 24 }), fc.double({ min: 0, max: 1, noNaN: true }), (each, hours, share) => {
      const window = weekly(each.day, each.from, each.until, each.zone);
      const from = at('2026-01-01T00:00:00Z') + hours * HOUR_MS;
      const edge = nextMaintenanceEdge(window, from) ?? Number.NaN;
      expect(edge - from).toBeGreaterThan(0);
      expect(edge - from).toBeLessThanOrEqual(8 * DAY_MS);
      const between = from + Math.floor(share * (edge - 1 - from));
      expect(maintenanceUntil(window, between) !== undefined).toBe(maintenanceUntil(window, from) !== undefined);
    }),
    { numRuns: 300 },
  );
});
