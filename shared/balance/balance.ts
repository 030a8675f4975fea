import { HolidayCalendar } from '../condition/holidays.ts';
import { dayNumberOf } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { findZone, localAt, type Zone } from '../time/zone.ts';
import { joined, type Stretch } from './stretch.ts';
import { isWeekend, nightHours, tallyOf } from './tally.ts';

/** A person as the balance knows them: whose zone (IANA) and calendar of holidays (as `HolidayCalendar` writes it) their hours go by. */
export interface BalancePerson {
  person: string;
  zone: string;
  holidays?: string | undefined;
}

/** A stretch of time somebody is on call, of whatever schedule. */
export interface BalanceShift extends Stretch {
  person: string;
}

/** A page: somebody was interrupted at an instant. */
export interface Interruption {
  person: string;
  at: Instant;
}

/** What is asked: the shifts and interruptions of any number of schedules, and the period [from, until) they are counted in. */
export interface BalanceRequest extends Stretch {
  people: readonly BalancePerson[];
  shifts: readonly BalanceShift[];
  interruptions: readonly Interruption[];
}

/** When a page comes, on a person's own wall clock (B2): `business` 08-18 from Monday to Friday, `sleep` 22-08 on every day, else `off`. */
export type PartOfDay = 'business' | 'off' | 'sleep';

/**
 * What one person carried in the period (S115, B2). `onCallMs` is real time, overlapping shifts counted once; nights, weekend days and
 * holidays are counted as `tallyOf` says; interruptions count whether or not the person was on call.
 */
export interface PersonBalance {
  person: string;
  onCallMs: number;
  nights: number;
  weekendDays: number;
  holidays: number;
  interruptions: Record<PartOfDay, number>;
}

/** The balance, by person in the order they were given; `unknown` are people with shifts or pages whom nobody described: not counted. */
export interface Balance {
  people: PersonBalance[];
  unknown: string[];
}

/** Why nothing can be counted; `balanceProblemText` says what to do. */
export type BalanceProblem =
  | { kind: 'no-people' }
  | { kind: 'same-person'; person: string }
  | { kind: 'unknown-zone'; person: string; zone: string }
  | { kind: 'unknown-calendar'; person: string; calendar: string }
  | { kind: 'bad-period'; from: Instant; until: Instant }
  | { kind: 'bad-shift'; person: string; from: Instant; until: Instant };

/** In which part of the day an instant falls where somebody lives (B2). */
export function partOfDayAt(zone: Zone, at: Instant): PartOfDay {
  const local = localAt(zone, at);
  if (local.hour >= nightHours.from || local.hour < nightHours.until) {
    return 'sleep';
  }
  return local.hour >= 18 || isWeekend(dayNumberOf(local)) ? 'off' : 'business';
}

/** Who carried how much in a period, each by their own wall clock (S115, B2); a `problem` for what cannot be counted. */
export function balanceOf(request: BalanceRequest): Balance | { problem: BalanceProblem } {
  const problem = problemOf(request);
  if (problem) {
    return { problem };
  }
  const shifts = Map.groupBy(request.shifts, ({ person }) => person);
  const pages = Map.groupBy(request.interruptions, ({ person }) => person);
  const known = new Set(request.people.map(({ person }) => person));
  const unknown = [...new Set([...shifts.keys(), ...pages.keys()])].filter((person) => !known.has(person));
  return {
    people: request.people.map((each) => personBalance(each, shifts.get(each.person) ?? [], pages.get(each.person) ?? [], request)),
    unknown: unknown.toSorted(),
  };
}

function personBalance(
  { person, zone: zoneName, holidays }: BalancePerson,
  shifts: readonly BalanceShift[],
  pages: readonly Interruption[],
  period: Stretch,
): PersonBalance {
  const zone = findZone(zoneName);
  if (!zone) {
    throw new RangeError(`The balance was not checked: zone ${zoneName}.`);
  }
  const tally = tallyOf(joined(shifts), { zone, holidays }, period);
  const interruptions = { business: 0, off: 0, sleep: 0 };
  for (const { at } of pages) {
    if (period.from <= at && at < period.until) {
      interruptions[partOfDayAt(zone, at)] += 1;
    }
  }
  return {
    person,
    onCallMs: tally.ms,
    nights: tally.nights.length,
    weekendDays: tally.weekendDays.length,
    holidays: tally.holidays.length,
    interruptions,
  };
}

function problemOf({ people, shifts, from, until }: BalanceRequest): BalanceProblem | undefined {
  if (people.length === 0) {
    return { kind: 'no-people' };
  }
  if (!isStretch({ from, until })) {
    return { kind: 'bad-period', from, until };
  }
  const bad = shifts.find((shift) => !isStretch(shift));
  return bad ? { kind: 'bad-shift', person: bad.person, from: bad.from, until: bad.until } : firstProblem(people);
}

/** Whether both ends are whole milliseconds and the end comes after the beginning. */
export function isStretch({ from, until }: Stretch): boolean {
  return Number.isSafeInteger(from) && Number.isSafeInteger(until) && from < until;
}

/** The first person named twice, or living where nobody knows the clock or the holidays. */
export function firstProblem(people: readonly BalancePerson[]): Extract<BalanceProblem, { person: string; from?: never }> | undefined {
  const seen = new Set<string>();
  for (const { person, zone, holidays } of people) {
    if (seen.has(person)) {
      return { kind: 'same-person', person };
    }
    seen.add(person);
    if (!findZone(zone)) {
      return { kind: 'unknown-zone', person, zone };
    }
    if (holidays !== undefined && !HolidayCalendar.safeParse(holidays).success) {
      return { kind: 'unknown-calendar', person, calendar: holidays };
    }
  }
  return undefined;
}
