import type { Clock } from '../../shared/time/clock.ts';

/** Clocks keep no timer longer than this (design.md, "Time"), so a long wait is several. */
const longestTimerMs = 30_000;

/** One thing to be tried again later; a new wait takes the place of the one before. */
export class Retry {
  readonly #clock: Clock;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  in(waitMs: number, again: () => void): void {
    this.cancel();
    this.#cancel = this.#clock.after(Math.min(waitMs, longestTimerMs), () => {
      if (waitMs > longestTimerMs) {
        this.in(waitMs - longestTimerMs, again);
      } else {
        again();
      }
    });
  }

  cancel(): void {
    this.#cancel?.();
  }
}
