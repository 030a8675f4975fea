import { describe, expect, it } from 'vitest';
import { watchSleep } from './sleep-watch.ts';

/** A clock whose one timer rings when the test says, and which then shows what the test says. */
function handClock() {
  let now = 0;
  let ring: (() => void) | undefined;
  return {
    now: () => now,
    monotonicMs: () => now,
    after: (_delayMs: number, callback: () => void) => {
      ring = callback;
      return () => (ring = undefined);
    },
    ringAfter(passedMs: number) {
      now += passedMs;
      ring?.();
    },
  };
}

describe('watching for sleep', () => {
  it('wakes what must look again after a sleep or when a clock was set, once each, and not for a late timer', () => {
    const clock = handClock();
    let woken = 0;
    const stop = watchSleep(clock, () => (woken += 1));
    [1000, 1004, 3000].forEach((passedMs) => clock.ringAfter(passedMs));
    expect(woken).toBe(0);
    clock.ringAfter(8 * 60 * 60 * 1000);
    clock.ringAfter(1000);
    expect(woken).toBe(1);
    clock.ringAfter(-3_600_000);
    expect(woken).toBe(2);
    stop();
    clock.ringAfter(3_600_000);
    expect(woken).toBe(2);
  });
});
