import { z } from 'zod';
import { SeverityProfiles } from '../escalation/severity-profile.ts';
import { Id } from '../log/envelope.ts';
import { severities } from '../log/severity.ts';
import { Person } from './definitions.ts';
import { duration, moment } from '../time/written.ts';

/** Schema of a person in a workspace file. */
export const filePerson = z
  .strictObject({
    ...Person.omit({ id: true, contact: true, timeOff: true, capacity: true, pages: true, ownRules: true }).shape,
    timeOff: z.array(z.strictObject({ id: Id.optional(), from: moment, until: moment, note: z.string().optional() })).optional(),
    capacity: z.strictObject({ incidents: z.int(), within: duration.optional() }).optional(),
    pages: z
      .array(
        z.strictObject({
          channel: z.string(),
          to: z.string().optional(),
          after: duration.optional(),
          urgency: z.string().optional(),
          during: z.string().optional(),
        }),
      )
      .optional(),
  })
  .transform(({ capacity, pages, ...person }): unknown => ({
    ...person,
    capacity: capacity && { incidents: capacity.incidents, withinMs: capacity.within },
    pages: pages?.map(({ after, ...rule }) => ({ ...rule, afterMs: after })),
  }))
  .pipe(Person.omit({ id: true }));

/** Schema of what an organisation changes in its severities, in a workspace file. */
export const fileSeverities = z
  .partialRecord(
    z.enum(severities),
    z
      .strictObject({
        urgency: z.string().optional(),
        pages: z.boolean().optional(),
        wakes: z.boolean().optional(),
        escalates: z.boolean().optional(),
        repeats: z.boolean().optional(),
        alarm: z.boolean().optional(),
        acknowledgeWithin: duration.optional(),
        resolveWithin: duration.optional(),
        repeatEvery: duration.optional(),
        acknowledgementExpiresAfter: duration.optional(),
        remindEvery: duration.optional(),
      })
      .transform((profile): unknown => {
        const { acknowledgeWithin, resolveWithin, repeatEvery, acknowledgementExpiresAfter, remindEvery, ...rest } = profile;
        const given = {
          acknowledgeWithinMs: acknowledgeWithin,
          resolveWithinMs: resolveWithin,
          repeatEveryMs: repeatEvery,
          acknowledgementExpiresAfterMs: acknowledgementExpiresAfter,
          remindEveryMs: remindEvery,
        };
        return { ...rest, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
      }),
  )
  .pipe(SeverityProfiles);
