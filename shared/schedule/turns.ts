import { z } from 'zod';
import { HolidayCalendar } from '../condition/holidays.ts';
import { parseDate } from '../time/calendar.ts';
import { LocalWindow } from '../time/local-window.ts';
import { findZone } from '../time/zone.ts';

/** Schema of an IANA time-zone name the shipped rules know. */
export const ZoneName = z.string().refine((name) => findZone(name) !== undefined, {
  error: (issue) => `"${String(issue.input)}" is not a time zone; write one as IANA does, for example Europe/Paris`,
});

const handoffTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as HH:MM, for example 09:00');
const localDate = z.string().refine((text) => parseDate(text) !== undefined, 'write a date as YYYY-MM-DD, for example 2026-11-23');

/** Schema of how long one turn is. */
export const TurnLength = z.strictObject({ unit: z.enum(['hour', 'day', 'week', 'month']), length: z.int().min(1).max(366) });
/** How long one turn is. */
export type TurnLength = z.infer<typeof TurnLength>;

/**
 * Schema of how turns are taken: one group, changed as a whole or not at all (design.md).
 * - A turn ends at the wall-clock time `handoffAt` in `zone`; `startsOn` is the local date on which the first begins, so that a weekly
 *   rotation hands off on that date's weekday and a monthly one on that day of the month, or the month's last.
 * - `endsOn`: the local date on which the last turn ends, at `handoffAt`.
 * - `together`: how many people are on call at once; the next turn is that of the next so many.
 * - `hours`: only then somebody is on call; turns of days then count the days that are served and no others (OnCall, B2).
 * - `holidays`: on public holidays of a calendar nobody is (`never`), or on those alone (`only`).
 */
export const Turns = z
  .strictObject({
    zone: ZoneName,
    turn: TurnLength,
    handoffAt: handoffTime,
    startsOn: localDate,
    endsOn: localDate.optional(),
    together: z.int().min(1).max(10, 'at most 10 people are on call at once').optional(),
    hours: z.array(LocalWindow).min(1, 'name at least one window of hours').max(20).optional(),
    holidays: z.strictObject({ calendar: HolidayCalendar, serve: z.enum(['never', 'only']) }).optional(),
  })
  .refine(({ startsOn, endsOn }) => endsOn === undefined || endsOn > startsOn, 'a rotation must end after it starts');
/** How turns are taken. */
export type Turns = z.infer<typeof Turns>;
