import { z } from 'zod';

/** How much it matters to the business, worst first; independent of how bad the alert is (S62, S78, S132). */
export const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;

/** Schema of a priority. */
export const Priority = z.enum(priorities);
/** One of `P1` to `P5`; `P1` matters most. */
export type Priority = z.infer<typeof Priority>;
