import type { Clock } from '../../shared/time/clock.ts';

/** After it was done, it is left alone for so many times as long as it took: a quarter of the time is its share (SYN24). */
const restsFor = 3;
/** Nobody waits longer than this for what is there. */
const longestRestMs = 250;
/** What takes less costs nothing worth waiting for, and timers are no finer. */
const quickMs = 1;

/** Does something at once when it was quiet, and else so seldom that it takes a quarter of the time at most. */
export class Pacing {
  readonly #clock: Pick<Clock, 'monotonicMs' | 'after'>;
  readonly #run: () => void;
  #isResting = false;
  #isAsked = false;

  constructor(clock: Pick<Clock, 'monotonicMs' | 'after'>, run: () => void) {
    this.#clock = clock;
    this.#run = run;
  }

  /** Does it now, or when it has rested. */
  ask(): void {
    if (this.#isResting) {
      this.#isAsked = true;
      return;
    }
    this.now();
  }

  /** Does it now, rested or not. */
  now(): void {
    this.#isAsked = false;
    const before = this.#clock.monotonicMs();
    this.#run();
    const tookMs = this.#clock.monotonicMs() - before;
    if (tookMs >= quickMs && !this.#isResting) {
      this.#isResting = true;
      this.#clock.after(Math.min(tookMs * restsFor, longestRestMs), () => this.#rested());
    }
  }

  #rested(): void {
    this.#isResting = false;
    if (this.#isAsked) {
      this.now();
    }
  }
}
