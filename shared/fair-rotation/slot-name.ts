import type { Stretch } from '../balance/stretch.ts';
import { dayNumberOf, weekdayOfDayNumber, type LocalDateTime } from '../time/calendar.ts';
import { localAt, type Zone } from '../time/zone.ts';

const en = {
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  week: (date: string) => `the week of ${date}`,
  time: (date: string, from: string, until: string) => `${date}, ${from} to ${until}`,
  long: (from: string, until: string) => `${from} to ${until}`,
  first: '1',
};

const fr: typeof en = {
  days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  months: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  week: (date) => `la semaine du ${date}`,
  time: (date, from, until) => `${date}, de ${from} à ${until}`,
  long: (from, until) => `du ${from} au ${until}`,
  first: '1er',
};

const languages = { en, fr };

/**
 * What people call a slot, in a zone: `the week of 21 December`, `Friday 25 December`, `Friday 25 December, 08:00 to 16:00`,
 * `21 December to 4 January`. A week is seven hand-offs by the calendar and a day one, however long the clocks make it.
 */
export function slotName({ from, until }: Stretch, zone: Zone, language: 'en' | 'fr'): string {
  const words = languages[language];
  const [start, end] = [localAt(zone, from), localAt(zone, until)];
  const days = dayNumberOf(end) - dayNumberOf(start);
  const date = ({ day, month }: LocalDateTime) => `${day === 1 ? words.first : day} ${words.months[month - 1] ?? ''}`;
  const isSameTime = timeOf(start) === timeOf(end);
  if (isSameTime && days === 7) {
    return words.week(date(start));
  }
  const named = `${words.days[weekdayOfDayNumber(dayNumberOf(start)) - 1] ?? ''} ${date(start)}`;
  if (isSameTime && days === 1) {
    return named;
  }
  return days <= 1 ? words.time(named, timeOf(start), timeOf(end)) : words.long(date(start), date(end));
}

function timeOf({ hour, minute }: LocalDateTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
