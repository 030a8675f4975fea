import type { Maintenance } from '../noise/maintenance.ts';
import { dayNumberOf, parseDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { hoursOnDay } from '../time/local-window.ts';
import { findZone, localAt } from '../time/zone.ts';

/** One time a maintenance window lasts, relay ms. */
export interface Occurrence {
  from: Instant;
  until: Instant;
}

/** How many days ahead are looked at; a window of one day a week comes three times in these. */
const daysAhead = 22;

/** The next times a maintenance window lasts at `now` or later, `most` at the most; none when it is over (NSE35, D12). */
export function occurrencesOf({ once, weekly }: Maintenance, now: Instant, most = 3): Occurrence[] {
  if (once) {
    return once.until > now ? [once] : [];
  }
  const zone = weekly && findZone(weekly.zone);
  if (!weekly || !zone) {
    return [];
  }
  const yesterday = dayNumberOf(localAt(zone, now)) - 1;
  const first = Math.max(yesterday, weekly.startsOn === undefined ? yesterday : dayOf(weekly.startsOn));
  const last = Math.min(first + daysAhead, weekly.endsOn === undefined ? Infinity : dayOf(weekly.endsOn));
  const found: Occurrence[] = [];
  for (let day = first; day <= last && found.length < most; day += 1) {
    const hours = hoursOnDay(weekly.during, zone, day);
    if (hours && hours.until > now) {
      found.push(hours);
    }
  }
  return found;
}

function dayOf(date: string): number {
  const parsed = parseDate(date);
  return parsed ? dayNumberOf(parsed) : 0;
}
