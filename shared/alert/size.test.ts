import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { lightened, sizeUpTo } from './size.ts';

it('[ALR40] knows how long a value is as JSON, but for escapes and a comma', () => {
  const plain = fc.jsonValue({ maxDepth: 4, stringUnit: fc.constantFrom('a', 'é', ' ') });
  fc.assert(
    fc.property(plain, (value) => {
      const { length } = JSON.stringify(value);
      expect(sizeUpTo(value, Infinity)).toBeGreaterThanOrEqual(length);
      expect(sizeUpTo(value, Infinity)).toBeLessThanOrEqual(length * 2 + 1);
    }),
  );
});

it('[ALR40] counts no further than it was asked', () => {
  let looked = 0;
  const list = Array.from({ length: 1000 }, () => ({
    get text() {
      looked += 1;
      return 'x'.repeat(10);
    },
  }));
  expect(sizeUpTo(list, 100)).toBeGreaterThan(100);
  expect(looked).toBeLessThan(10);
});

it('[ALR40] keeps what fits and names the rest', () => {
  const fields = { small: 1, large: 'x'.repeat(200), next: 'y', list: Array.from({ length: 100 }, () => 1) };
  expect(lightened(fields, 100)).toEqual({ small: 1, next: 'y', leftOut: ['large', 'list'] });
  expect(lightened(fields, 10_000)).toEqual(fields);
  expect(lightened({ leftOut: ['before'], large: 'x'.repeat(200) }, 100)).toEqual({ leftOut: ['before', 'large'] });
});

it('[ALR40] keeps a thousand fields at the most', () => {
  const kept = lightened(Object.fromEntries(Array.from({ length: 1002 }, (_, i) => [`n${i}`, i])), 1e6);
  expect([Object.keys(kept).length, kept['leftOut']]).toEqual([1001, ['n1000', 'n1001']]);
});

it('[ALR40] stays small whatever there is', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${'n'.repeat(300)}${i}`, i]));
  const kept = lightened(many, 1000);
  expect(JSON.stringify(kept).length).toBeLessThan(13_000);
  expect((kept['leftOut'] as string[]).at(-1)).toMatch(/^48\d\d more$/);
});
