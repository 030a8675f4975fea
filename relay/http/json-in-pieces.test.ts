import { expect, it } from 'vitest';
import { carriable } from '../ingest/carriable.ts';
import { fc } from '../../test/harness/properties.ts';
import { readJson } from './json-in-pieces.ts';

/** What becomes of a body read in pieces, or the sentence it is refused with; and into how many turns it came. */
function read(text: string | Buffer, stretchBytes: number): { value?: unknown; refused?: string; turns: number } {
  const reading = readJson(Buffer.from(text), stretchBytes);
  let turns = 1;
  try {
    for (;;) {
      const { done, value } = reading.next();
      if (done) {
        return { value, turns };
      }
      turns += 1;
    }
  } catch (error) {
    return { refused: (error as Error).message, turns };
  }
}

/** The same read at once. */
function atOnce(text: string): unknown {
  try {
    return { value: carriable(JSON.parse(text)) };
  } catch {
    return { refused: 'The body is not JSON; check quotes and commas.' };
  }
}

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(fc.jsonValue({ maxDepth: 2 })),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(fc.array(fc.jsonValue({ maxDepth: 2 })), fc.jsonValue({ maxDepth: 1 }))),
);
const spaced = fc.tuple(value, fc.constantFrom(0, 1, '\t')).map(([json, space]) => JSON.stringify(json, undefined, space));
const isReserved = (text: string) => /__proto__|constructor|prototype/.test(text);

it('[ALR39] reads in pieces what it reads at once', () => {
  fc.assert(
    fc.property(spaced, fc.integer({ min: 1, max: 20 }), (text, stretch) => {
      fc.pre(!isReserved(text));
      const { value: given, refused } = read(text, stretch);
      expect(refused === undefined ? { value: given } : { refused }).toEqual(atOnce(text));
    }),
    { numRuns: 2000 },
  );
});

it('[ALR39] refuses in pieces what it refuses at once, wherever a byte is wrong', () => {
  const wrong = fc.constantFrom(',', '[', ']', '{', '}', '"', ':', '\\', ' ', '1', 'x', ',,', '[]', '{}', '\u00e9');
  fc.assert(
    fc.property(spaced, fc.nat(), wrong, fc.boolean(), fc.integer({ min: 1, max: 12 }), (json, at, byte, isAdded, stretch) => {
      const place = at % (json.length + 1);
      const text = json.slice(0, place) + byte + json.slice(place + (isAdded ? 0 : 1));
      fc.pre(!isReserved(text));
      const { value: given, refused } = read(text, stretch);
      expect(refused === undefined ? { value: given } : { refused }).toEqual(atOnce(text));
    }),
    { numRuns: 4000 },
  );
});

it.each(['[1,,2]', '[1,2,]', '[,1,2]', '[,]', '{"a":[1,2,]}', '{"a":[1,2}', '[1,2', '[1,2]]', '{"a":[1]}{"a":[2]}', '[1][2]', '5[1,2]'])(
  '[ALR39] takes %s for no JSON, as the parser does',
  (text) => {
    expect(read(text, 1).refused).toBe('The body is not JSON; check quotes and commas.');
  },
);

it('[ALR39] goes by the last of two fields of one name, and knows its own numbers from a body’s', () => {
  expect(read('{"a":[1,2],"b":[1],"a":[3,[0]],"c":[]}', 1).value).toEqual({ a: [3, [0]], b: [1], c: [] });
  expect(read('[[0],[1]]', 1).value).toEqual([[0], [1]]);
});

it('[ALR7] [ALR39] finds a reserved key in any piece, however it is spelt', () => {
  for (const text of [
    '[1,{"__proto__":1}]',
    '{"a":[1],"constructor":[2]}',
    '{"a":[1,{"\\u005f_proto__":{}}]}',
    '{"a":[1],"__proto__":{}}',
  ]) {
    expect(read(text, 1).refused).toMatch(/reserved key/);
  }
});

it('[ALR39] refuses one object of ten thousand names, at the top or in a list there', () => {
  const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`name ${i}`, i]));
  for (const body of [names(10_001), { alerts: [{}, names(10_001)] }, [names(10_001)], { alerts: [{ labels: names(10_001) }] }]) {
    expect(read(JSON.stringify(body), 256 * 1024).refused).toMatch(/more than 10000 names/);
  }
  expect(read(JSON.stringify({ alerts: [names(10_000)] }), 256 * 1024).refused).toBeUndefined();
});

it('[ALR39] takes thousands of alerts in many turns, and refuses one value that would take too long by itself', () => {
  const alerts = Array.from({ length: 10_000 }, (_, i) => ({
    status: 'firing',
    labels: { alertname: `A${i}` },
    annotations: { text: 'x'.repeat(500) },
  }));
  const { value: given, turns } = read(JSON.stringify({ version: '4', alerts }), 256 * 1024);
  expect(given).toEqual({ version: '4', alerts });
  expect(turns).toBeGreaterThan(25);
  const large = 'x'.repeat(2 * 1024 * 1024);
  for (const body of [
    { large },
    { alerts: [1, { large }] },
    [large],
    large,
    { a: { b: [large] } },
    { a: large.slice(9), b: [1], c: large.slice(9) },
  ]) {
    expect(read(JSON.stringify(body), 256 * 1024).refused).toMatch(/larger than 2 MB/);
  }
});

it('[ALR39] gives others their turn between lists as within one, and refuses ten thousand lists side by side, also by one name (S2)', () => {
  const list = `[${'1,'.repeat(100_000)}1]`;
  const lists = Array.from({ length: 10 }, (_, i) => `"l${i}":${list}`).join(',');
  const { value: given, turns } = read(`{${lists}}`, 256 * 1024);
  expect(Object.keys(given as object)).toHaveLength(10);

  expect(turns).toBeGreaterThanOrEqual(8);
  expect(read(`{${'"a":[],'.repeat(10_001)}"b":1}`, 1024).refused).toMatch(/more than 10000 lists/);
  expect(read(`{${'"a":[],'.repeat(10_000)}"b":1}`, 1024).value).toEqual({ a: [], b: 1 });
});
