import type { Clock } from '../../shared/time/clock.ts';

/** After it was done, it is left alone for so many times as long as it took: a quarter of the time is its share (SYN24). */
const restsFor = 3;
/** Nobody waits longer than this for what is there. */
const longestRestMs = 250;
/** So long it is done in one turn of the event loop. */
const spellMs = 5;
/** What takes less costs nothing worth waiting for, and timers are no finer. */
const quickMs = 1;

/** Does something by steps: at once when it was quiet, and else so seldom that it takes a quarter of the time at most, unless somebody would wait too long. */
export class Pacing {
  readonly #clock: Pick<Clock, 'monotonicMs' | 'after'>;
  readonly #work: () => Iterator<void>;
  #round: Iterator<void> | undefined;
  #busyMs = 0;
  #isWaiting = false;
  #isAsked = false;
  #isGoing = false;

  constructor(clock: Pick<Clock, 'monotonicMs' | 'after'>, work: () => Iterator<void>) {
    this.#clock = clock;
    this.#work = work;
  }

  /** Begins now, or when it has rested. */
  ask(): void {
    this.#isAsked = true;
    if (!this.#isWaiting) {
      this.#go(spellMs);
    }
  }

  /** Does now all there is, rested or not. */
  now(): void {
    if (this.#round) {
      this.#go(Infinity);
    }
    this.#isAsked = true;
    this.#go(Infinity);
  }

  #go(forMs: number): void {
    if (!this.#round && this.#isAsked) {
      this.#isAsked = false;
      this.#busyMs = 0;
      this.#round = this.#work();
    }
    // What a step itself asks for is done after the round it is of.
    if (this.#round && !this.#isGoing) {
      this.#goOn(this.#round, forMs);
    }
  }

  #goOn(round: Iterator<void>, forMs: number): void {
    const before = this.#clock.monotonicMs();
    let isDone = false;
    let tookMs = 0;
    this.#isGoing = true;
    try {
      while (!isDone && tookMs < forMs) {
        // A step that fails ends its round, and the next one begins anew.
        isDone = true;
        isDone = round.next().done === true;
        tookMs = this.#clock.monotonicMs() - before;
      }
    } finally {
      this.#isGoing = false;
      this.#busyMs += tookMs;
      this.#rest(isDone);
    }
  }

  #rest(isDone: boolean): void {
    if (!isDone) {
      this.#wait(0);
      return;
    }
    this.#round = undefined;
    if (this.#busyMs >= quickMs || this.#isAsked) {
      this.#wait(Math.min(this.#busyMs * restsFor, longestRestMs));
    }
  }

  #wait(ms: number): void {
    if (!this.#isWaiting) {
      this.#isWaiting = true;
      this.#clock.after(ms, () => {
        this.#isWaiting = false;
        this.#go(spellMs);
      });
    }
  }
}
