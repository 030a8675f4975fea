import { dayNumberOf, weekdayOfDayNumber } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { findZone, localAt } from '../time/zone.ts';

/** A language sentences are told in. */
export type Language = 'en' | 'fr';

const weekdays = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  fr: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
} as const;
const shortMonths = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
} as const;
const months = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
} as const;

/** A moment on the clock of a zone, with the day and, when it is not this year's, the year: `Mon 21 Dec 09:00`. */
export function momentText(at: Instant, zone: string, now: Instant, language: Language): string {
  const { local, year } = inZone(at, zone, now);
  const weekday = weekdays[language][weekdayOfDayNumber(dayNumberOf(local)) - 1] ?? '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${weekday} ${local.day} ${shortMonths[language][local.month - 1] ?? ''}${year} ${two(local.hour)}:${two(local.minute)}`;
}

/** A day in a zone: `25 December`, with the year when it is not this one. */
export function dayText(at: Instant, zone: string, now: Instant, language: Language): string {
  const { local, year } = inZone(at, zone, now);
  return `${local.day} ${months[language][local.month - 1] ?? ''}${year}`;
}

function inZone(at: Instant, name: string, now: Instant): { local: ReturnType<typeof localAt>; year: string } {
  const zone = findZone(name) ?? { name: 'UTC', untils: [Infinity], offsetsMs: [0] };
  const local = localAt(zone, at);
  return { local, year: local.year === localAt(zone, now).year ? '' : ` ${local.year}` };
}
