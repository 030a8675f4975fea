import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { refuseDeepJson } from './json-scan.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const refuse = (text: string) => refuseDeepJson(Buffer.from(text));

it('[ALR7] refuses 10,000 nested arrays before they are parsed', () => {
  expect(refuse(nested(10_000))).toBe('The body nests deeper than 32 levels; send a flatter one.');
  expect(refuse(`{"a":${'{"a":'.repeat(40)}1${'}'.repeat(41)}`)).toBeDefined();
});

// The control: what the guard keeps out does break what comes after the parser, though the parser itself takes it.
it('[ALR7] keeps out what breaks every walk after the parser', () => {
  const value: unknown = JSON.parse(nested(10_000));
  expect(() => JSON.stringify(value)).toThrow(RangeError);
  expect(() => structuredClone(value)).toThrow(RangeError);
});

it('[ALR7] lets pass what nests 32 levels, and brackets that only stand in text', () => {
  expect(refuse(nested(32))).toBeUndefined();
  expect(refuse(nested(33))).toBeDefined();
  expect(refuse(JSON.stringify({ text: '['.repeat(500), quoted: '\\"[[[[', more: '\\\\' }))).toBeUndefined();
});

it('[ALR7] counts the depth of any JSON as a walk over it does', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 26, max: 34 }), (value, around) => {
      const text = `${'['.repeat(around)}${JSON.stringify(value)}${']'.repeat(around)}`;
      expect(refuse(text) !== undefined).toBe(around + depthOf(value) > 32);
    }),
    { numRuns: 300 },
  );
});
