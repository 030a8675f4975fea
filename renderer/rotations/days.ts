import type { Stretch } from '../../shared/balance/stretch.ts';
import { dayOf, isWeekend } from '../../shared/balance/tally.ts';
import { dateOfDayNumber, dayNumberOf, formatDate, weekdayOfDayNumber, type Weekday } from '../../shared/time/calendar.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { findZone, instantsOf, localAt, type Zone } from '../../shared/time/zone.ts';

/** How much of a schedule is looked at: a week, four of them, a month, twelve weeks; or a month as a calendar hangs on a wall. */
export const zooms = ['week', 'weeks', 'month', 'quarter', 'calendar'] as const;
/** How much of a schedule is looked at. */
export type Zoom = (typeof zooms)[number];

/** A local day of the schedule's zone, from midnight to midnight: 23, 24 or 25 hours. */
export interface Day extends Stretch {
  number: number;
  weekday: Weekday;
  weekend: boolean;
  /** `2026-11-23` */
  date: string;
}

const weekDays = 7;
const daysIn = { week: weekDays, weeks: 4 * weekDays, quarter: 12 * weekDays } as const;

/** The rules of a zone; UTC's for one nobody knows. */
export function zoneOf(name: string): Zone {
  return findZone(name) ?? (findZone('UTC') as Zone);
}

/** The day number of an instant on the schedule's wall calendar. */
export function dayAt(zone: string, at: Instant): number {
  return dayNumberOf(localAt(zoneOf(zone), at));
}

/** The days that are looked at when `day` is: its month from the first, whole weeks around it on a calendar, or one, four or twelve weeks from its Monday. */
export function shownDays(day: number, zoom: Zoom): { first: number; count: number } {
  if (zoom === 'month' || zoom === 'calendar') {
    const { year, month } = dateOfDayNumber(day);
    const first = dayNumberOf({ year, month, day: 1 });
    const next = firstOfMonth(first, 1);
    const monday = first - weekdayOfDayNumber(first) + 1;
    return zoom === 'month' ? { first, count: next - first } : { first: monday, count: weekDays * Math.ceil((next - monday) / weekDays) };
  }
  return { first: day - weekdayOfDayNumber(day) + 1, count: daysIn[zoom] };
}

function firstOfMonth(day: number, months: number): number {
  const { year, month } = dateOfDayNumber(day);
  const index = year * 12 + month - 1 + months;
  return dayNumberOf({ year: Math.floor(index / 12), month: (index % 12) + 1, day: 1 });
}

/** The day to look at so many pages later. */
export function stepped(day: number, zoom: Zoom, by: number): number {
  const { first, count } = shownDays(day, zoom);
  return zoom === 'month' || zoom === 'calendar' ? firstOfMonth(day, by) : first + by * count;
}

/** The days that are looked at, as days of a zone. */
export function daysOf(zone: string, day: number, zoom: Zoom): Day[] {
  const rules = zoneOf(zone);
  const { first, count } = shownDays(day, zoom);
  return Array.from({ length: count }, (_, i) => {
    const number = first + i;
    const date = formatDate(dateOfDayNumber(number));
    return { number, date, weekday: weekdayOfDayNumber(number), weekend: isWeekend(number), ...dayOf(rules, number) };
  });
}

/** From the first midnight to the last of the days that are looked at. */
export function windowOf(zone: string, day: number, zoom: Zoom): Stretch {
  const rules = zoneOf(zone);
  const { first, count } = shownDays(day, zoom);
  return { from: dayOf(rules, first).from, until: dayOf(rules, first + count - 1).until };
}

/** The same time on the wall clock so many days later. */
export function plusDays(zone: string, at: Instant, days: number): Instant {
  const rules = zoneOf(zone);
  const local = localAt(rules, at);
  return instantsOf(rules, { ...local, ...dateOfDayNumber(dayNumberOf(local) + days) }).first;
}

/** A time of day on a day of the zone. */
export function atTime(zone: string, day: number, time: string): Instant {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantsOf(zoneOf(zone), { ...dateOfDayNumber(day), hour, minute, second: 0 }).first;
}
