import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { isHolidayIn } from '../condition/holidays.ts';
import { dateOfDayNumber, dayNumberOf, weekdayOfDayNumber } from '../time/calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/instant.ts';
import { findZone, localAt, type Zone } from '../time/zone.ts';
import { balanceOf, type Balance, type BalanceRequest, type PersonBalance } from './balance.ts';
import type { Stretch } from './stretch.ts';
import { dayOf, nightOf } from './tally.ts';

const paris = findZone('Europe/Paris') as Zone;
const newYear = Date.UTC(2026, 0, 1);
const year = { from: newYear, until: Date.UTC(2027, 0, 1) };

function balance(request: Partial<BalanceRequest>): Balance {
  const found = balanceOf({ ...year, people: [{ person: 'ana', zone: 'Europe/Paris' }], shifts: [], interruptions: [], ...request });
  if ('problem' in found) {
    throw new Error(JSON.stringify(found.problem));
  }
  return found;
}

function ana(shifts: readonly (readonly [from: number, until: number])[], holidays?: string): PersonBalance {
  const people = [{ person: 'ana', zone: 'Europe/Paris', holidays }];
  return balance({ people, shifts: shifts.map(([from, until]) => ({ person: 'ana', from, until })) }).people[0] as PersonBalance;
}

/** Counts by looking at every minute: how many are on call, and in which runs and days and nights they lie. */
function minuteByMinute(zone: Zone, holidays: string | undefined, request: BalanceRequest): Omit<PersonBalance, 'person' | 'interruptions'> {
  const isOn = (at: number) => request.shifts.some(({ from, until }) => from <= at && at < until);
  const runs: number[][] = [];
  const whole = { from: Math.min(...request.shifts.map(({ from }) => from)), until: Math.max(...request.shifts.map(({ until }) => until)) };
  for (let at = whole.from, wasOn = false; at < whole.until; at += MINUTE_MS) {
    const on = isOn(at);
    if (on) {
      (wasOn ? runs.at(-1) : runs[runs.push([]) - 1])?.push(at);
    }
    wasOn = on;
  }
  const within = (at: number) => request.from <= at && at < request.until;
  const carried = (keyOf: (at: number) => number | undefined, partOf: (day: number) => Stretch) => {
    const days = new Map<number, number>();
    const kept = new Set<number>();
    for (const run of runs) {
      const mine = new Map<number, number>();
      for (const day of run.flatMap((at) => (within(at) ? [keyOf(at)] : []))) {
        if (day !== undefined) {
          mine.set(day, (mine.get(day) ?? 0) + 1);
          days.set(day, (days.get(day) ?? 0) + 1);
        }
      }
      mine.forEach((minutes, day) => 2 * minutes >= run.length && kept.add(day));
    }
    days.forEach((minutes, day) => {
      const part = partOf(day);
      const middle = (part.from + part.until) / 2;
      const hasMiddle = within(middle) && isOn(middle);
      const whole = (part.until - part.from) / MINUTE_MS;
      return (2 * minutes > whole || (2 * minutes === whole && hasMiddle)) && kept.add(day);
    });
    return [...kept];
  };
  const night = (at: number) => {
    const local = localAt(zone, at);
    return local.hour >= 22 ? dayNumberOf(local) : local.hour < 8 ? dayNumberOf(local) - 1 : undefined;
  };
  const days = carried(
    (at) => dayNumberOf(localAt(zone, at)),
    (day) => dayOf(zone, day),
  );
  return {
    onCallMs: runs.flat().filter(within).length * MINUTE_MS,
    nights: carried(night, (day) => nightOf(zone, day)).length,
    weekendDays: days.filter((day) => weekdayOfDayNumber(day) >= 6).length,
    holidays: days.filter((day) => holidays !== undefined && isHolidayIn(holidays, dateOfDayNumber(day))).length,
  };
}

it('[FAIR14] [FAIR15] counts as one would by looking at every minute, in any zone and around changes of clocks', () => {
  const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Africa/Cairo'];
  const around = [Date.UTC(2026, 2, 27), Date.UTC(2026, 9, 23), Date.UTC(2026, 11, 23), Date.UTC(2026, 3, 3)];
  const shift = fc.record({ at: fc.integer({ min: -96, max: 400 }), quarters: fc.integer({ min: 1, max: 300 }) });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...around),
      fc.constantFrom('FR', 'US', undefined),
      fc.array(shift, { minLength: 1, maxLength: 5 }),
      (zone, start, holidays, drawn) => {
        const shifts = drawn.map(({ at, quarters }) => ({
          person: 'ana',
          from: start + at * 15 * MINUTE_MS,
          until: start + (at + quarters) * 15 * MINUTE_MS,
        }));
        const request = { from: start, until: start + 5 * DAY_MS, people: [{ person: 'ana', zone, holidays }], shifts, interruptions: [] };
        const { person: _, interruptions: __, ...found } = balance(request).people[0] as PersonBalance;
        expect(found).toEqual(minuteByMinute(findZone(zone) as Zone, holidays, request));
      },
    ),
    { numRuns: 300 },
  );
});

it('[FAIR14] counts a day of 25 hours as 25 and one of 23 as 23', () => {
  const autumn = dayOf(paris, dayNumberOf({ year: 2026, month: 10, day: 25 }));
  const spring = dayOf(paris, dayNumberOf({ year: 2026, month: 3, day: 29 }));
  expect(ana([[autumn.from, autumn.until]]).onCallMs).toBe(25 * HOUR_MS);
  expect(ana([[spring.from, spring.until]]).onCallMs).toBe(23 * HOUR_MS);
});

it('[FAIR14] counts overlapping shifts of one person once', () => {
  const monday = Date.UTC(2026, 10, 23, 8);
  const found = ana([
    [monday, monday + 7 * DAY_MS],
    [monday + DAY_MS, monday + 2 * DAY_MS],
    [monday + 6 * DAY_MS, monday + 8 * DAY_MS],
  ]);
  expect(found).toMatchObject({ onCallMs: 8 * DAY_MS, nights: 8, weekendDays: 2 });
});

it('[FAIR15] counts what people would say they carried', () => {
  const saturday = Date.UTC(2026, 10, 28);
  const at = (hour: number) => saturday + (hour - 1) * HOUR_MS;
  expect(ana([[at(9 - 24), at(9)]])).toMatchObject({ nights: 1, weekendDays: 0 });
  expect(ana([[at(9), at(33)]])).toMatchObject({ nights: 1, weekendDays: 1 });
  expect(ana([[at(20), at(32)]])).toMatchObject({ nights: 1, weekendDays: 1 });
  expect(ana([[at(10), at(18)]])).toMatchObject({ nights: 0, weekendDays: 1 });
  expect(ana([[at(7 + 48), at(7 + 48 + 168)]])).toMatchObject({ nights: 7, weekendDays: 2 });
  const christmas = Date.UTC(2026, 11, 25, 8);
  expect(ana([[christmas, christmas + DAY_MS]], 'FR').holidays).toBe(1);
  expect(ana([[christmas, christmas + DAY_MS]]).holidays).toBe(0);
});

it('[FAIR15] gives a night shared in equal parts to whoever has the second', () => {
  const people = ['bo', 'cy'].map((person) => ({ person, zone: 'America/New_York' }));
  const three = Date.UTC(2026, 10, 24, 8);
  const found = balance({
    people,
    shifts: [
      { person: 'bo', from: three - 7 * DAY_MS, until: three },
      { person: 'cy', from: three, until: three + 7 * DAY_MS },
    ],
  });
  expect(found.people.map(({ nights }) => nights)).toEqual([7, 7]);
});

it('[FAIR15] goes by the person’s own clock and calendar', () => {
  const people = [
    { person: 'kei', zone: 'Asia/Tokyo', holidays: 'JP' },
    { person: 'ana', zone: 'Europe/Paris', holidays: 'FR' },
  ];
  const from = Date.UTC(2026, 4, 1, 7);
  const shifts = people.map(({ person }) => ({ person, from, until: from + 8 * HOUR_MS }));
  const { people: found } = balance({ people, shifts });
  expect(found.map(({ person, holidays, nights }) => [person, holidays, nights])).toEqual([
    ['kei', 0, 0],
    ['ana', 1, 0],
  ]);
  const [kei, paula] = balance({ people, shifts: shifts.map((each) => ({ ...each, from: from + 7 * HOUR_MS, until: from + 15 * HOUR_MS })) }).people;
  expect([kei?.nights, paula?.nights]).toEqual([1, 0]);
});

it('[FAIR16] tells working hours, free time and sleep apart, each where the person is', () => {
  const friday = Date.UTC(2026, 10, 27);
  const local = (hours: number) => ({ person: 'ana', at: friday + (hours - 1) * HOUR_MS });
  const pagesAt = (...hours: number[]) => balance({ interruptions: hours.map(local) }).people[0]?.interruptions;
  expect(pagesAt(8, 17.99)).toEqual({ business: 2, off: 0, sleep: 0 });
  expect(pagesAt(18, 21.99, 24 + 8, 48 + 21)).toEqual({ business: 0, off: 4, sleep: 0 });
  expect(pagesAt(22, 7.99, 24 + 3, 48 + 22)).toEqual({ business: 0, off: 0, sleep: 4 });
  const tokyo = balance({ people: [{ person: 'ana', zone: 'Asia/Tokyo' }], interruptions: [local(15)] }).people[0];
  expect(tokyo?.interruptions).toEqual({ business: 0, off: 0, sleep: 1 });
});

it('[FAIR16] counts every page of the period once, and none outside', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100, max: 9000 })), (hours) => {
      const interruptions = hours.map((hour) => ({ person: 'ana', at: newYear + hour * HOUR_MS }));
      const { business, off, sleep } = balance({ interruptions }).people[0]?.interruptions ?? { business: 0, off: 0, sleep: 0 };
      expect(business + off + sleep).toBe(hours.filter((hour) => hour >= 0 && hour < 8760).length);
    }),
  );
});

it('[FAIR17] names whom it could not count', () => {
  const found = balance({
    shifts: [{ person: 'zoe', from: newYear, until: newYear + 1 }],
    interruptions: [{ person: 'bo', at: newYear }],
  });
  expect(found.unknown).toEqual(['bo', 'zoe']);
  expect(found.people.map(({ person }) => person)).toEqual(['ana']);
});

it('[FAIR17] refuses what cannot be counted', () => {
  const asked = { ...year, people: [{ person: 'ana', zone: 'Europe/Paris' }], shifts: [], interruptions: [] };
  const kindOf = (request: Partial<BalanceRequest>) => {
    const found = balanceOf({ ...asked, ...request });
    return 'problem' in found ? found.problem.kind : undefined;
  };
  expect(kindOf({ people: [] })).toBe('no-people');
  expect(kindOf({ people: [...asked.people, ...asked.people] })).toBe('same-person');
  expect(kindOf({ people: [{ person: 'ana', zone: 'Mars/Olympus' }] })).toBe('unknown-zone');
  expect(kindOf({ people: [{ person: 'ana', zone: 'Europe/Paris', holidays: 'XX' }] })).toBe('unknown-calendar');
  expect(kindOf({ until: newYear })).toBe('bad-period');
  expect(kindOf({ from: Number.NaN })).toBe('bad-period');
  expect(kindOf({ shifts: [{ person: 'ana', from: newYear, until: newYear }] })).toBe('bad-shift');
  expect(kindOf({})).toBeUndefined();
});
