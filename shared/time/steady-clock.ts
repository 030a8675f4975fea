import type { Clock } from './clock.ts';
import { SECOND_MS, type Instant } from './instant.ts';

/** A wall clock set back by less than this is drift, which the next reading catches up with. */
const stepMs = 2 * SECOND_MS;

/**
 * A wall clock that is never set back, for what must fall due on time (design.md, "Time").
 * A jump forward is followed: it is a sleep, or in doubt the page comes early. A jump back is somebody setting the clock,
 * so time goes on from where it was, as the monotonic clock counts it.
 */
export class SteadyClock implements Clock {
  readonly #clock: Clock;
  #shiftMs = 0;
  #lastMs: Instant;
  #lastMonotonicMs: number;

  /** `notBefore` is a time already written down: a process started after the clock was set back goes on from there. */
  constructor(clock: Clock, notBefore: Instant = Number.MIN_SAFE_INTEGER) {
    this.#clock = clock;
    this.#lastMs = notBefore;
    this.#lastMonotonicMs = clock.monotonicMs();
  }

  now(): Instant {
    const wallMs = this.#clock.now();
    const monotonicMs = this.#clock.monotonicMs();
    const expectedMs = Math.floor(this.#lastMs + (monotonicMs - this.#lastMonotonicMs));
    if (wallMs + this.#shiftMs < expectedMs - stepMs) {
      this.#shiftMs = expectedMs - wallMs;
    }
    this.#lastMs = Math.max(this.#lastMs, wallMs + this.#shiftMs);
    this.#lastMonotonicMs = monotonicMs;
    return this.#lastMs;
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs();
  }

  get idleTickMs(): number | undefined {
    return this.#clock.idleTickMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    return this.#clock.after(delayMs, callback);
  }
}
