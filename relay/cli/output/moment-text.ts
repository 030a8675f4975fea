import { dayNumberOf, weekdayOfDayNumber } from '../../../shared/time/calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../../shared/time/instant.ts';
import { findZone, localAt, type Zone } from '../../../shared/time/zone.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const utc: Zone = { name: 'UTC', untils: [Infinity], offsetsMs: [0] };

/** Under this, seconds tell whether there is time left to act. */
const preciseBelowMs = 10 * MINUTE_MS;

/** The zone this computer's clock shows. */
export function localZone(): Zone {
  return findZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? utc;
}

/** How far off a moment is: `just now`, `2 min ago`, `in 3 d`. */
export function relativeText(at: Instant, now: Instant): string {
  const distance = Math.abs(at - now);
  if (distance < SECOND_MS) {
    return 'just now';
  }
  const size = sizeText(distance);
  return at < now ? `${size} ago` : `in ${size}`;
}

function sizeText(distanceMs: number): string {
  const seconds = Math.round(distanceMs / SECOND_MS);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (distanceMs < preciseBelowMs) {
    return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
  if (distanceMs < 2 * HOUR_MS) {
    return `${Math.round(distanceMs / MINUTE_MS)} min`;
  }
  return distanceMs < 2 * DAY_MS ? `${Math.round(distanceMs / HOUR_MS)} h` : `${Math.round(distanceMs / DAY_MS)} d`;
}

/** What clock and calendar show: `09:00` today, `Mon 09:00` within six days, else `30 Nov 09:00`, with the year when it is another. */
export function calendarText(at: Instant, now: Instant, zone: Zone): string {
  const date = localAt(zone, at);
  const today = localAt(zone, now);
  const time = `${twoDigits(date.hour)}:${twoDigits(date.minute)}`;
  const ahead = dayNumberOf(date) - dayNumberOf(today);
  if (ahead === 0) {
    return time;
  }
  if (ahead > 0 && ahead < 7) {
    return `${weekdays[weekdayOfDayNumber(dayNumberOf(date)) - 1] ?? ''} ${time}`;
  }
  return `${date.day} ${months[date.month - 1] ?? ''}${date.year === today.year ? '' : ` ${date.year}`} ${time}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
