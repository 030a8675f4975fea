import { z } from 'zod';
import { Id, InstantMs } from '../log/envelope.ts';
import { parseDate } from '../time/calendar.ts';
import { findZone } from '../time/zone.ts';

/** Schema of an IANA time-zone name the shipped rules know. */
export const ZoneName = z.string().refine((name) => findZone(name) !== undefined, {
  error: (issue) => `"${String(issue.input)}" is not a time zone; write one as IANA does, for example Europe/Paris`,
});

const handoffTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as HH:MM, for example 09:00');
const startDate = z.string().refine((text) => parseDate(text) !== undefined, 'write a date as YYYY-MM-DD, for example 2026-11-23');

/** Schema of one place in a rotation: `id` stays with the place so that edits of members merge by meaning. */
export const Participant = z.strictObject({ id: Id, person: Id });
/** One place in a rotation. */
export type Participant = z.infer<typeof Participant>;

/**
 * Schema of a rotation: participants take turns of `length` days or weeks.
 * A turn ends at the wall-clock time `handoffAt` in the schedule's zone; `startsOn` is the local date of the first turn's start,
 * so a weekly rotation hands off on that date's weekday.
 */
export const Rotation = z.strictObject({
  participants: z.array(Participant).min(1, 'name at least one person').max(500),
  turn: z.strictObject({ unit: z.enum(['day', 'week']), length: z.int().min(1).max(366) }),
  handoffAt: handoffTime,
  startsOn: startDate,
});
/** A rotation. */
export type Rotation = z.infer<typeof Rotation>;

/** Schema of an override: `person` is on call instead of the rotation from `from` up to, not including, `until` (relay ms). */
export const Override = z
  .strictObject({ id: Id, person: Id, from: InstantMs, until: InstantMs })
  .refine((override) => override.from < override.until, 'an override must end after it starts');
/** An override. The one added last wins where two overlap (B2). */
export type Override = z.infer<typeof Override>;

/** Schema of a schedule: one rotation in one zone, and overrides in the order they were added. */
export const Schedule = z.strictObject({
  id: Id,
  name: z.string().min(1).max(200),
  zone: ZoneName,
  rotation: Rotation,
  overrides: z.array(Override).max(10_000).default([]),
});
/** Who takes the watch when. */
export type Schedule = z.infer<typeof Schedule>;
