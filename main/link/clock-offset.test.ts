import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { HOUR_MS } from '../../shared/time/instant.ts';
import { ClockOffset, type ClockSample } from './clock-offset.ts';

/** An exchange with a relay whose clock is `offsetMs` ahead, taking `upMs` there and `downMs` back. */
function exchange(offsetMs: number, upMs: number, downMs: number, sentAt = 1_000_000): ClockSample {
  const receivedAt = sentAt + offsetMs + upMs;
  return { sentAt, receivedAt, answeredAt: receivedAt, heardAt: sentAt + upMs + downMs };
}

it('[SYN10] knows the relay’s clock to within the uncertainty it states, however wrong its own is', () => {
  const trip = fc.nat(2000);
  fc.assert(
    fc.property(
      fc.integer({ min: -24 * HOUR_MS, max: 24 * HOUR_MS }),
      fc.array(fc.tuple(trip, trip), { minLength: 1, maxLength: 20 }),
      (offset, trips) => {
        const clock = new ClockOffset();
        for (const [up, down] of trips) {
          const { offsetMs, uncertaintyMs } = clock.add(exchange(offset, up, down));
          expect(Math.abs(offsetMs - offset)).toBeLessThanOrEqual(uncertaintyMs);
        }
      },
    ),
  );
});

it('[SYN10] trusts the quickest of the last exchanges', () => {
  const clock = new ClockOffset();
  clock.add(exchange(500, 900, 100));
  clock.add(exchange(500, 5, 5));
  expect(clock.add(exchange(500, 700, 100))).toEqual({ offsetMs: 500, uncertaintyMs: 5 });
});

it('[SYN10] forgets what it measured as soon as an exchange says that a clock was set', () => {
  const clock = new ClockOffset();
  clock.add(exchange(0, 1, 1));
  expect(clock.add(exchange(2 * HOUR_MS, 40, 40))).toEqual({ offsetMs: 2 * HOUR_MS, uncertaintyMs: 40 });
});
