import type { Clock } from '../../shared/time/clock.ts';
import type { FakeClock } from './fake-clock.ts';

/** One laptop's clocks in the world: its wall clock may be wrong, and while its lid is closed its timers and monotonic clock stand still. */
export class LaptopClock implements Clock {
  readonly #world: FakeClock;
  readonly #late: (() => void)[] = [];
  #wrongByMs: number;
  #asleepSince: number | undefined;
  #sleptMs = 0;

  constructor(world: FakeClock, wrongByMs = 0) {
    this.#world = world;
    this.#wrongByMs = wrongByMs;
  }

  get idleTickMs(): number | undefined {
    return this.#world.idleTickMs;
  }

  now(): number {
    return this.#world.now() + this.#wrongByMs;
  }

  monotonicMs(): number {
    return (this.#asleepSince ?? this.#world.monotonicMs()) - this.#sleptMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    let cancelled = false;
    const run = () => {
      if (cancelled) {
        return;
      }
      if (this.#asleepSince === undefined) {
        callback();
      } else {
        this.#late.push(run);
      }
    };
    const cancel = this.#world.after(delayMs, run);
    return () => {
      cancelled = true;
      cancel();
    };
  }

  /** Somebody, or the network, sets the wall clock. */
  set(byMs: number): void {
    this.#wrongByMs += byMs;
  }

  sleep(): void {
    this.#asleepSince ??= this.#world.monotonicMs();
  }

  wake(): void {
    if (this.#asleepSince !== undefined) {
      this.#sleptMs += this.#world.monotonicMs() - this.#asleepSince;
      this.#asleepSince = undefined;
      this.#late.splice(0).forEach((run) => run());
    }
  }
}
