import { z } from 'zod';
import { Condition } from '../condition/condition.ts';
import { Id, InstantMs } from '../log/envelope.ts';

/**
 * Schema of a silence: what matches `when` pages nobody from `from` (at once when absent) until `until`, both relay ms. It ends by
 * itself, and what still fires then is looked at anew (Alertmanager, B2). `name` says what it is for. What rings already goes on
 * ringing: that is acknowledged.
 */
export const Silence = z
  .strictObject({
    id: Id,
    name: z.string().trim().min(1, 'say what it is for').max(200),
    when: Condition,
    from: InstantMs.optional(),
    until: InstantMs,
  })
  .refine(({ from, until }) => from === undefined || from < until, { message: 'a silence must end after it begins', path: ['until'] });
/** A silence. */
export type Silence = z.infer<typeof Silence>;
