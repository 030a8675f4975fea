import type { Clock } from '../../shared/time/clock.ts';

interface Timer {
  at: number;
  order: number;
  callback: () => void;
}

/** A clock that stands still until it is told to go, and runs due timers in order when it does. */
export class FakeClock implements Clock {
  /** Set by worlds that skip idle time. */
  idleTickMs: number | undefined;
  #monotonic = 0;
  #offset: number;
  #timers: Timer[] = [];
  #order = 0;
  #deferred = 0;

  constructor(startsAt: number) {
    this.#offset = startsAt;
  }

  now(): number {
    return Math.floor(this.#monotonic + this.#offset);
  }

  monotonicMs(): number {
    return this.#monotonic;
  }

  after(delayMs: number, callback: () => void): () => void {
    this.#order += 1;
    const timer = { at: this.#monotonic + Math.max(0, delayMs), order: this.#order, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Goes forward, running what falls due on the way; between timers everything that waits on a promise gets its turn. */
  async forward(durationMs: number): Promise<void> {
    const end = this.#monotonic + durationMs;
    await this.settle();
    for (let timer = this.#nextUntil(end); timer; timer = this.#nextUntil(end)) {
      const due = timer;
      this.#timers = this.#timers.filter((each) => each !== due);
      this.#monotonic = Math.max(this.#monotonic, due.at);
      due.callback();
      await this.settle();
    }
    this.#monotonic = end;
    await this.settle();
  }

  /** The machine sleeps: the wall clock goes on, timers and the monotonic clock do not. */
  sleep(durationMs: number): void {
    this.#offset += durationMs;
  }

  /** Runs a callback when the present event-loop turn ends; the clock waits for it before it goes on. */
  defer(callback: () => void): void {
    this.#deferred += 1;
    setImmediate(() => {
      this.#deferred -= 1;
      callback();
    });
  }

  /** Lets everything that waits on a promise go on, without time passing. */
  async settle(): Promise<void> {
    do {
      await new Promise<void>((resolve) => setImmediate(resolve));
    } while (this.#deferred > 0);
  }

  #nextUntil(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (next === undefined || timer.at < next.at || (timer.at === next.at && timer.order < next.order))) {
        next = timer;
      }
    }
    return next;
  }
}
