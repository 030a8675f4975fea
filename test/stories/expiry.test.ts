import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { about, defines, noisyShop, standing } from '../harness/noise.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const inFive = (world: World, more: object = {}) => ({ expiresAt: world.clock.now() + 5 * MINUTE_MS, ...more });

it('[NSE16] is over when its monitor has not said it again by when it meant to, whoever holds it', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await world.alert(inFive(world));
  await world.forward(4 * MINUTE_MS);
  await world.alert(inFive(world));
  ana.does('acknowledge');
  await world.forward(5 * MINUTE_MS - SECOND_MS);
  expect(standing(world)).toEqual(['acknowledged']);
  await world.forward(SECOND_MS);
  expect(world.incident()).toMatchObject({ status: 'resolved', resolution: { via: 'monitor', person: undefined } });
  expect(differences(world)).toEqual([]);
});

it('[NSE16] of several problems is over when the last is, and never while one does not expire', async () => {
  const world = await World.start(noisyShop());
  await defines(world, 'grouping', 'all', { name: 'All', order: 1, by: ['service'], windowMs: 10 * MINUTE_MS, rolling: false, most: 5 });
  await world.alert(about('a', inFive(world)));
  await world.forward(MINUTE_MS);
  await world.alert(about('b', inFive(world)));
  await world.alert(about('c'));
  await world.forward(10 * MINUTE_MS);
  expect(standing(world)).toEqual(['triggered']);
  await world.alert(about('c', { action: 'resolve' }));
  expect(standing(world)).toEqual(['resolved']);
});

it('[NSE16] is not over because nobody could be heard: neither by a laptop without the relay nor by a relay that was off', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await world.alert(inFive(world));
  world.killRelay();
  await world.forward(20 * MINUTE_MS);
  expect(ana.bell.ringing.size).toBe(1);
  world.startRelay();
  await world.forward(5 * MINUTE_MS - SECOND_MS);
  expect(standing(world)).toEqual(['triggered']);
  await world.forward(SECOND_MS);
  expect(standing(world)).toEqual(['resolved']);
});
