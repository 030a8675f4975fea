import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { cutTo, fitted } from './fitted.ts';

const parts = [42, 43, 44].map((number) => ({ number, text: `#${number} ${'x'.repeat(40)}` }));

it('[DLV22] names by its number what a message has no room for, and cuts only when one alone is too long', () => {
  expect(fitted(parts, 1000)).toBe(parts.map(({ text }) => text).join('\n\n'));
  expect(fitted(parts, 120)).toBe(`${parts[0]?.text}\n\n${parts[1]?.text}\n\n… #44`);
  expect(fitted(parts, 80)).toBe(`${parts[0]?.text}\n\n… #43 #44`);
  expect(fitted(parts.slice(0, 1), 20)).toBe('#42 xxxxxxxxxxxxxxx…');
});

it('[DLV22] is never longer than it may be, and never ends inside a character', () => {
  const part = fc.record({ number: fc.integer({ min: 1, max: 1_000_000 }), text: fc.string({ unit: 'grapheme', maxLength: 300 }) });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), fc.integer({ min: 10, max: 2000 }), (some, most) => {
      const text = fitted(some, most);
      expect(text.length).toBeLessThanOrEqual(most);
      expect(text.isWellFormed()).toBe(true);
    }),
  );
  expect(cutTo('🔥🔥🔥', 4)).toBe('🔥…');
});
