import { z } from 'zod';
import { dateOfDayNumber, dayNumberOf, weekdayOfDayNumber } from './calendar.ts';
import type { Instant } from './instant.ts';
import { instantsOf, localAt, type Zone } from './zone.ts';

/** The days of the week in the order ISO 8601 counts them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** A day of the week. */
export type WeekdayName = (typeof weekdays)[number];

const startTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as HH:MM, for example 22:00');
const endTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write a time of day as HH:MM, for example 06:00 or 24:00');

/**
 * Schema of hours on a wall clock: from `from` up to, not including, `until`, on `days` or every day. One that ends before it begins
 * goes over midnight and belongs to the day it began on.
 */
export const LocalWindow = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1, 'name at least one day').max(7).optional(),
    from: startTime,
    until: endTime,
  })
  .refine(({ from, until }) => from !== until, 'a window must end at another time than it begins; for the whole day write 00:00 to 24:00');
/** Hours on a wall clock. */
export type LocalWindow = z.infer<typeof LocalWindow>;

/** The hours of a window that belong to one day, where the clock is changed overlapping and never leaving a gap (D1); undefined when it has none. */
export function hoursOnDay(window: LocalWindow, zone: Zone, day: number): { from: Instant; until: Instant } | undefined {
  if (window.days && !window.days.includes(weekdays[weekdayOfDayNumber(day) - 1] ?? 'mon')) {
    return undefined;
  }
  const at = (time: string, onDate: number) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return instantsOf(zone, { ...dateOfDayNumber(onDate + Math.floor(hour / 24)), hour: hour % 24, minute, second: 0 });
  };
  const isOverMidnight = window.until < window.from;
  const from = at(window.from, day).first;
  const until = at(window.until, day + (isOverMidnight ? 1 : 0)).last;
  return from < until ? { from, until } : undefined;
}

/** The window on the days around an instant, in order. */
function around(window: LocalWindow, zone: Zone, at: Instant, daysAhead: number): { from: Instant; until: Instant }[] {
  const today = dayNumberOf(localAt(zone, at));
  return Array.from({ length: daysAhead + 2 }, (_, i) => hoursOnDay(window, zone, today - 1 + i)).filter((each) => each !== undefined);
}

/** Whether an instant lies in the window, in a zone. */
export function isWithin(window: LocalWindow, zone: Zone, at: Instant): boolean {
  return around(window, zone, at, 1).some(({ from, until }) => from <= at && at < until);
}

/** The next instant after `at` at which `isWithin` may change. */
export function nextEdge(window: LocalWindow, zone: Zone, at: Instant): Instant {
  const edges = around(window, zone, at, 8).flatMap(({ from, until }) => [from, until]);
  return Math.min(...edges.filter((edge) => edge > at));
}
