import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import { ZoneName } from '../schedule/turns.ts';
import { weekdays } from '../time/local-window.ts';

const reader = z.strictObject({ kind: z.enum(['person', 'channel']), id: Id });

/**
 * Schema of a digest somebody gets at a time of day (part of the organisation, S81). It stands in the workspace and not with the
 * providers, for who reads what and when is the team's to say and no secret; how it gets there is the operator's.
 * - `at` is on the wall clock of `zone`, on `days` or every day; `to` a person, by mail, or a channel people talk in.
 * - `teams` and `services` narrow it down: incidents of these services, or of services of these teams, and who is on call for them.
 */
export const DigestPlan = z.strictObject({
  id: Id,
  name: z.string().trim().min(1, 'give it a name').max(200),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as HH:MM, for example 08:30'),
  zone: ZoneName,
  days: z.array(z.enum(weekdays)).min(1, 'name at least one day').max(7).optional(),
  to: reader,
  language: z.enum(['en', 'fr']).optional(),
  teams: z.array(Id).min(1, 'name at least one team').max(200).optional(),
  services: z.array(Id).min(1, 'name at least one service').max(500).optional(),
});
/** A digest somebody gets at a time of day. */
export type DigestPlan = z.infer<typeof DigestPlan>;
