import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/instant.ts';
import { StormLimit } from './suppression.ts';

/**
 * Schema of the organisation's limits on noise; each off unless given.
 * - `storm`: more than `most` incidents of one service opened within `withinMs`: the rest is one summary incident with a count, and
 *   nothing is dropped (S143, R9).
 * - `flapping`: a key that opened `most` incidents within `withinMs` pages again only once it has stayed for `quietMs`.
 */
export const NoiseLimits = z.strictObject({
  storm: StormLimit.optional(),
  flapping: z
    .strictObject({
      most: z.int().min(2).max(100),
      withinMs: z.int().min(MINUTE_MS).max(DAY_MS).default(HOUR_MS),
      quietMs: z
        .int()
        .min(1000)
        .max(DAY_MS)
        .default(5 * MINUTE_MS),
    })
    .optional(),
});
/** An organisation's limits on noise. */
export type NoiseLimits = z.infer<typeof NoiseLimits>;
