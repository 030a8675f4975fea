import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../shared/time/instant.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter per language, zone and shape, made once: they are slow to make and many rows ask for the same. */
function dateFormat(locale: string, zone: string | undefined, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone ?? ''} ${name}`;
  const known = formats.get(key);
  if (known) {
    return known;
  }
  const shaped: Intl.DateTimeFormatOptions = { hourCycle: 'h23', ...options };
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat(localeTag(locale), zone === undefined ? shaped : { ...shaped, timeZone: zone });
  } catch {
    // A zone this browser does not know: the system's is the next best.
    made = new Intl.DateTimeFormat(localeTag(locale), shaped);
  }
  formats.set(key, made);
  return made;
}

/** On-call people write 23 November and 14:05 in both languages, whatever English they speak. */
function localeTag(locale: string): string {
  return locale === 'en' ? 'en-GB' : 'fr-FR';
}

/** `14:05` in the zone. */
export function clockTime(at: Instant, locale: string, zone?: string): string {
  return dateFormat(locale, zone, 'clock', { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** `14:05:32` in the zone. */
export function clockTimeToTheSecond(at: Instant, locale: string, zone?: string): string {
  return dateFormat(locale, zone, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
}

/** `Mon 09:00` within a week of `now`, `23 Nov, 09:00` beyond, the time alone on the same day. */
export function dayAndTime(at: Instant, now: Instant, locale: string, zone?: string): string {
  const day = (instant: Instant): string =>
    dateFormat(locale, zone, 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
  if (day(at) === day(now)) {
    return clockTime(at, locale, zone);
  }
  const near = Math.abs(at - now) < 6.5 * DAY_MS;
  const date = near
    ? dateFormat(locale, zone, 'weekday', { weekday: 'short' }).format(at)
    : dateFormat(locale, zone, 'date', { day: 'numeric', month: 'short' }).format(at);
  return `${date} ${clockTime(at, locale, zone)}`;
}

/** `Fri 27 Nov, 09:00`: both ends of a shift, whatever today is. */
export function dateAndTime(at: Instant, locale: string, zone?: string): string {
  const date = dateFormat(locale, zone, 'full date', { weekday: 'short', day: 'numeric', month: 'short' }).format(at);
  return `${date.replace(',', '')}${locale === 'en' ? ', ' : ' '}${clockTime(at, locale, zone)}`;
}

/** `Monday 23 November 2026 at 14:05:32 CET`, for tooltips and audits. */
export function absoluteTime(at: Instant, locale: string, zone?: string): string {
  return dateFormat(locale, zone, 'absolute', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** `Mon 23`, the label of a day on a ruler. */
export function dayLabel(at: Instant, locale: string, zone?: string): string {
  return dateFormat(locale, zone, 'ruler', { weekday: 'short', day: 'numeric' }).format(at);
}

/** The next midnights of a wall clock in the zone; days may be 23 or 25 hours long. */
export function nextMidnights(now: Instant, count: number, zone?: string): Instant[] {
  const sinceMidnight = (at: Instant): number => {
    const parts = dateFormat('en', zone, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(at);
    const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
    return part('hour') * HOUR_MS + part('minute') * MINUTE_MS + part('second') * SECOND_MS + (at % SECOND_MS);
  };
  const midnights: Instant[] = [];
  let midnight = now - sinceMidnight(now);
  while (midnights.length < count) {
    const next = midnight + DAY_MS;
    const off = sinceMidnight(next);
    midnight = off > DAY_MS / 2 ? next + DAY_MS - off : next - off;
    midnights.push(midnight);
  }
  return midnights;
}

const numbers = new Map<string, Intl.NumberFormat>();

/** `short` for sentences (`12 min`), `narrow` where columns are (`12m`). */
export type Width = 'short' | 'narrow';

function inUnit(count: number, unit: 'day' | 'hour' | 'minute' | 'second', locale: string, unitDisplay: Width): string {
  // French has no narrow form of its own: `9min` for `9 min` would only look like a mistake.
  const display = locale === 'fr' ? 'short' : unitDisplay;
  const key = `${locale} ${unit} ${display}`;
  const format = numbers.get(key) ?? new Intl.NumberFormat(localeTag(locale), { style: 'unit', unit, unitDisplay: display });
  numbers.set(key, format);
  return format.format(count);
}

/** A duration in its two largest units: `40 sec`, `12 min`, `2 hr 14 min`, `3 days 4 hr`. */
export function durationInWords(durationMs: number, locale: string, width: Width = 'short'): string {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE_MS) {
    return inUnit(Math.floor(ms / SECOND_MS), 'second', locale, width);
  }
  if (ms < HOUR_MS) {
    return inUnit(Math.floor(ms / MINUTE_MS), 'minute', locale, width);
  }
  const [large, small, largeMs, smallMs] =
    ms < DAY_MS ? (['hour', 'minute', HOUR_MS, MINUTE_MS] as const) : (['day', 'hour', DAY_MS, HOUR_MS] as const);
  const rest = Math.floor((ms % largeMs) / smallMs);
  const first = inUnit(Math.floor(ms / largeMs), large, locale, width);
  return rest === 0 ? first : `${first} ${inUnit(rest, small, locale, width)}`;
}

/** A period as a policy states it, exact up to the second: `90 sec`, `5 min`. */
export function periodInWords(everyMs: number, locale: string): string {
  return everyMs <= 2 * MINUTE_MS || everyMs % MINUTE_MS !== 0
    ? inUnit(Math.round(everyMs / SECOND_MS), 'second', locale, 'short')
    : durationInWords(everyMs, locale);
}

/** `3 minutes ago`, `in 2 hours`; under a minute the caller says it in its own words. */
export function fromNow(at: Instant, now: Instant, locale: string): string {
  const format = new Intl.RelativeTimeFormat(localeTag(locale), { numeric: 'always', style: 'short' });
  const distance = at - now;
  const size = Math.abs(distance);
  const [unit, unitMs] =
    size < HOUR_MS ? (['minute', MINUTE_MS] as const) : size < 2 * DAY_MS ? (['hour', HOUR_MS] as const) : (['day', DAY_MS] as const);
  return format.format(Math.trunc(distance / unitMs), unit);
}

/** A countdown: `0:42`, `4:12`, `1:02:03`; beyond a day in words. Undefined once it is over. */
export function countdown(at: Instant, now: Instant, locale: string): string | undefined {
  const seconds = Math.ceil((at - now) / SECOND_MS);
  if (seconds <= 0) {
    return undefined;
  }
  if (seconds * SECOND_MS >= DAY_MS) {
    return durationInWords(seconds * SECOND_MS, locale);
  }
  const two = (count: number): string => String(count).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
