import { z } from 'zod';
import { Condition } from '../condition/condition.ts';
import { Id } from '../log/envelope.ts';
import { DAY_MS, MINUTE_MS } from '../time/instant.ts';
import { FieldName } from './inhibition.ts';

/**
 * Schema of a grouping: alerts of different keys that match `when` and have the same values of `by` become one incident, as long as
 * it is open and the alert comes within `windowMs` of the group's first alert, or with `rolling` of its latest, a day at the longest
 * (PagerDuty, B2). `most` alerts to an incident; the next begins another. The first grouping that applies counts, by `order`.
 */
export const Grouping = z.strictObject({
  id: Id,
  name: z.string().trim().min(1, 'give it a name').max(200),
  order: z.int().min(1).max(100_000),
  when: Condition.optional(),
  by: z.array(FieldName).max(20).default([]),
  windowMs: z.int().min(MINUTE_MS, 'group over at least 1m').max(DAY_MS, 'group over at most 1d'),
  rolling: z.boolean().default(false),
  most: z.int().min(2).max(500).default(100),
});
/** A grouping. */
export type Grouping = z.infer<typeof Grouping>;
