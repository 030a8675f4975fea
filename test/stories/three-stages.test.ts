import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop({
  steps: [
    { name: 'First on call', notify: ['person:ana'], acknowledgeWithin: '10m', resolveWithin: '20m' },
    { name: 'Backup and senior', notify: ['person:bo', 'person:sam'], acknowledgeWithin: '20m', resolveWithin: '45m' },
    { name: 'Lead and management', notify: ['person:lea', 'channel:major-incident'] },
  ],
});

it('[ESC1] pages the first on call the moment it is triggered, who has 10 minutes to answer (S66)', async () => {
  const world = await World.start(policy);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  expect(ana.reasons).toEqual(['first']);
  await world.forward(9 * MINUTE_MS);
  ana.does('acknowledge');
  await world.forward(5 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered']);
  expect(bo.bell.heard).toHaveLength(0);
});

it('[ESC2] pages backup and senior together when nobody answered (S32, S67)', async () => {
  const world = await World.start(policy);
  const [bo, sam] = [await world.desktop('bo'), await world.desktop('sam')];
  await world.alert();
  await world.forward(10 * MINUTE_MS + SECOND_MS);
  expect([bo.reasons, sam.reasons]).toEqual([['escalated'], ['escalated']]);
});

it('[ESC9] pages them too when it was answered and nothing came of it (S67)', async () => {
  const world = await World.start(policy);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('acknowledge');
  await world.forward(21 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '20 bo+sam not-resolved']);
});

it('[ESC21] goes to lead and management 45 minutes later, and says so in the channel for major incidents (S68)', async () => {
  const world = await World.start(policy);
  const [sam, lea] = [await world.desktop('sam'), await world.desktop('lea')];
  await world.alert();
  await world.forward(15 * MINUTE_MS);
  sam.does('acknowledge');
  await world.forward(40 * MINUTE_MS + SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '10 bo+sam not-acknowledged', '55 lea not-resolved']);
  expect(world.logged('step.fired').map(({ body }) => body['channels'])).toEqual([undefined, undefined, ['major-incident']]);
  expect(lea.bell.ringing.size).toBe(1);
});
