import { formatDuration } from '../time/duration.ts';
import { HOUR_MS, SECOND_MS, type Instant } from '../time/instant.ts';
import type { Calendar, CalendarEvent } from './calendar.ts';
import { instantLine, ownTextLine, plainLine, secondOf, textLine } from './content-line.ts';

/** How often a calendar program is asked to look again. */
export const refreshEveryMs = HOUR_MS;

/**
 * A calendar as iCalendar text (RFC 5545, RFC 7986). `now` is when it is made: its DTSTAMP. Times are instants in UTC, so no program
 * needs our time zones. Being on call leaves one free for other things (TRANSP, and Outlook's word for it). When a shift was last
 * changed is not kept anywhere, so LAST-MODIFIED is not claimed; SEQUENCE is the schedule's revision.
 */
export function writeCalendar(calendar: Calendar, now: Instant): string {
  const every = `PT${formatDuration(refreshEveryMs).toUpperCase()}`;
  const lines = [
    'BEGIN:VCALENDAR',
    plainLine('version', '2.0', 'text'),
    textLine('prodid', `-//Watchbell//Watchbell//${calendar.language.toUpperCase()}`),
    plainLine('calscale', 'GREGORIAN', 'text'),
    plainLine('method', 'PUBLISH', 'text'),
    ownTextLine('NAME', calendar.name),
    ownTextLine('X-WR-CALNAME', calendar.name),
    plainLine('refresh-interval', every, 'duration'),
    plainLine('x-published-ttl', every),
    ...calendar.events.flatMap((event) => eventLines(event, now)),
    'END:VCALENDAR',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function eventLines(event: CalendarEvent, now: Instant): string[] {
  const from = secondOf(event.from);
  return [
    'BEGIN:VEVENT',
    textLine('uid', event.uid),
    instantLine('dtstamp', now),
    instantLine('dtstart', from),
    // An event may not end when it begins; a shift of less than a second is shown as one.
    instantLine('dtend', Math.max(event.until, from + SECOND_MS)),
    textLine('summary', event.summary),
    textLine('description', event.description),
    plainLine('status', 'CONFIRMED', 'text'),
    plainLine('transp', 'TRANSPARENT', 'text'),
    plainLine('x-microsoft-cdo-busystatus', 'FREE'),
    plainLine('sequence', String(event.sequence), 'integer'),
    'END:VEVENT',
  ];
}
