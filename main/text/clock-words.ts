import { dayNumberOf, weekdayOfDayNumber } from '../../shared/time/calendar.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { findZone, localAt, type Zone } from '../../shared/time/zone.ts';
import type { Words } from './words.ts';

const utc: Zone = { name: 'UTC', untils: [Infinity], offsetsMs: [0] };

/** The zone a person reads times in: their own, else this computer's, else UTC. */
export function zoneOf(name: string | undefined): Zone {
  return (name === undefined ? undefined : findZone(name)) ?? findZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? utc;
}

/** What a clock in the zone shows: `03:12`. */
export function clockTime(at: Instant, zone: Zone): string {
  const { hour, minute } = localAt(zone, at);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** When something is, as briefly as a sentence can say it: `03:12` today, `Mon 09:00` within six days, else `24 Nov 09:00`. */
export function dayAndTime(at: Instant, now: Instant, zone: Zone, words: Words): string {
  const date = localAt(zone, at);
  const day = dayNumberOf(date);
  const daysAhead = day - dayNumberOf(localAt(zone, now));
  if (daysAhead === 0) {
    return clockTime(at, zone);
  }
  const name = daysAhead > 0 && daysAhead < 7 ? words.weekdays[weekdayOfDayNumber(day) - 1] : `${date.day} ${words.months[date.month - 1]}`;
  return `${name} ${clockTime(at, zone)}`;
}
