import { expect, it } from 'vitest';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { LaptopClock } from '../../test/harness/laptop-clock.ts';
import { HOUR_MS, SECOND_MS } from './instant.ts';
import { SteadyClock } from './steady-clock.ts';

const start = Date.UTC(2026, 10, 23);

it('[RING9] goes on from where it was when the wall clock is set back', async () => {
  const world = new FakeClock(start);
  const laptop = new LaptopClock(world);
  const steady = new SteadyClock(laptop);
  expect(steady.now()).toBe(start);
  laptop.set(-2 * HOUR_MS);
  await world.forward(10 * SECOND_MS);
  expect(steady.now()).toBe(start + 10 * SECOND_MS);
  await world.forward(HOUR_MS);
  expect(steady.now()).toBe(start + HOUR_MS + 10 * SECOND_MS);
});

it('[RING9] follows the wall clock forward, after a sleep or a correction', async () => {
  const world = new FakeClock(start);
  const laptop = new LaptopClock(world);
  const steady = new SteadyClock(laptop);
  laptop.sleep();
  await world.forward(8 * HOUR_MS);
  laptop.wake();
  expect(steady.now()).toBe(start + 8 * HOUR_MS);
  laptop.set(HOUR_MS);
  expect(steady.now()).toBe(start + 9 * HOUR_MS);
});

it('[RING9] never goes back by the little a network corrects', async () => {
  const world = new FakeClock(start);
  const laptop = new LaptopClock(world);
  const steady = new SteadyClock(laptop);
  await world.forward(SECOND_MS);
  const before = steady.now();
  laptop.set(-SECOND_MS);
  expect(steady.now()).toBe(before);
  await world.forward(3 * SECOND_MS);
  expect(steady.now()).toBe(laptop.now());
});

it('[RING9] goes on from what was written down before a restart', async () => {
  const world = new FakeClock(start);
  const steady = new SteadyClock(new LaptopClock(world, -HOUR_MS), start);
  await world.forward(SECOND_MS);
  expect(steady.now()).toBe(start + SECOND_MS);
});
