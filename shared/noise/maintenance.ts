import { z } from 'zod';
import { Condition } from '../condition/condition.ts';
import { Id, InstantMs } from '../log/envelope.ts';
import { ZoneName } from '../schedule/turns.ts';
import { LocalWindow } from '../time/local-window.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as YYYY-MM-DD');

/**
 * Schema of a maintenance window: while it lasts nothing new of its `services` that matches `when` (one may be left out) pages anybody;
 * what is open goes on, and what still fires at its end is looked at anew (D12, B2). It is `once`, from one instant to another (relay ms), or
 * `weekly`: hours on the wall clock of a zone, on some days or every day, between two dates or for good.
 */
export const Maintenance = z
  .strictObject({
    id: Id,
    name: z.string().trim().min(1, 'give it a name').max(200),
    services: z.array(Id).min(1, 'name at least one service').max(100).optional(),
    when: Condition.optional(),
    once: z.strictObject({ from: InstantMs, until: InstantMs }).optional(),
    weekly: z.strictObject({ during: LocalWindow, zone: ZoneName, startsOn: date.optional(), endsOn: date.optional() }).optional(),
  })
  .refine(({ once, weekly }) => (once === undefined) !== (weekly === undefined), 'say either from and until, or during and zone')
  .refine(({ services, when }) => services !== undefined || when !== undefined, 'say for which services, or when it applies')
  .refine(({ once }) => once === undefined || once.from < once.until, 'it must end after it begins');
/** A maintenance window. */
export type Maintenance = z.infer<typeof Maintenance>;
