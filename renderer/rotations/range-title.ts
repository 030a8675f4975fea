import { dateOfDayNumber } from '../../shared/time/calendar.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import type { Day, Zoom } from './days.ts';

function formatted(day: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { ...options, timeZone: 'UTC' }).format(day * DAY_MS);
}

/** What a stretch of days is called: `23 – 29 November 2026`, `November 2026`. */
export function rangeTitle(days: readonly Day[], zoom: Zoom, locale: string): string {
  const [first, last] = [days[0]?.number ?? 0, days.at(-1)?.number ?? 0];
  if (zoom === 'month' || zoom === 'calendar') {
    // A calendar's first week may begin in the month before; its seventh day never does.
    return formatted(first + 6, locale, { month: 'long', year: 'numeric' }).replace(/^\p{L}/u, (letter) => letter.toUpperCase());
  }
  const [a, b] = [dateOfDayNumber(first), dateOfDayNumber(last)];
  const month = zoom === 'week' ? 'long' : 'short';
  const end = formatted(last, locale, { day: 'numeric', month, year: 'numeric' });
  if (a.year !== b.year) {
    return `${formatted(first, locale, { day: 'numeric', month, year: 'numeric' })} – ${end}`;
  }
  return a.month === b.month ? `${a.day} – ${end}` : `${formatted(first, locale, { day: 'numeric', month })} – ${end}`;
}

/** A day at the head of a column, as much of it as there is room for. */
export function dayTitle(day: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatted(day, locale, options);
}
