import { expect, it } from 'vitest';
import { constructsIn } from '../../test/harness/import-constructs.ts';
import { exportOf, imported, sourceNames } from '../../test/harness/imports.ts';
import { between, seededRandom } from '../../test/harness/random.ts';
import { jsonValuesOf } from './json.ts';
import type { SourceFile } from './source.ts';

const runs = Math.ceil(Number(process.env['IMPORT_RUNS'] ?? 500) / sourceNames.length);
const firstSeed = Number(process.env['IMPORT_SEED'] ?? 1);

const strange: readonly unknown[] = [
  null,
  '',
  'x'.repeat(5000),
  '\u0000\u202E\n',
  '__proto__',
  'constructor',
  -1,
  0,
  1e308,
  9_007_199_254_740_991,
  0.5,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { id: {} },
  { nodes: 'no' },
  '9999-99-99T99:99:99Z',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '24:00',
  'Mars/Olympus',
  'UTC',
  '{a="b',
  { __proto__: 1 },
];

/** Changes one place somewhere in a value. */
function mutate(random: () => number, files: SourceFile[]): void {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const look = (value: unknown) => {
    if (typeof value === 'object' && value !== null) {
      Object.keys(value).forEach((key) => places.push({ holder: value as Record<string, unknown>, key }));
      Object.values(value).forEach(look);
    }
  };
  files.forEach(({ values }) => look(values));
  const one = <T>(list: readonly T[]) => list[between(random, 0, list.length - 1)] as T;
  if (places.length === 0) {
    return;
  }
  const { holder, key } = one(places);
  const other = one(places);
  switch (between(random, 0, 5)) {
    case 0:
      if (Array.isArray(holder)) {
        holder.splice(Number(key), 1);
      } else {
        delete holder[key];
      }
      break;
    case 1:
      holder[key] = one(strange);
      break;
    case 2:
      holder[key] = structuredClone(other.holder[other.key]);
      break;
    case 3:
      // As a parser would: a list has no other fields, and __proto__ is one like any other.
      if (!Array.isArray(holder)) {
        Object.defineProperty(holder, String(one(strange)).slice(0, 40), {
          value: one(strange),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      break;
    case 4:
      holder[key] = Array.isArray(holder[key])
        ? [...(holder[key] as unknown[]), ...structuredClone(holder[key] as unknown[])]
        : [holder[key]];
      break;
    default:
      holder[key] =
        typeof holder[key] === 'number'
          ? holder[key] * one([-1, 0, 1000, 1e9, 0.001])
          : `${String(holder[key])}${one(['', '.', ' ', '0'])}`;
  }
}

it.each(sourceNames)(`[IMP10] makes a workspace and a full report of any export of %s, in ${runs} broken ones`, (source) => {
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    const random = seededRandom(seed);
    const files = exportOf(source);
    for (let count = between(random, 1, 6); count > 0; count -= 1) {
      mutate(random, files);
    }
    const { problems, report } = imported(source, files);
    const label = `IMPORT_SEED=${seed} IMPORT_RUNS=6`;
    expect(problems, label).toEqual([]);
    const paths = report.entries.map(({ path }) => path);
    expect(
      paths.filter(
        (path, i) =>
          path !== '' &&
          paths.indexOf(path) !== i &&
          report.entries[i]?.kind !== 'field' &&
          report.entries[i]?.kind !== 'page' &&
          report.entries[i]?.kind !== 'element',
      ),
      label,
    ).toEqual([]);
  }
});

it('[IMP10] finds every construct of a broken export that is still one', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = seededRandom(seed);
    const files = exportOf('pagerduty');
    const inside = files
      .flatMap(({ values }) => values)
      .flatMap((page) => Object.values(page as object).filter(Array.isArray)) as unknown as SourceFile[];
    mutate(random, [{ path: '', values: inside as never }]);
    const paths = new Set(imported('pagerduty', files).report.entries.map(({ path }) => path));
    const lost = constructsIn('pagerduty', files).filter(({ path }) => !paths.has(path));
    expect(
      lost.map(({ path }) => path),
      `seed ${seed}`,
    ).toEqual([]);
  }
});

it('[IMP10] reads one value or several on end, and nothing that is cut short', () => {
  expect(jsonValuesOf('{"a":"}{"}\n[1]')).toEqual([{ a: '}{' }, [1]]);
  expect(jsonValuesOf('7')).toEqual([7]);
  for (const text of ['', '{', '{"a":1}{', '{"a":1} trailing', '"', '[1,]', '['.repeat(200_000)]) {
    expect(jsonValuesOf(text)).toBeUndefined();
  }
});

it('[IMP10] ends in time with two thousand people, and says how many it has', () => {
  const users = Array.from({ length: 2000 }, (_, i) => ({ id: `U${i}`, name: `Person ${i % 50}` }));
  const { definitions, report } = imported('pagerduty', [{ path: 'users.json', values: [{ users }] }]);
  expect(definitions?.person).toHaveLength(2000);
  expect(report.counts.converted).toBe(2000);
});
