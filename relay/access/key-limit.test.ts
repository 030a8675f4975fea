import { expect, it } from 'vitest';
import { KeyLimit } from './key-limit.ts';

function limited(perMinute: number) {
  const clock = { now: 1_000_000 };
  return { clock, limit: new KeyLimit(perMinute, () => clock.now) };
}

it('[ALR37] lets a key send a minute’s worth at once, then as fast as it is given back', () => {
  const { limit, clock } = limited(60);
  const answers = Array.from({ length: 62 }, () => limit.askFor('monitoring'));
  expect([answers.filter((wait) => wait === 0).length, answers.at(-1)]).toEqual([60, 1000]);
  expect(limit.askFor('other')).toBe(0);
  clock.now += 999;
  expect(limit.askFor('monitoring')).toBe(1);
  clock.now += 1;
  expect([limit.askFor('monitoring'), limit.askFor('monitoring')]).toEqual([0, 1000]);
});

it('[ALR37] remembers no more than ten thousand addresses, and no address takes what a key may send', () => {
  const { limit } = limited(1);
  expect([limit.askFor('10.0.0.1'), limit.askForAddress('10.0.0.1')]).toEqual([0, 0]);
  expect(limit.askForAddress('10.0.0.1')).toBeGreaterThan(0);
  for (let i = 0; i < 10_000; i += 1) {
    limit.askForAddress(`address ${i}`);
  }
  // The first is forgotten, the last one is not, and keys never are.
  expect(limit.askForAddress('address 9999')).toBeGreaterThan(0);
  expect(limit.askForAddress('10.0.0.1')).toBe(0);
  expect(limit.askFor('10.0.0.1')).toBeGreaterThan(0);
});
