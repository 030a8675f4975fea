import type { Clock } from '../../shared/time/clock.ts';

const lookEveryMs = 1000;
const jumpMs = 5000;

/**
 * Calls back when the computer slept or a clock was set: the wall clock moved on by more than it should have since the
 * last look. A terminal is not told of a sleep as a desktop app is. The returned function stops looking.
 */
export function watchSleep(clock: Clock, woke: () => void): () => void {
  let lookedAt = clock.now();
  let cancel: (() => void) | undefined;
  const look = () => {
    const now = clock.now();
    if (Math.abs(now - lookedAt - lookEveryMs) > jumpMs) {
      woke();
    }
    lookedAt = now;
    cancel = clock.after(lookEveryMs, look);
  };
  cancel = clock.after(lookEveryMs, look);
  return () => cancel?.();
}
