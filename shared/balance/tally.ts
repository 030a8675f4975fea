import { isHolidayIn } from '../condition/holidays.ts';
import { dateOfDayNumber, dayNumberOf, weekdayOfDayNumber } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { instantsOf, localAt, type Zone } from '../time/zone.ts';
import { overlapMs, type Stretch } from './stretch.ts';

/** The hour a night begins and the hour it ends, on a person's own wall clock (B2, sleep hours). */
export const nightHours = { from: 22, until: 8 } as const;

/**
 * What watches cost one person, by their own wall clock. `ms` is real time, so a day of 25 hours is 25 hours (D1).
 * The lists hold day numbers (see `dayNumberOf`), ascending, each once: a night goes by the day it begins on.
 */
export interface Tally {
  ms: number;
  nights: number[];
  weekendDays: number[];
  holidays: number[];
}

/** Where somebody lives: their zone, and their calendar of public holidays if they have one. */
export interface Home {
  zone: Zone;
  holidays?: string | undefined;
}

function at(zone: Zone, day: number, hour: number): Instant {
  return instantsOf(zone, { ...dateOfDayNumber(day), hour, minute: 0, second: 0 }).first;
}

/** A local day from midnight to midnight: 23, 24 or 25 hours. */
export function dayOf(zone: Zone, day: number): Stretch {
  return { from: at(zone, day, 0), until: at(zone, day + 1, 0) };
}

/** The night that begins on a local day: 22:00 to 08:00 the day after. */
export function nightOf(zone: Zone, day: number): Stretch {
  return { from: at(zone, day, nightHours.from), until: at(zone, day + 1, nightHours.until) };
}

/** Whether a local day is a Saturday or a Sunday. */
export function isWeekend(day: number): boolean {
  return weekdayOfDayNumber(day) >= 6;
}

/**
 * Counts watches for one person (S115, C9). `watches` are in order and apart (see `joined`); only what lies in `period` is counted.
 * A night, a weekend day or a holiday counts when more than half of it is on call, or exactly half and its middle with it, so that two
 * who share it in equal parts do not both carry it; or when at least half of one watch lies in it. So a watch from Saturday 09:00 to Sunday 09:00 is one weekend day, one of eight hours on a Saturday is one too, and the last hours
 * before a hand-off on Saturday morning are none.
 */
export function tallyOf(watches: readonly Stretch[], home: Home, period: Stretch = { from: -Infinity, until: Infinity }): Tally {
  const nights = new Counter();
  const days = new Counter();
  let ms = 0;
  for (const watch of watches) {
    const cut = { from: Math.max(watch.from, period.from), until: Math.min(watch.until, period.until) };
    if (cut.from >= cut.until) {
      continue;
    }
    ms += cut.until - cut.from;
    const last = dayNumberOf(localAt(home.zone, cut.until - 1));
    for (let day = dayNumberOf(localAt(home.zone, cut.from)) - 1; day <= last; day += 1) {
      nights.add(day, nightOf(home.zone, day), cut, watch);
      if (isWeekend(day) || isHoliday(home, day)) {
        days.add(day, dayOf(home.zone, day), cut, watch);
      }
    }
  }
  const carried = days.carried();
  return {
    ms,
    nights: nights.carried(),
    weekendDays: carried.filter(isWeekend),
    holidays: carried.filter((day) => isHoliday(home, day)),
  };
}

function isHoliday({ holidays }: Home, day: number): boolean {
  return holidays !== undefined && isHolidayIn(holidays, dateOfDayNumber(day));
}

/** Gathers by day how much of a part is on call, and whether that is enough to count. */
class Counter {
  readonly #byDay = new Map<number, { insideMs: number; hasMiddle: boolean; isCarried: boolean }>();

  /** `cut` is what of `watch` lies in the period; `watch` whole is what half is taken of. */
  add(day: number, part: Stretch, cut: Stretch, watch: Stretch): void {
    const partMs = overlapMs(part, cut);
    if (partMs === 0) {
      return;
    }
    const before = this.#byDay.get(day);
    const insideMs = (before?.insideMs ?? 0) + partMs;
    const middle = (part.from + part.until) / 2;
    const hasMiddle = before?.hasMiddle === true || (cut.from <= middle && middle < cut.until);
    const moreThanHalfMs = 2 * insideMs - (part.until - part.from);
    const isHalf = moreThanHalfMs > 0 || (moreThanHalfMs === 0 && hasMiddle) || 2 * partMs >= watch.until - watch.from;
    this.#byDay.set(day, { insideMs, hasMiddle, isCarried: isHalf || before?.isCarried === true });
  }

  carried(): number[] {
    const days = [...this.#byDay].flatMap(([day, { isCarried }]) => (isCarried ? [day] : []));
    return days.toSorted((a, b) => a - b);
  }
}
