import { derivedId } from '../log/derived-id.ts';
import { formatDate } from '../time/calendar.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { findZone, localAt } from '../time/zone.ts';
import { nameOf, type Workspace } from '../workspace/workspace.ts';
import { shiftsOf, type CalendarSubject, type PlacedShift } from './subject.ts';
import { calendarWords, type CalendarLanguage, type CalendarWords } from './words.ts';

/** How far back a calendar reaches from now. */
export const calendarBackMs = 14 * DAY_MS;
/** How far ahead a calendar reaches from now. */
export const calendarAheadMs = 180 * DAY_MS;

/** One shift as calendars show it. */
export interface CalendarEvent {
  /** The same whenever the calendar is made, as long as the same person begins the same schedule at the same moment. */
  uid: string;
  from: Instant;
  until: Instant;
  summary: string;
  description: string;
  /** Grows with every change of the schedule. */
  sequence: number;
}

/** The shifts of a subject as calendars show them. */
export interface Calendar {
  name: string;
  language: CalendarLanguage;
  events: CalendarEvent[];
}

/** The calendar of a subject over [from, until). It is empty when the subject is gone, so that programs drop what they showed. */
export function calendarOf(
  workspace: Workspace,
  subject: CalendarSubject,
  { from, until, language = 'en' }: { from: Instant; until: Instant; language?: CalendarLanguage | undefined },
): Calendar {
  const words = calendarWords[language];
  const seen = new Map<string, number>();
  const events = shiftsOf(workspace, subject, from, until).map((shift) => {
    const event = eventOfShift(workspace, subject, shift, words);
    const count = (seen.get(event.uid) ?? 0) + 1;
    seen.set(event.uid, count);
    return count === 1 ? event : { ...event, uid: `${count}-${event.uid}` };
  });
  return { name: words.calendarName(nameOf(workspace, subject.kind, subject.id)), language, events };
}

function eventOfShift(workspace: Workspace, subject: CalendarSubject, shift: PlacedShift, words: CalendarWords): CalendarEvent {
  const { schedule, person, from, until, override } = shift;
  const who = nameOf(workspace, 'person', person);
  const description = words.description(who, schedule.name, wallText(schedule.zone, from), wallText(schedule.zone, until), schedule.zone);
  return {
    uid: `${derivedId({ schedule: schedule.id, person, from })}@watchbell`,
    from,
    until,
    summary: words.summary(schedule.name, subject.kind === 'person' ? undefined : who),
    description: override === undefined ? description : `${description}\n${words.byOverride}`,
    sequence: workspace.entries.schedule.get(schedule.id)?.revision ?? 0,
  };
}

function wallText(zoneName: string, at: Instant): string {
  const zone = findZone(zoneName);
  const local = zone && localAt(zone, at);
  const two = (value: number) => String(value).padStart(2, '0');
  return local ? `${formatDate(local)} ${two(local.hour)}:${two(local.minute)}` : '';
}

/** Names what a calendar says: two calendars of the same version show the same, whenever they were made. */
export function calendarVersion(calendar: Calendar): string {
  return derivedId({ ...calendar, events: calendar.events.map((event) => ({ ...event })) });
}
