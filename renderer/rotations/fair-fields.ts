import { create } from 'zustand';
import type { Turns } from '../../shared/schedule/turns.ts';
import { FairAsked } from '../../shared/schedule-view/fair-asked.ts';
import type { LayerView, ScheduleView } from '../../shared/schedule-view/schedule-view.ts';
import { dateOfDayNumber, dayNumberOf, formatDate, parseDate } from '../../shared/time/calendar.ts';
import { HOUR_MS, type Instant } from '../../shared/time/instant.ts';
import { atTime, dayAt } from './days.ts';

/** A number as a field holds it, empty while nothing is typed. */
export type NumberField = number | '';

/** What is asked of a fair rotation, as it is typed. */
export interface FairFields {
  people: string[];
  juniors: string[];
  together: NumberField;
  unit: FairAsked['unit'];
  length: NumberField;
  startsOn: string;
  handoffAt: string;
  count: NumberField;
  restHours: NumberField;
  nightsInARow: NumberField;
  weekendsInARow: NumberField;
  holidays: string;
}

/** The units a watch is measured in. */
export const units = ['hour', 'day', 'week'] as const satisfies FairAsked['unit'][];

/** The least and the most of each number. */
export const limits = {
  together: [1, 10],
  length: [1, 366],
  count: [1, 200],
  restHours: [0, 168],
  nightsInARow: [1, 31],
  weekendsInARow: [1, 10],
} as const;
/** A field that holds a number. */
export type NumberName = keyof typeof limits;

/** How far the next hand-off is looked for: more than the longest turn. */
const mostDays = 7 * 366 + 31;

/** The day of the next hand-off on the schedule's calendar. */
export function nextHandoffDay(zone: string, { turn, startsOn, handoffAt }: Turns, now: Instant): string {
  const first = parseDate(startsOn);
  const today = dayAt(zone, now);
  const start = first ? dayNumberOf(first) : today;
  const isHandoff = (day: number): boolean => {
    switch (turn.unit) {
      case 'hour':
        return true;
      case 'day':
      case 'week':
        return (day - start) % (turn.length * (turn.unit === 'week' ? 7 : 1)) === 0;
      case 'month':
        return dateOfDayNumber(day).day === dateOfDayNumber(start).day;
    }
  };
  let day = Math.max(today, start);
  while (day < today + mostDays && !(isHandoff(day) && atTime(zone, day, handoffAt) > now)) {
    day += 1;
  }
  return formatDate(dateOfDayNumber(day));
}

/** What a schedule suggests: its first rotation, drawn anew from the next hand-off on. */
export function suggested(view: ScheduleView, now: Instant): FairFields {
  const layer: LayerView | undefined = view.layers.find(({ use }) => use === 'on-call');
  const turn = layer?.turns.turn;
  const could = new Set(view.people.map(({ id }) => id));
  const members = layer?.members.map(({ person }) => person.id) ?? [];
  // A fair rotation knows no months: their watches are not alike.
  const unit = units.find((each) => each === turn?.unit);
  const tomorrow = formatDate(dateOfDayNumber(dayAt(view.zone, now) + 1));
  return {
    people: [...new Set(members)].filter((id) => could.has(id)),
    juniors: [],
    together: layer?.turns.together ?? 1,
    unit: unit ?? 'week',
    length: unit === undefined ? 1 : (turn?.length ?? 1),
    startsOn: layer ? nextHandoffDay(view.zone, layer.turns, now) : tomorrow,
    handoffAt: layer?.turns.handoffAt ?? '09:00',
    count: 12,
    restHours: view.limits?.restMs === undefined ? '' : view.limits.restMs / HOUR_MS,
    nightsInARow: view.limits?.nightsInARow ?? '',
    weekendsInARow: '',
    holidays: layer?.turns.holidays?.calendar ?? '',
  };
}

/** What is asked of main, or which fields cannot be read. */
export function askedOf(fields: FairFields): { asked: FairAsked } | { wrong: ReadonlySet<keyof FairFields> } {
  const { restHours, nightsInARow, weekendsInARow, holidays, ...always } = fields;
  const calendar = holidays.trim().toUpperCase();
  const perhaps = { restHours, nightsInARow, weekendsInARow, holidays: calendar };
  const said = Object.fromEntries(Object.entries(perhaps).filter(([, value]) => value !== ''));
  const parsed = FairAsked.safeParse({ ...always, juniors: always.juniors.filter((id) => always.people.includes(id)), ...said });
  const missing = (['startsOn', 'handoffAt'] as const).filter((name) => fields[name] === '');
  const wrong = parsed.success ? missing : [...missing, ...parsed.error.issues.map(({ path }) => path[0] as keyof FairFields)];
  return parsed.success && wrong.length === 0 ? { asked: parsed.data } : { wrong: new Set(wrong) };
}

interface Drafts {
  of: Readonly<Record<string, FairFields>>;
}

/** What was typed for each schedule; it stays while the window is open, whether the dialog is or not. */
export const useFairDrafts = create<Drafts>(() => ({ of: {} }));

/** Keeps what is typed. */
export function keepFairDraft(schedule: string, fields: FairFields): void {
  useFairDrafts.setState(({ of }) => ({ of: { ...of, [schedule]: fields } }));
}
