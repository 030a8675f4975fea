import { z } from 'zod';
import { DAY_MS, SECOND_MS } from '../time/instant.ts';

/** Schema of a time within which something is expected. */
export const delayMs = z
  .int()
  .min(SECOND_MS, 'a delay is at least 1s')
  .max(30 * DAY_MS, 'a delay is at most 30d');

/** Schema of how often a page is raised again. */
export const repeatMs = delayMs.min(5 * SECOND_MS, 'a page repeats at most every 5s');
