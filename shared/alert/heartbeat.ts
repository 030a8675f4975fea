import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import { Severity } from '../log/severity.ts';
import { DAY_MS } from '../time/instant.ts';

/**
 * Schema of a heartbeat: something that says every `everyMs` that it is alive (a cron job, a backup). When nothing is heard for
 * `everyMs` and `graceMs` more, an alert of `severity` comes for `service`; it is over when the heart beats again.
 */
export const Heartbeat = z.strictObject({
  id: Id,
  name: z.string().trim().min(1, 'give it a name').max(200),
  service: Id,
  everyMs: z
    .int()
    .min(1000, 'expect it at most once a second')
    .max(31 * DAY_MS, 'expect it at least every 31d'),
  graceMs: z
    .int()
    .min(0)
    .max(7 * DAY_MS, 'give it at most 7d more')
    .default(0),
  severity: Severity.default('error'),
});
/** A heartbeat. */
export type Heartbeat = z.infer<typeof Heartbeat>;
