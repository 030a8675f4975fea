import { expect, it } from 'vitest';
import { difference } from '../oracle/difference.ts';
import { wrongs } from '../oracle/wrong.ts';

const firstSeed = Number(process.env['ORACLE_SEED'] ?? 1);
const runs = Number(process.env['ORACLE_RUNS'] ?? (process.env['ORACLE_SEED'] === undefined ? 5000 : 1));

it(
  `[ESC1] [ESC2] [ESC3] [ESC4] [ESC5] [ESC6] [ESC7] [ESC8] [ESC9] the engine pages as an independent oracle does, through ${runs} histories from seed ${firstSeed} (R10)`,
  { timeout: (runs + 600) * 500 },
  () => {
    let lines = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const { told, found } = difference(seed);
      expect(found, found).toBeUndefined();
      lines += told.length;
    }
    expect(lines / runs, 'The histories were empty.').toBeGreaterThan(5);
  },
);

it.each(wrongs)('[ESC2] control: an engine that %s is found', (wrong) => {
  let seed = firstSeed;
  while (seed < firstSeed + runs && difference(seed, wrong).found === undefined) {
    seed += 1;
  }
  expect(seed).toBeLessThan(firstSeed + runs);
});
