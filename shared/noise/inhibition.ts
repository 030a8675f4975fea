import { z } from 'zod';
import { Condition } from '../condition/condition.ts';
import { kindOfField } from '../condition/fields.ts';
import { Id } from '../log/envelope.ts';

/** Schema of the name of a field whose values are compared between two incidents. */
export const FieldName = z
  .string()
  .refine((name) => kindOfField(name) !== undefined, 'is not a field; use label.NAME or a field of conditions');

/**
 * Schema of an inhibition: while an incident that matches `source` is open, one that matches `target` and has the same values of
 * `equal` pages nobody. A field neither has counts as equal, and what matches both sides never inhibits itself (Alertmanager, B2).
 */
export const Inhibition = z.strictObject({
  id: Id,
  name: z.string().trim().min(1, 'give it a name').max(200),
  source: Condition,
  target: Condition,
  equal: z.array(FieldName).max(20).default([]),
});
/** An inhibition. */
export type Inhibition = z.infer<typeof Inhibition>;
