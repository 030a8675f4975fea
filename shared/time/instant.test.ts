import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { isoOf, parseIso } from './instant.ts';

it('[SCH7] reads back every moment it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (instant) => {
      expect(parseIso(isoOf(instant))).toBe(instant);
    }),
  );
});

it('[SCH7] knows a moment only with its offset', () => {
  expect(parseIso('2026-12-24T18:00:00+01:00')).toBe(Date.UTC(2026, 11, 24, 17));
  expect(parseIso('2026-12-24T18:00Z')).toBe(Date.UTC(2026, 11, 24, 18));
  for (const text of ['2026-12-24T18:00:00', '2026-12-24', '2026-13-24T18:00:00Z', 'Christmas']) {
    expect(parseIso(text), text).toBeUndefined();
  }
});
