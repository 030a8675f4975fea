import { describe, expect, it } from 'vitest';
import { file, horizon, outcomes, people, readFile, stretches, vevent } from '../../test/harness/calendar-files.ts';
import { fc } from '../../test/harness/properties.ts';
import { DAY_MS, HOUR_MS } from '../time/instant.ts';
import { readCalendar } from './read-calendar.ts';
import { TooMuchWork, wallStarts } from './recurrence.ts';

const bo = 'SUMMARY:Bo Svensson';
const weekly = `DTSTART;TZID=Europe/Paris:20261130T090000\nDTEND;TZID=Europe/Paris:20261130T180000\n${bo}`;
const days = (report: ReturnType<typeof readFile>) => stretches(report).map(({ from }) => new Date(from).toISOString().slice(0, 13));

describe('a recurring event', () => {
  it('[CAL12] takes place at the same time on the wall all year, until its end', () => {
    const report = readFile(vevent(`${weekly}\nRRULE:FREQ=WEEKLY;INTERVAL=17;UNTIL=20270726T070000Z`));
    expect(outcomes(report)).toEqual(['converted']);
    expect(days(report)).toEqual(['2026-11-30T08', '2027-03-29T07', '2027-07-26T07']);
  });

  it('[CAL12] has the dates it adds and not those it leaves out, however they are written', () => {
    const extra = [
      'RRULE:FREQ=DAILY;COUNT=5',
      'EXDATE;TZID=Europe/Paris:20261201T120000',
      'EXDATE:20261202T080000Z',
      'EXDATE;VALUE=DATE:20261203',
      'RDATE;TZID=Europe/Paris:20261224T090000',
    ];
    const report = readFile(vevent(`${weekly}\n${extra.join('\n')}`));
    expect(days(report)).toEqual(['2026-11-30T08', '2026-12-01T08', '2026-12-04T08', '2026-12-24T08']);
    expect(outcomes(report)).toEqual(['converted']);
  });

  it('[CAL12] gives way where single occurrences were moved or cancelled', () => {
    const moved = 'DTSTART;TZID=Europe/Paris:20261201T140000\nDTEND;TZID=Europe/Paris:20261201T150000\nSUMMARY:Ana Lima';
    const report = readFile(
      vevent(`UID:series\n${weekly}\nRRULE:FREQ=DAILY;COUNT=4`),
      vevent(`UID:series\nRECURRENCE-ID;TZID=Europe/Paris:20261201T090000\n${moved}`),
      vevent(`UID:series\nRECURRENCE-ID:20261202T080000Z\nSTATUS:CANCELLED\n${weekly}`),
    );
    expect(outcomes(report)).toEqual(['converted', 'converted', 'not-understood cancelled']);
    expect(days(report)).toEqual(['2026-11-30T08', '2026-12-03T08', '2026-12-01T13']);
    expect(outcomes(readFile(vevent(`RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T080000Z\n${weekly}`)))).toEqual([
      'approximated this-and-future',
    ]);
  });

  it('[CAL12] is read within the horizon, which is told when something lies outside', () => {
    const endless = readFile(vevent(`${weekly}\nRRULE:FREQ=WEEKLY`));
    expect(outcomes(endless)).toEqual(['approximated within-horizon-only']);
    expect(stretches(endless)).toHaveLength(52);
    const old = readFile(vevent(`DTSTART:19900101T080000Z\nDURATION:P1D\n${bo}\nRRULE:FREQ=DAILY;INTERVAL=3`));
    expect(stretches(old)).toHaveLength(122);
    expect((Number(stretches(old)[0]?.from) - Date.UTC(1990, 0, 1, 8)) % (3 * DAY_MS)).toBe(0);
    const long = readFile(vevent(`DTSTART:20261001T080000Z\nDTEND:20261231T080000Z\n${bo}`));
    expect(stretches(long)).toHaveLength(1);
    expect(outcomes(readFile(vevent(`DTSTART:20200101T080000Z\nDURATION:P1D\n${bo}`)))).toEqual(['not-understood outside-horizon']);
  });
});

interface Parts {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  /** Weekdays (0 is Sunday), for daily and weekly rules. */
  weekdays?: readonly number[];
  weekStart?: number;
  /** The nth of this weekday in the month; negative from its end. */
  nth?: readonly [n: number, weekday: number];
  monthDays?: readonly number[];
  months?: readonly number[];
}

const names = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function ruleText({ freq, interval, weekdays, weekStart, nth, monthDays, months }: Parts): string {
  const byDay = weekdays?.map((day) => names[day]).join(',') ?? (nth ? `${nth[0]}${names[nth[1]] ?? ''}` : undefined);
  const parts = [
    ...(byDay === undefined ? [] : [`BYDAY=${byDay}`]),
    ...(weekStart === undefined ? [] : [`WKST=${names[weekStart] ?? ''}`]),
    ...(monthDays ? [`BYMONTHDAY=${monthDays.join(',')}`] : []),
    ...(months ? [`BYMONTH=${months.join(',')}`] : []),
  ];
  return [`FREQ=${freq}`, `INTERVAL=${interval}`, ...parts].join(';');
}

/** Whether a rule has a day, the slow way: asked of every day, as RFC 5545 says. */
function hasDay(parts: Parts, start: number, day: number): boolean {
  const [date, first] = [new Date(day * DAY_MS), new Date(start * DAY_MS)];
  const { freq, interval, weekStart = 1 } = parts;
  const week = (of: number) => Math.floor((of + 4 - weekStart) / 7);
  const month = (of: Date) => of.getUTCFullYear() * 12 + of.getUTCMonth();
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const periods = {
    DAILY: day - start,
    WEEKLY: week(day) - week(start),
    MONTHLY: month(date) - month(first),
    YEARLY: date.getUTCFullYear() - first.getUTCFullYear(),
  };
  const [dayOfMonth, weekday] = [date.getUTCDate(), date.getUTCDay()];
  const nth =
    parts.nth &&
    weekday === parts.nth[1] &&
    [Math.ceil(dayOfMonth / 7), -Math.ceil((lastOfMonth - dayOfMonth + 1) / 7)].includes(parts.nth[0]);
  const sameMonth = freq !== 'YEARLY' || parts.months !== undefined || date.getUTCMonth() === first.getUTCMonth();
  const fallback = freq === 'DAILY' || (freq === 'WEEKLY' ? weekday === first.getUTCDay() : dayOfMonth === first.getUTCDate());
  const matches =
    parts.weekdays?.includes(weekday) ??
    nth ??
    parts.monthDays?.some((of) => of === dayOfMonth || of === dayOfMonth - lastOfMonth - 1) ??
    fallback;
  return periods[freq] % interval === 0 && matches && sameMonth && (parts.months?.includes(date.getUTCMonth() + 1) ?? true);
}

const weekdaySets = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 });
const monthSets = fc.subarray([1, 2, 3, 6, 10, 12], { minLength: 1 });
const nths = fc.tuple(fc.constantFrom(1, 2, 4, -1, -2), fc.integer({ min: 0, max: 6 }));
const rules: fc.Arbitrary<Parts> = fc.oneof(
  fc.record(
    { freq: fc.constant('DAILY' as const), interval: fc.integer({ min: 1, max: 9 }), weekdays: weekdaySets },
    { requiredKeys: ['freq', 'interval'] },
  ),
  fc.record({ freq: fc.constant('DAILY' as const), interval: fc.integer({ min: 1, max: 3 }), months: monthSets }),
  fc.record({
    freq: fc.constant('WEEKLY' as const),
    interval: fc.integer({ min: 1, max: 6 }),
    weekdays: weekdaySets,
    weekStart: fc.constantFrom(0, 1),
  }),
  fc.record({ freq: fc.constant('MONTHLY' as const), interval: fc.integer({ min: 1, max: 5 }), nth: nths }),
  fc.record({
    freq: fc.constant('MONTHLY' as const),
    interval: fc.integer({ min: 1, max: 5 }),
    monthDays: fc.constantFrom([15], [15, -1], [1, 28], [-3]),
  }),
  fc.record({
    freq: fc.constant('MONTHLY' as const),
    interval: fc.integer({ min: 1, max: 5 }),
    monthDays: fc.constant([15]),
    months: monthSets,
  }),
  fc.record({ freq: fc.constant('WEEKLY' as const), interval: fc.integer({ min: 1, max: 3 }), weekdays: weekdaySets, months: monthSets }),
  fc.record({ freq: fc.constant('YEARLY' as const), interval: fc.integer({ min: 1, max: 2 }), months: monthSets, nth: nths }),
);

function wallDays(parts: Parts, zone: string, start: number): { ours: number[]; slowly: number[] } {
  const date = new Date(start * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const text = file(vevent(`DTSTART;TZID=${zone}:${date}T120000\nDURATION:PT1H\n${bo}\nRRULE:${ruleText(parts)}`));
  const report = readCalendar(text, { horizon, people });
  // At noon an hour more or less is the same day.
  const offsetHours = { 'Europe/Paris': 1, 'Australia/Lord_Howe': 11, 'America/St_Johns': -3 }[zone] ?? 0;
  const ours = stretches(report).map(({ from }) => Math.floor((from + offsetHours * HOUR_MS) / DAY_MS));
  const all = Array.from({ length: Math.ceil(horizon.until / DAY_MS) - start }, (_, i) => start + i);
  const inside = (day: number) => day * DAY_MS > horizon.from + DAY_MS && day * DAY_MS < horizon.until - 2 * DAY_MS;
  return { ours: ours.filter(inside), slowly: all.filter((day) => inside(day) && (day === start || hasDay(parts, start, day))) };
}

const places = fc.constantFrom('Europe/Paris', 'Australia/Lord_Howe', 'America/St_Johns');
it('[CAL12] has the days its rule has, in any zone and from long ago', () => {
  let compared = 0;
  fc.assert(
    fc.property(rules, places, fc.integer({ min: 0, max: 6000 }), (parts, zone, back) => {
      const { ours, slowly } = wallDays(parts, zone, horizon.from / DAY_MS - back);
      expect(ours).toEqual(slowly);
      compared += ours.length;
    }),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(5000);
});

it('[CAL14] stops a rule where its budget ends, and not before', () => {
  const rule = { freq: 'DAILY', interval: 1, bymonth: 2, bymonthday: 29 };
  const start = { year: 2096, month: 3, day: 1, hour: 9, minute: 0, second: 0 };
  const leapYear = (left: number) => {
    for (const { year, day } of wallStarts(rule, start, 0, { left })) {
      if (day === 29) {
        return year;
      }
    }
    return undefined;
  };
  expect(() => leapYear(100)).toThrow(TooMuchWork);
  expect(leapYear(30_000)).toBe(2104);
});
