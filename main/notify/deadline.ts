import type { Clock } from '../../shared/time/clock.ts';

/** The part of the clock that notifiers need. */
export type Timers = Pick<Clock, 'after'>;

/** The system's own timers. */
export const systemTimers: Timers = {
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** How long any call of a notifier may take. */
export const callLimitMs = 5000;

/** What `work` comes to, or what `late` says when it has come to nothing after `limitMs`. */
export function within<T>(timers: Timers, limitMs: number, work: Promise<T>, late: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(limitMs, () => resolve(late()));
    work.then(resolve, reject).finally(cancel);
  });
}
