import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { tickMs, untilNextTick } from './next-tick.ts';

it('[ESC10] looks again within a second of the last look, however often it is asked and whatever the wall clock does', () => {
  const instant = fc.integer({ min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(5000), instant, fc.option(instant, { nil: undefined }), (lastMonotonicMs, sinceMs, now, nextDueAt) => {
      const waitMs = untilNextTick({ lastMonotonicMs, monotonicMs: lastMonotonicMs + sinceMs }, now, nextDueAt);
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(sinceMs + waitMs).toBeLessThanOrEqual(Math.max(sinceMs, tickMs));
      if (nextDueAt !== undefined) {
        expect(waitMs).toBeLessThanOrEqual(Math.max(0, nextDueAt - now));
      }
    }),
  );
});
