import { SECOND_MS, type Instant } from './instant.ts';

/** Due times are checked at least this often, so a sleep or a clock step is noticed no later (design.md, "Time"). */
export const tickMs = SECOND_MS;

/**
 * How long until an engine must look again: a tick after it last did, by the monotonic clock, or earlier when something
 * falls due before, by the wall clock. However often it is asked, the tick is never put off.
 */
export function untilNextTick(
  ticked: { lastMonotonicMs: number; monotonicMs: number },
  now: Instant,
  nextDueAt: Instant | undefined,
  everyMs: number = tickMs,
): number {
  const untilTickMs = ticked.lastMonotonicMs + everyMs - ticked.monotonicMs;
  const untilDueMs = nextDueAt === undefined ? Infinity : nextDueAt - now;
  return Math.max(0, Math.min(everyMs, untilTickMs, untilDueMs));
}
