import { z } from 'zod';
import { HolidayCalendar } from '../condition/holidays.ts';
import { Id } from '../log/envelope.ts';

/**
 * Schema of what is asked of a fair rotation: who takes turns, how many of which length from which date, and what everybody is kept to.
 * `holidays` is the calendar of those who have none of their own.
 */
export const FairAsked = z.strictObject({
  people: z.array(Id).min(1, 'name at least one person').max(500),
  juniors: z.array(Id).max(500).default([]),
  unit: z.enum(['hour', 'day', 'week']),
  length: z.int().min(1).max(366),
  handoffAt: z.string(),
  startsOn: z.string(),
  count: z.int().min(1).max(200, 'at most 200 watches are drawn at once'),
  together: z.int().min(1).max(10).optional(),
  holidays: HolidayCalendar.optional(),
  restHours: z.number().min(0).max(168).optional(),
  nightsInARow: z.int().min(1).max(31).optional(),
  weekendsInARow: z.int().min(1).max(10).optional(),
});
/** What is asked of a fair rotation. */
export type FairAsked = z.infer<typeof FairAsked>;
