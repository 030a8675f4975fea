import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { judgeHeart, sinceAfterDeafness } from './missing-beat.ts';

const minutely = { everyMs: 60_000, graceMs: 10_000 };

it.each([
  ['just beaten', 100_000, 100_000, 'on-time', 160_000],
  ['almost due', 100_000, 159_999, 'on-time', 160_000],
  ['due', 100_000, 160_000, 'late', 170_000],
  ['at the end of its grace', 100_000, 169_999, 'late', 170_000],
  ['past its grace', 100_000, 170_000, 'missing', undefined],
  ['long silent', 100_000, 9_000_000, 'missing', undefined],
] as const)('[ALR28] calls a heart %s what it is, and says when to look again', (_what, lastBeat, now, state, lookAt) => {
  expect(judgeHeart(minutely, { lastBeat, since: 0 }, now)).toEqual({ state, silentSince: 100_000, lookAt });
});

it('[ALR28] counts silence from when somebody listened, not from a beat before that or from never', () => {
  expect(judgeHeart(minutely, { lastBeat: 1000, since: 500_000 }, 560_000)).toMatchObject({ state: 'late', silentSince: 500_000 });
  expect(judgeHeart(minutely, { lastBeat: undefined, since: 500_000 }, 559_999)).toMatchObject({ state: 'on-time' });
  expect(judgeHeart(minutely, { lastBeat: undefined, since: 500_000 }, 570_000)).toMatchObject({ state: 'missing' });
});

it('[ALR28] never changes before it said it would, and has changed when it did', () => {
  const ms = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(
      fc.record({ everyMs: fc.integer({ min: 1, max: 1_000_000 }), graceMs: ms }),
      ms,
      ms,
      ms,
      (expected, lastBeat, since, later) => {
        const now = Math.max(lastBeat, since) + later;
        const judged = judgeHeart(expected, { lastBeat, since }, now);
        if (judged.lookAt === undefined) {
          expect(judgeHeart(expected, { lastBeat, since }, now + later).state).toBe('missing');
        } else {
          expect(judgeHeart(expected, { lastBeat, since }, judged.lookAt - 1).state).toBe(judged.state);
          const then = judgeHeart(expected, { lastBeat, since }, judged.lookAt);
          expect(expected.graceMs === 0 || then.state !== judged.state).toBe(true);
        }
      },
    ),
  );
});

const HOUR = 3_600_000;
const daily = { everyMs: 24 * HOUR, graceMs: HOUR };

it.each([
  ['the beat is still to come', 0, -1, 12, 12.1, -1],
  ['the beat may have come meanwhile', 0, -1, 23.9, 24.1, 24.1],
  ['the beat may have come a little early', 0, -1, 23.5, 23.6, 23.6],
  ['a beat may have come meanwhile for the second time', 0, 24.1, 47.9, 48, 24.2],
  ['it was never heard', undefined, 0, 23.9, 24.1, 0.2],
  ['a whole period went by', 0, 24.1, 30, 80, 80],
  ['a whole period went by, and it was never heard', undefined, 0, 30, 80, 80],
] as const)('[ALR28] counts after a deaf time by whether %s', (_what, lastBeat, since, from, until, expected) => {
  const heard = { lastBeat: lastBeat === undefined ? undefined : lastBeat * HOUR, since: since * HOUR };
  expect(sinceAfterDeafness(daily, heard, { from: from * HOUR, until: until * HOUR })).toBeCloseTo(expected * HOUR, 0);
});

it('[ALR28] hides no dead heart behind a restart a day for longer than three days', () => {
  const minute = HOUR / 60;
  for (let restartsAt = 0; restartsAt < 24 * HOUR; restartsAt += 7 * minute) {
    let since = 0;
    let missingAt: number | undefined;
    for (let day = 0; day < 5 && missingAt === undefined; day += 1) {
      const from = day * 24 * HOUR + restartsAt;
      const judged = judgeHeart(daily, { lastBeat: 0, since }, from);
      missingAt = judged.state === 'missing' ? from : undefined;
      since = from === 0 ? since : sinceAfterDeafness(daily, { lastBeat: 0, since }, { from, until: from + minute });
    }
    expect(missingAt).toBeLessThanOrEqual(73 * HOUR);
  }
});
