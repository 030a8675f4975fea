import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import type { Schedule } from '../schedule/definition.ts';
import { shiftsBetween, type Shift } from '../schedule/on-call.ts';
import type { Instant } from '../time/instant.ts';
import { all, find, type Workspace } from '../workspace/workspace.ts';

/** Schema of whose shifts a calendar shows: one person's on all schedules, a team's members' on all schedules, or one schedule's. */
export const CalendarSubject = z.strictObject({ kind: z.enum(['person', 'team', 'schedule']), id: Id });
/** Whose shifts a calendar shows. */
export type CalendarSubject = z.infer<typeof CalendarSubject>;

/** A shift and the schedule it is on. */
export interface PlacedShift extends Shift {
  schedule: Schedule;
}

/**
 * The shifts of a subject that touch [from, until), in order of time; none when the subject is not in the workspace any more.
 * Every shift is whole: from its hand-off, however long before `from`.
 */
export function shiftsOf(workspace: Workspace, subject: CalendarSubject, from: Instant, until: Instant): PlacedShift[] {
  const isShown = shownBy(workspace, subject);
  return all(workspace, 'schedule')
    .filter(({ id }) => subject.kind !== 'schedule' || id === subject.id)
    .flatMap((schedule) =>
      shiftsBetween(schedule, from, until)
        .filter(({ person }) => isShown(person))
        .map((shift) => ({ ...shift, schedule })),
    )
    .toSorted((a, b) => a.from - b.from || a.until - b.until);
}

function shownBy(workspace: Workspace, subject: CalendarSubject): (person: string) => boolean {
  switch (subject.kind) {
    case 'person':
      return (person) => person === subject.id && find(workspace, 'person', person) !== undefined;
    case 'team': {
      const members = new Set(find(workspace, 'team', subject.id)?.members);
      return (person) => members.has(person);
    }
    case 'schedule':
      return () => true;
  }
}
