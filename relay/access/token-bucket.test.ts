import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { fc } from '../../test/harness/properties.ts';
import { ask, owedAt, type Bucket, type Rate } from './token-bucket.ts';

/** When requests at these instants were taken. */
function taken(rate: Rate, instants: readonly number[], asks: typeof ask = ask): number[] {
  let bucket: Bucket | undefined;
  return instants.filter((now) => {
    const asked = asks(bucket, rate, now);
    bucket = asked.bucket;
    return asked.waitMs === 0;
  });
}

/** The most a stretch of time has of them beyond what its length allows; at most `burst` when the promise holds. */
function beyondTheRate({ perMinute }: Rate, instants: readonly number[]): number {
  const sums = instants.map((at, i) => (i + 1) * MINUTE_MS - at * perMinute);
  let least = Infinity;
  let worst = 0;
  sums.forEach((sum) => {
    least = Math.min(least, sum - MINUTE_MS);
    worst = Math.max(worst, sum - least);
  });
  return worst / MINUTE_MS;
}

const rates = fc.record({ perMinute: fc.integer({ min: 1, max: 100_000 }), burst: fc.integer({ min: 1, max: 50 }) });
const waits = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 200_000 })), {
  maxLength: 300,
});
const instantsOf = (gaps: readonly number[]) => {
  let now = 0;
  return gaps.map((gap) => (now += gap));
};

it('[ALR37] takes never more than the burst and what the rate has given back since, from any moment to any other', () => {
  fc.assert(
    fc.property(rates, waits, (rate, gaps) => {
      expect(beyondTheRate(rate, taken(rate, instantsOf(gaps)))).toBeLessThanOrEqual(rate.burst);
    }),
  );
});

// The control: what begins anew every minute takes twice as many around the moment it does.
it('[ALR37] would notice a fixed window', () => {
  const window: typeof ask = (bucket, rate, now) => {
    const kept = bucket && now - bucket.at < MINUTE_MS ? bucket : { owed: 0, at: Math.floor(now / MINUTE_MS) * MINUTE_MS };
    return { bucket: { ...kept, owed: kept.owed + 1 }, waitMs: kept.owed < rate.burst ? 0 : 1 };
  };
  const rate = { perMinute: 10, burst: 10 };
  const instants = [...Array.from({ length: 10 }, () => MINUTE_MS - 1), ...Array.from({ length: 10 }, () => MINUTE_MS)];
  expect(beyondTheRate(rate, taken(rate, instants, window))).toBeGreaterThan(10);
  expect(beyondTheRate(rate, taken(rate, instants))).toBeLessThanOrEqual(10);
});

it('[ALR37] says how long to wait to the millisecond', () => {
  fc.assert(
    fc.property(rates, waits, (rate, gaps) => {
      let bucket: Bucket | undefined;
      for (const now of instantsOf(gaps)) {
        const asked = ask(bucket, rate, now);
        bucket = asked.bucket;
        if (asked.waitMs > 0) {
          expect([ask(bucket, rate, now + asked.waitMs).waitMs, ask(bucket, rate, now + asked.waitMs - 1).waitMs]).toEqual([0, 1]);
        }
      }
    }),
  );
});

it('[ALR37] gives nothing for a clock that goes back, and does not wait for it to catch up', () => {
  const rate = { perMinute: 60, burst: 1 };
  const { bucket } = ask(undefined, rate, 10 * MINUTE_MS);
  const back = ask(bucket, rate, 0);
  expect(back.waitMs).toBe(1000);
  expect(ask(back.bucket, rate, 1000).waitMs).toBe(0);
  expect(owedAt(bucket, rate, 0)).toBe(MINUTE_MS);
});
