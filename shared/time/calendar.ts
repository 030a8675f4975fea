import { DAY_MS } from './instant.ts';

/** A date on the wall calendar, in no zone: month 1 to 12, day 1 to 31. */
export interface LocalDate {
  year: number;
  month: number;
  day: number;
}

/** A date and a time on a wall clock, in no zone. */
export interface LocalDateTime extends LocalDate {
  hour: number;
  minute: number;
  second: number;
}

/** Days of the week as ISO 8601 counts them: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Days since 1970-01-01 of a proleptic Gregorian date; exact for every year. */
export function dayNumberOf({ year, month, day }: LocalDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number; the inverse of `dayNumberOf`. */
export function dateOfDayNumber(dayNumber: number): LocalDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1,
  };
}

/** The weekday of a day number. */
export function weekdayOfDayNumber(dayNumber: number): Weekday {
  return (((((dayNumber + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Reads `2026-11-23`; undefined when the text has another shape or names a day that does not exist. */
export function parseDate(text: string): LocalDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) {
    return undefined;
  }
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return formatDate(dateOfDayNumber(dayNumberOf(date))) === text ? date : undefined;
}

/** Writes a date as `2026-11-23`. */
export function formatDate({ year, month, day }: LocalDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Milliseconds from 1970-01-01T00:00 to a local date and time, as if its zone were UTC. */
export function wallMsOf(local: LocalDateTime): number {
  return dayNumberOf(local) * DAY_MS + ((local.hour * 60 + local.minute) * 60 + local.second) * 1000;
}

/** The local date and time of a wall-clock millisecond count; the inverse of `wallMsOf`. */
export function localOfWallMs(wallMs: number): LocalDateTime {
  const dayNumber = Math.floor(wallMs / DAY_MS);
  const seconds = Math.floor((wallMs - dayNumber * DAY_MS) / 1000);
  return {
    ...dateOfDayNumber(dayNumber),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor((seconds % 3600) / 60),
    second: seconds % 60,
  };
}
