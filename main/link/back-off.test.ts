import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { backOffMs } from './back-off.ts';

it('[SYN13] waits a random part of a time that doubles with each failure, up to a minute', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
      const waitMs = backOffMs(failures, random);
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThanOrEqual(Math.min(60_000, 500 * 2 ** Math.min(failures, 7)));
    }),
  );
  expect([0, 1, 2, 6, 7, 100].map((failures) => backOffMs(failures, 1))).toEqual([500, 1000, 2000, 32_000, 60_000, 60_000]);
});
