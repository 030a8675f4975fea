import Holidays from 'date-holidays';
import { z } from 'zod';
import { formatDate, type LocalDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { findZone, localAt } from '../time/zone.ts';

const separator = '-';
const calendars = new Map<string, Holidays | undefined>();
const byYear = new Map<string, ReadonlySet<string>>();

/** Schema of a holiday calendar: a country as ISO 3166 writes it, and a state or region where they differ, for example `FR`, `DE-BY` or `US-CA`. */
export const HolidayCalendar = z.string().refine((name) => calendarOf(name) !== undefined, {
  error: (issue) =>
    `"${String(issue.input)}" is not a holiday calendar; write a country and perhaps its state, for example FR, DE-BY or US-CA`,
});

function calendarOf(name: string): Holidays | undefined {
  if (!calendars.has(name)) {
    const [country = '', state] = name.split(separator);
    const known = new Holidays();
    const isState = state === undefined || Object.hasOwn(known.getStates(country) ?? {}, state);
    const isKnown = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(name) && Object.hasOwn(known.getCountries(), country) && isState;
    calendars.set(name, isKnown ? (state === undefined ? new Holidays(country) : new Holidays(country, state)) : undefined);
  }
  return calendars.get(name);
}

/** Whether a local date is a public holiday in a calendar; never in one nobody knows. */
export function isHolidayIn(calendar: string, date: LocalDate): boolean {
  const key = `${calendar} ${date.year}`;
  const days = byYear.get(key) ?? holidaysOf(calendar, date.year);
  byYear.set(key, days);
  return days.has(formatDate(date));
}

/** The dates as the library writes them, in the country's own time: no runtime's zone has a say in them. */
function holidaysOf(calendar: string, year: number): ReadonlySet<string> {
  const all = calendarOf(calendar)?.getHolidays(year) ?? [];
  return new Set(all.flatMap(({ type, date }) => (type === 'public' ? [date.slice(0, 10)] : [])));
}

/** The public holidays of a calendar between two instants, by the dates of a zone, with the names the country gives them. */
export function holidaysIn(calendar: string, zone: string, from: Instant, until: Instant): { date: string; name: string }[] {
  const rules = findZone(zone);
  if (!rules || !(from < until)) {
    return [];
  }
  const [first, last] = [localAt(rules, from), localAt(rules, until - 1)];
  const years = Array.from({ length: last.year - first.year + 1 }, (_, i) => first.year + i);
  return years
    .flatMap((year) => calendarOf(calendar)?.getHolidays(year) ?? [])
    .flatMap(({ type, date, name }) => (type === 'public' ? [{ date: date.slice(0, 10), name }] : []))
    .filter(({ date }) => date >= formatDate(first) && date <= formatDate(last));
}
