import type { Instant } from './instant.ts';

/**
 * The port through which the edges read time; no rule in shared/ calls it (`SteadyClock` only wraps it for them).
 * `now` is the wall clock (epoch ms), which a person or the network may set; `monotonicMs` only goes forward but may
 * stand still while the machine sleeps. `after` calls back once, no later timer than 30 s being allowed.
 */
export interface Clock {
  now(): Instant;
  monotonicMs(): number;
  after(delayMs: number, callback: () => void): () => void;
  /** How often an engine looks when nothing is due, instead of every second; only virtual time, which never jumps unannounced, says so. */
  readonly idleTickMs?: number | undefined;
}
