import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { canonicalJson } from './canonical.ts';
import { derivedId } from './derived-id.ts';

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(shuffled);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, each]) => [key, shuffled(each)]),
      )
    : value;
}

it('[LOG2] writes one value in one way, whatever the order of its keys, and reads it back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(text).not.toMatch(/\n/);
    }),
    { numRuns: 500 },
  );
});

it('[LOG2] writes numbers, keys and control characters as RFC 8785 says', () => {
  expect(canonicalJson({ b: 1e21, a: -0, é: 1, 10: '\n', 9: '\u0001' })).toBe('{"10":"\\n","9":"\\u0001","a":0,"b":1e+21,"é":1}');
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

it.each([[NaN], [Infinity], ['\ud800'], [undefined], [() => 1]])('[LOG2] refuses what JSON cannot carry: %s', (value) => {
  expect(() => canonicalJson(value)).toThrow(/./);
});

it('[LOG3] derives one id from one meaning and another from another', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(derivedId(a)).toBe(derivedId(shuffled(a)));
      expect(derivedId(a) === derivedId(b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(derivedId(a)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }),
  );
});
