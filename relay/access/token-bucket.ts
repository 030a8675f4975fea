import { MINUTE_MS, type Instant } from '../../shared/time/instant.ts';

/** What may be asked for: `burst` at once, and `perMinute` again as time goes by. Both are whole and at least 1. */
export interface Rate {
  perMinute: number;
  burst: number;
}

/** What has been asked for and has not been given back yet, as it stood `at` an instant; in requests times the milliseconds of a minute, so that nothing is ever rounded. */
export interface Bucket {
  owed: number;
  at: Instant;
}

/** What is left of a bucket's debt by now: it goes down by `perMinute` requests a minute. A clock that went back gives nothing. */
export function owedAt({ owed, at }: Bucket, { perMinute }: Rate, now: Instant): number {
  return Math.max(0, owed - Math.max(0, now - at) * perMinute);
}

/**
 * Asks a bucket, none for a fresh one, for one request: it is taken, or there are so many milliseconds until it would be, and not
 * one fewer. Between two instants no more than `burst` and the rate times the time between them are ever taken.
 */
export function ask(bucket: Bucket | undefined, rate: Rate, now: Instant): { bucket: Bucket; waitMs: number } {
  const owed = bucket ? owedAt(bucket, rate, now) : 0;
  const room = (rate.burst - 1) * MINUTE_MS - owed;
  return room >= 0
    ? { bucket: { owed: owed + MINUTE_MS, at: now }, waitMs: 0 }
    : { bucket: { owed, at: now }, waitMs: Math.ceil(-room / rate.perMinute) };
}
