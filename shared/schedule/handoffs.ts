import { dateOfDayNumber, dayNumberOf, localOfWallMs, parseDate, wallMsOf, weekdayOfDayNumber, type LocalDate } from '../time/calendar.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../time/instant.ts';
import { weekdays } from '../time/local-window.ts';
import { findZone, instantsOf, localAt, type Zone } from '../time/zone.ts';
import type { Turns } from './turns.ts';

/** The hand-offs of a rotation, numbered: turn 0 begins on the first day, and numbers go back before it too. */
export interface Handoffs {
  zone: Zone;
  /** The instant turn `k` begins: the first occurrence of an ambiguous hand-off time, the jump itself for a missing one (B2, D1). */
  at(k: number): Instant;
  /** The turn in which an instant lies. */
  turnAt(instant: Instant): number;
}

const made = new WeakMap<Turns, Handoffs>();

/** The hand-offs of turns as a schedule says them. Throws a RangeError for turns nobody validated. */
export function handoffsOf(turns: Turns): Handoffs {
  const known = made.get(turns) ?? makeHandoffs(turns);
  made.set(turns, known);
  return known;
}

function makeHandoffs(turns: Turns): Handoffs {
  const zone = findZone(turns.zone);
  const start = parseDate(turns.startsOn);
  if (!zone || !start) {
    throw new RangeError(`These turns were not validated: zone ${turns.zone}, start ${turns.startsOn}.`);
  }
  const wall = wallClock(turns, start);
  const at = (k: number) => instantsOf(zone, localOfWallMs(wall.at(k))).first;
  return {
    zone,
    at,
    turnAt: (instant) => {
      let k = wall.near(wallMsOf(localAt(zone, instant)));
      // A clock change moves the wall by some hours: the estimate may be off by the turns that begin in them.
      while (at(k) > instant) {
        k -= 1;
      }
      while (at(k + 1) <= instant) {
        k += 1;
      }
      return k;
    },
  };
}

/** When turns begin on the wall clock, and about which turn it is then. */
interface WallClock {
  at(k: number): number;
  near(wallMs: number): number;
}

function wallClock({ turn: { unit, length }, handoffAt, hours }: Turns, start: LocalDate): WallClock {
  const [hour = 0, minute = 0] = handoffAt.split(':').map(Number);
  const timeMs = (hour * 60 + minute) * 60_000;
  const startDay = dayNumberOf(start);
  const everyMs = (stepMs: number): WallClock => {
    const first = startDay * DAY_MS + timeMs;
    return { at: (k) => first + k * stepMs, near: (wallMs) => Math.floor((wallMs - first) / stepMs) };
  };
  switch (unit) {
    case 'hour':
      return everyMs(length * HOUR_MS);
    case 'week':
      return everyMs(length * 7 * DAY_MS);
    case 'day': {
      const served = servedDays(hours);
      return served.length === 7 ? everyMs(length * DAY_MS) : onServedDays(served, startDay, length, timeMs);
    }
    case 'month':
      return {
        at: (k) => dayNumberOf(inMonth(start, k * length)) * DAY_MS + timeMs,
        near: (wallMs) => {
          const { year, month } = dateOfDayNumber(Math.floor(wallMs / DAY_MS));
          return Math.floor(((year - start.year) * 12 + month - start.month) / length);
        },
      };
  }
}

/** The same day of the month so many months on; the month's last where it has none. */
function inMonth({ year, month, day }: LocalDate, months: number): LocalDate {
  const index = year * 12 + month - 1 + months;
  const first = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1, day: 1 };
  const next = { year: Math.floor((index + 1) / 12), month: ((((index + 1) % 12) + 12) % 12) + 1, day: 1 };
  return { ...first, day: Math.min(day, dayNumberOf(next) - dayNumberOf(first)) };
}

/** The weekdays on which hours are served, Monday being 1. */
function servedDays(hours: Turns['hours']): number[] {
  const isServed = (name: (typeof weekdays)[number]) => hours === undefined || hours.some(({ days }) => !days || days.includes(name));
  return weekdays.flatMap((name, i) => (isServed(name) ? [i + 1] : []));
}

/** Turns that count served days alone: who had Friday is followed on Monday by the next, and nobody is skipped over a weekend. */
function onServedDays(served: readonly number[], startDay: number, length: number, timeMs: number): WallClock {
  const monday = startDay - (weekdayOfDayNumber(startDay) - 1);
  /** The place of the first served day from the start on among those of its week. */
  const offset = served.filter((day) => day < weekdayOfDayNumber(startDay)).length;
  const dayOf = (n: number) => {
    const index = n + offset;
    const week = Math.floor(index / served.length);
    return monday + week * 7 + (served[index - week * served.length] ?? 1) - 1;
  };
  return {
    at: (k) => dayOf(k * length) * DAY_MS + timeMs,
    near: (wallMs) => {
      const day = Math.floor(wallMs / DAY_MS);
      const week = Math.floor((day - monday) / 7);
      const before = served.filter((each) => each <= weekdayOfDayNumber(day)).length;
      return Math.floor((week * served.length + before - 1 - offset) / length);
    },
  };
}
