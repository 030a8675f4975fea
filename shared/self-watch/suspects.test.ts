import { expect, it } from 'vitest';
import { missedAfterMs, Suspects } from './suspects.ts';

const due = { key: 'step 1', since: 1000 };

it('[WATCH1] takes for missed what is due and stays so for ten seconds, and not what is only about to be done', () => {
  const suspects = new Suspects();
  expect(suspects.note('a', due, 5000)).toBeUndefined();
  expect(suspects.note('a', due, 5000 + missedAfterMs - 1)).toBeUndefined();
  expect(suspects.note('a', due, 5000 + missedAfterMs)).toEqual({ id: 'a', due, lateMs: 4000 + missedAfterMs });
  expect([suspects.ids, suspects.isEmpty]).toEqual([['a'], false]);
});

it('[WATCH1] begins anew when something else is due, when nothing is, and when the clock went back', () => {
  const suspects = new Suspects();
  suspects.note('a', due, 5000);
  suspects.note('a', undefined, 6000);
  expect(suspects.note('a', due, 20_000)).toBeUndefined();
  expect(suspects.note('a', { ...due, key: 'step 2' }, 40_000)).toBeUndefined();
  expect(suspects.note('a', { ...due, key: 'step 2' }, 30_000)).toBeUndefined();
  expect(suspects.has('a')).toBe(true);
  expect(suspects.note('a', { ...due, key: 'step 2' }, 40_000)?.due.key).toBe('step 2');
});
