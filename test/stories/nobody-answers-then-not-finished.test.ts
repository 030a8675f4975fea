import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop({
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '15m' },
    { notify: ['person:sam'], acknowledgeWithin: '15m', resolveWithin: '30m' },
    { notify: ['person:lea'] },
  ],
});

it('[ESC2] [ESC9] goes to the senior after 15 minutes without an answer and higher after 30 more without resolution (S35)', async () => {
  const world = await World.start(policy);
  const [sam, lea] = [await world.desktop('sam'), await world.desktop('lea')];
  await world.alert();
  await world.forward(15 * MINUTE_MS + SECOND_MS);
  expect(sam.reasons).toEqual(['escalated']);
  sam.does('acknowledge');
  await world.forward(29 * MINUTE_MS);
  expect(lea.bell.heard).toHaveLength(0);
  await world.forward(MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '15 sam not-acknowledged', '45 lea not-resolved']);
  expect(lea.bell.ringing.size).toBe(1);
});

it('[ESC9] goes no higher when the senior finishes in time (S35)', async () => {
  const world = await World.start(policy);
  const sam = await world.desktop('sam');
  await world.alert();
  await world.forward(16 * MINUTE_MS);
  sam.does('acknowledge');
  await world.forward(20 * MINUTE_MS);
  sam.does('resolve');
  await world.forward(60 * MINUTE_MS);
  expect(stepsOf(world)).toHaveLength(2);
});
