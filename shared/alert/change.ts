import { z } from 'zod';
import { InstantMs } from '../log/envelope.ts';
import { Alert } from './alert.ts';

/**
 * What a pipeline or a tool says it changed: a deployment, a migration, a flag (PagerDuty's change events, B2). It never notifies
 * anybody; it is shown beside the incidents of its service that follow it (S129). `at` (epoch ms) is the sender's own time.
 */
export const Change = z.strictObject({
  summary: z.string().min(1).max(1024),
  source: z.string().max(1024).optional(),
  at: InstantMs.optional(),
  links: Alert.shape.links,
  details: z.record(z.string(), z.unknown()).optional(),
});
/** What a pipeline or a tool says it changed. */
export type Change = z.infer<typeof Change>;
