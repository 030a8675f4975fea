import { expect, it } from 'vitest';
import { difference } from '../oracle/difference.ts';
import { wrongs } from '../oracle/wrong.ts';

const firstSeed = Number(process.env['ORACLE_SEED'] ?? 1);
const runs = Number(process.env['ORACLE_RUNS'] ?? (process.env['ORACLE_SEED'] === undefined ? 5000 : 1));

/** What must have happened often, or the histories prove little. */
const happens = [
  'paged triggered',
  'paged not-acknowledged',
  'paged path-exhausted',
  'paged nobody-answered',
  'paged nobody-reachable',
  'paged reopened',
  'paged escalated-by-hand',
  'paged reassigned',
  'paged severity-changed',
  'paged policy-changed',
  'nobody ',
  'skipped ',
  'suppressed ',
  'needs 2',
  ':time-off',
  ':at-capacity',
  'says in',
  'lapses: acknowledgement-expired',
  'lapses: snooze-ended',
  'goes up: not-resolved',
  'goes up: rule',
  'calls by',
  'held by',
  'resolved',
  'level 2/',
];

it(
  `[ESC1] [ESC2] [ESC3] [ESC4] [ESC5] [ESC6] [ESC7] [ESC8] [ESC9] [ESC11] [ESC16] [ESC18] [ESC19] [ESC24] [ESC26] tells ${runs} random histories from seed ${firstSeed} as an oracle does that was written apart (R10)`,
  { timeout: (runs + 600) * 500 },
  () => {
    const told = new Map(happens.map((what) => [what, 0]));
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const { lines, found } = difference(seed);
      expect(found, found).toBeUndefined();
      happens.forEach((what) => told.set(what, (told.get(what) ?? 0) + lines.filter((line) => line.includes(what)).length));
    }
    if (runs >= 5000) {
      expect([...told].filter(([, times]) => times < 100)).toEqual([]);
    }
  },
);

it.each(wrongs)('[ESC2] control: is told otherwise by an oracle that %s', (wrong) => {
  const upTo = firstSeed + Math.max(runs, 1000);
  let seed = firstSeed;
  while (seed < upTo && difference(seed, wrong).found === undefined) {
    seed += 1;
  }
  expect(seed).toBeLessThan(upTo);
});

it('[ESC2] is the same history again for the same seed, and another for another', () => {
  const [once, again, other] = [difference(firstSeed), difference(firstSeed), difference(firstSeed + 1)].map(({ lines }) => lines);
  expect(again).toEqual(once);
  expect(other).not.toEqual(once);
});
