import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop({
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '1h' },
    { notify: ['person:sam'], acknowledgeWithin: '1h' },
    { notify: ['person:lea'] },
  ],
  rules: [{ name: 'Stuck', since: 'status-changed', after: '20m', escalateTo: 'next' }],
});

it('[ESC24] goes to the next level when the status has not changed for 20 minutes (S75)', async () => {
  const world = await World.start(policy);
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(5 * MINUTE_MS);
  ana.does('acknowledge');
  await world.forward(19 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered']);
  await world.forward(MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '25 sam rule']);
});

it('[ESC24] counts anew from every change of status or stage, and acts once for each (S63, S75)', async () => {
  const world = await World.start(policy);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('acknowledge');
  await world.forward(15 * MINUTE_MS);
  ana.does('stage', { stage: 'investigating' });
  await world.forward(15 * MINUTE_MS);
  expect(stepsOf(world)).toHaveLength(1);
  await world.forward(5 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '35 sam rule']);
  await world.forward(20 * MINUTE_MS);
  expect(stepsOf(world).at(-1)).toBe('55 lea rule');
});
