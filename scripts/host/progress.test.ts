import { expect, it } from 'vitest';
import { elapsed, seldom, step } from './progress.ts';

it('says durations as a person would', () => {
  expect([40, 9_900, 12_400, 125_000].map(elapsed)).toEqual(['0.0 s', '9.9 s', '12 s', '2 min 5 s']);
});

it('lets progress through at most once an interval', () => {
  let now = 0;
  const told: string[] = [];
  const tell = seldom(
    (line) => told.push(line),
    1_000,
    () => now,
  );
  for (const at of [500, 1_000, 1_900, 2_000]) {
    now = at;
    tell(`at ${at}`);
  }
  expect(told).toEqual(['at 1000', 'at 2000']);
});

it('says what begins and how long it took', async () => {
  const told: string[] = [];
  expect(
    await step(
      'Building',
      () => Promise.resolve(7),
      (line) => told.push(line),
    ),
  ).toBe(7);
  expect(told).toEqual(['Building ...', expect.stringMatching(/^ {2}done in \d+\.\d s$/)]);
});
