/** The languages calendars are written in. */
export const calendarLanguages = ['en', 'fr'] as const;
/** A language calendars are written in. */
export type CalendarLanguage = (typeof calendarLanguages)[number];

/** The words of a calendar in one language. */
export interface CalendarWords {
  calendarName(subject: string): string;
  /** Title of a shift; `person` is left out in a person's own calendar. */
  summary(schedule: string, person: string | undefined): string;
  description(who: string, schedule: string, from: string, until: string, zone: string): string;
  byOverride: string;
}

/** The words of calendars by language. */
export const calendarWords: Readonly<Record<CalendarLanguage, CalendarWords>> = {
  en: {
    calendarName: (subject) => `On call: ${subject}`,
    summary: (schedule, person) => (person === undefined ? `On call: ${schedule}` : `On call: ${person} (${schedule})`),
    description: (who, schedule, from, until, zone) => `${who} is on call for ${schedule}.\n${from} to ${until}, ${zone}.`,
    byOverride: 'Stands in for the rotation.',
  },
  fr: {
    calendarName: (subject) => `Astreinte : ${subject}`,
    summary: (schedule, person) => (person === undefined ? `D’astreinte : ${schedule}` : `D’astreinte : ${person} (${schedule})`),
    description: (who, schedule, from, until, zone) => `${who} est d’astreinte pour ${schedule}.\n${from} – ${until}, ${zone}.`,
    byOverride: 'En remplacement du tour normal.',
  },
};
