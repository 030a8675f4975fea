import canonicalize from 'canonicalize';
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

/** Whatever a program may hold: also what JSON cannot carry, writes otherwise than it is, or leaves out. */
const anything = fc.anything({
  key: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'b', '10', '9', '__proto__', 'toJSON', 'é', '\ud800')),
  values: [
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, 1e21, 10n, Symbol('s'), '\ud800', () => 1),
    fc.date(),
    fc.constant({ toJSON: () => ({ b: 1, a: 2 }) }),
  ],
  withBoxedValues: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
  maxDepth: 4,
});

/** What becomes of a value, or that it cannot be carried. */
function orRefused(write: () => string | undefined): string | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}

it('[LOG2] writes what the library for it writes, and refuses what that refuses', () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(orRefused(() => canonicalJson(value))).toBe(orRefused(() => canonicalize(value)));
    }),
    { numRuns: 3000 },
  );
});

it.each<[string, unknown]>([
  ['a boxed NaN', new Number(NaN)],
  ['a boxed infinity', { a: [new Number(Infinity)] }],
  ['a boxed number with fields', Object.assign(new Number(5), { b: 1, a: 2 })],
  ['a boxed string with fields', Object.assign(new String(''), { b: 1, a: 2 })],
  ['a boxed large number', { a: Object(10n) as unknown }],
  ['a list that writes itself', { a: Object.assign([1], { toJSON: () => ({ b: 1, a: 2 }) }) }],
  ['a list with fields', { a: Object.assign([{ d: 1, c: 2 }], { b: 1, a: 2 }) }],
  ['what has no prototype', Object.assign(Object.create(null) as object, { b: { d: 1, c: 2 }, a: 1 })],
  ['what is frozen', Object.freeze({ b: Object.freeze([{ d: 1, c: 2 }]), a: 1 })],
  [
    'what is computed when it is read',
    {
      get b() {
        return { d: 1, c: 2 };
      },
      get a() {
        return 1;
      },
    },
  ],
  ['what is inherited or hidden', Object.create({ z: 1 }, { b: { value: 1, enumerable: true }, a: { value: 2 } })],
  ['keys that look like numbers', { é: 1, '-1': 1, '01': 1, '1e3': 1, 4294967295: 1, 4294967294: 1, 10: 1, 9: 1 }],
  ['keys beyond the first plane', { '\uffff': 1, '\u{1f600}': 2, '\u2028': 3, '': 4 }],
  ['a key __proto__', JSON.parse('{"b":{"__proto__":{"d":1,"c":2},"a":1},"a":1}')],
  ['a very wide record', Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${(i * 7919) % 20_000}`, { b: i, a: i }]))],
  ['a very long list', Array.from({ length: 20_000 }, (_, i) => ({ b: i, a: [i] }))],
])('[LOG2] writes %s as the library does, or refuses it alike', (_, value) => {
  expect(orRefused(() => canonicalJson(value))).toBe(orRefused(() => canonicalize(value)));
});

it('[LOG2] takes what is nested deep, and refuses what contains itself', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 5000; i += 1) {
    deep = { b: [deep], a: 1 };
  }
  expect(canonicalJson(deep)).toBe(canonicalize(deep));
  const itself: Record<string, unknown> = {};
  itself['itself'] = itself;
  expect(() => canonicalJson(itself)).toThrow(/./);
});

it('[LOG2] leaves a value as it was', () => {
  const value = { b: [{ d: 1, c: 2 }], a: { z: 1, y: 2 } };
  canonicalJson(value);
  expect(JSON.stringify(value)).toBe('{"b":[{"d":1,"c":2}],"a":{"z":1,"y":2}}');
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
