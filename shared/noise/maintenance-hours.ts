import { dateOfDayNumber, dayNumberOf } from '../time/calendar.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { hoursOnDay } from '../time/local-window.ts';
import { findZone, localAt } from '../time/zone.ts';
import type { Maintenance } from './maintenance.ts';

interface Stretch {
  from: Instant;
  until: Instant;
}

/** How many days ahead a window that comes again is looked at: a week and a day shows each of its days. */
const daysAhead = 8;

/** Until when a maintenance window that lasts at `now` goes on, one that begins where it ends counted in; undefined when none lasts. */
export function maintenanceUntil(window: Maintenance, now: Instant): Instant | undefined {
  let until: Instant | undefined;
  for (const stretch of stretchesAround(window, now)) {
    if (stretch.from <= (until ?? now) && stretch.until > (until ?? now)) {
      until = stretch.until;
    }
  }
  return until;
}

/** The next instant after `now` at which a maintenance window begins or ends; undefined when it never does again. */
export function nextMaintenanceEdge(window: Maintenance, now: Instant): Instant | undefined {
  const edges = stretchesAround(window, now)
    .flatMap(({ from, until }) => [from, until])
    .filter((edge) => edge > now);
  const endsOn = window.weekly?.endsOn;
  const isOver = window.weekly === undefined || (endsOn !== undefined && endsOn < dateText(dayAt(window.weekly, now) - 1));
  // One that begins on a date far off is looked at again in a week.
  return edges.length > 0 ? Math.min(...edges) : isOver ? undefined : now + 7 * DAY_MS;
}

/** The stretches a window lasts for, around an instant, in order; hours over midnight belong to the day they begin on. */
function stretchesAround({ once, weekly }: Maintenance, now: Instant): Stretch[] {
  if (once) {
    return [once];
  }
  if (!weekly) {
    return [];
  }
  const zone = findZone(weekly.zone);
  if (!zone) {
    return [];
  }
  const today = dayAt(weekly, now);
  const days = Array.from({ length: daysAhead + 2 }, (_, i) => today - 1 + i);
  return days.flatMap((day) => {
    const date = dateText(day);
    const isMeant = (weekly.startsOn === undefined || weekly.startsOn <= date) && (weekly.endsOn === undefined || date <= weekly.endsOn);
    return (isMeant && hoursOnDay(weekly.during, zone, day)) || [];
  });
}

function dayAt({ zone: name }: NonNullable<Maintenance['weekly']>, now: Instant): number {
  const zone = findZone(name);
  return zone ? dayNumberOf(localAt(zone, now)) : 0;
}

function dateText(day: number): string {
  const { year, month, day: ofMonth } = dateOfDayNumber(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
}
