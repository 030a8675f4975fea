import { z } from 'zod';
import { Id, InstantMs } from '../log/envelope.ts';
import { HOUR_MS, MINUTE_MS } from '../time/instant.ts';

/**
 * Schema of why an incident is kept from paging anybody: a silence, a maintenance window, an inhibition by a worse incident, a pause
 * that waits for it to go away by itself, a key that comes and goes, a storm, or a routing rule that says so.
 */
export const SuppressionReason = z.enum(['silence', 'maintenance', 'inhibition', 'pause', 'flapping', 'storm', 'rule']);
/** Why an incident is kept from paging anybody. */
export type SuppressionReason = z.infer<typeof SuppressionReason>;

/**
 * Schema of a suppression: the reason, what says so (`by`: the silence, window, inhibition, grouping or rule), until when at the
 * latest (relay ms; absent when only an event ends it), and of an inhibition or a storm the `incident` that stands for this one.
 */
export const Suppression = z.strictObject({
  reason: SuppressionReason,
  by: Id.optional(),
  until: InstantMs.optional(),
  incident: z.uuid().optional(),
});
/** A suppression. */
export type Suppression = z.infer<typeof Suppression>;

/** Schema of what makes a storm: more than `most` incidents of one service within `withinMs` (S143, R9). */
export const StormLimit = z.strictObject({
  most: z.int().min(1).max(10_000),
  withinMs: z.int().min(1000).max(HOUR_MS).default(MINUTE_MS),
});
/** What makes a storm. */
export type StormLimit = z.infer<typeof StormLimit>;

/** Whether two suppressions are the same, undefined being none. */
export function isSameSuppression(a: Suppression | undefined, b: Suppression | undefined): boolean {
  return a?.reason === b?.reason && a?.by === b?.by && a?.until === b?.until && a?.incident === b?.incident;
}
