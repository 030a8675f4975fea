import { expect, it } from 'vitest';
import { HOUR_MS } from '../time/instant.ts';
import type { Finding } from './finding.ts';
import { newlyFound } from './newly-found.ts';

const span = (from: number, until: number) => ({ from: from * HOUR_MS, until: until * HOUR_MS });
const leave = (from: number, until: number, person = 'ana'): Finding => ({
  kind: 'leave',
  schedule: 'primary',
  person,
  ...span(from, until),
});
const rest = (restMs: number, until = 10): Finding => ({ kind: 'rest', schedule: 'primary', person: 'ana', restMs, ...span(0, until) });
const nights = (count: number): Finding => ({ kind: 'nights', schedule: 'primary', person: 'ana', nights: count, ...span(0, 100) });

it('[COV8] tells as new what was not wrong before, and what became longer', () => {
  expect(newlyFound([], [leave(0, 4)])).toEqual([leave(0, 4)]);
  expect(newlyFound([leave(0, 4)], [leave(0, 5)])).toEqual([leave(0, 5)]);
  expect(newlyFound([leave(0, 4)], [leave(0, 4, 'bo')])).toEqual([leave(0, 4, 'bo')]);
});

it('[COV8] tells nothing as new that only became shorter or is cut in two', () => {
  expect(newlyFound([leave(0, 9)], [leave(0, 4), leave(6, 9)])).toEqual([]);
  expect(newlyFound([leave(0, 4), leave(4, 9)], [leave(0, 9)])).toEqual([]);
});

it('[COV8] tells less rest and more nights as new, and the other way round not', () => {
  expect([newlyFound([rest(8)], [rest(4)]).length, newlyFound([rest(4)], [rest(8, 12)]).length]).toEqual([1, 0]);
  expect([newlyFound([nights(7)], [nights(9)]).length, newlyFound([nights(9)], [nights(7)]).length]).toEqual([1, 0]);
});
