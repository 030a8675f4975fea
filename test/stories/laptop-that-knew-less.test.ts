import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[INC11] follows the relay when the path has gone further there than a laptop without a network foresaw, and never goes back', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(SECOND_MS);
  ana.cut();
  ana.app.escalate(ana.incident().id, 'window');
  await world.forward(2 * MINUTE_MS + SECOND_MS);
  expect(ana.incident().path.map(({ position }) => position.level)).toEqual([2]);
  expect(world.incident().path.map(({ position }) => position.level)).toEqual([1, 2]);

  ana.mend();
  await world.forward(MINUTE_MS);
  expect(world.incident().path.map(({ position }) => position.level)).toEqual([3]);
  expect(ana.incident()).toEqual(world.incident());
  await world.forward(20 * MINUTE_MS);
  expect(ana.incident().epoch).toBe(world.incident().epoch);
});
