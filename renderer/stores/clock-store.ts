import { create } from 'zustand';
import { SECOND_MS, type Instant } from '../../shared/time/instant.ts';

interface Clock {
  /** The relay's time as well as this device knows it, renewed every second. */
  now: Instant;
  offsetMs: number;
}

/** The one ticker of the page: everything that counts down reads it, nothing else sets an interval. */
export const useClock = create<Clock>(() => ({ now: Date.now(), offsetMs: 0 }));

/** The relay's time at this moment, for what happens once. */
export function nowInstant(): Instant {
  return useClock.getState().now;
}

function tick(): void {
  useClock.setState(({ offsetMs }) => ({ now: Date.now() + offsetMs }));
}

/** Corrects the clock by the relay's; called with every desk. */
export function setClockOffset(offsetMs: number): void {
  if (offsetMs !== useClock.getState().offsetMs) {
    useClock.setState({ offsetMs, now: Date.now() + offsetMs });
  }
}

/** Starts the ticker; the returned function stops it. */
export function startClock(): () => void {
  const timer = setInterval(tick, SECOND_MS);
  // A hidden page's timers are slowed down; be right again the moment somebody looks.
  document.addEventListener('visibilitychange', tick);
  tick();
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}
