import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = (second: string) =>
  shop(
    { steps: [{ notify: ['person:ana'], acknowledgeWithin: '5m' }, { notify: ['policy:platform'] }, { notify: ['person:lea'] }] },
    {
      policies: {
        platform: {
          name: 'Platform',
          steps: [
            { notify: ['person:bo'], acknowledgeWithin: '5m' },
            { notify: [second], acknowledgeWithin: '5m' },
          ],
        },
      },
    },
  );

it('[ESC22] goes on along the other team’s steps, then comes back (B2)', async () => {
  const world = await World.start(policy('person:dana'));
  await world.alert();
  await world.forward(16 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '5 bo not-acknowledged', '10 dana not-acknowledged', '15 lea not-acknowledged']);
});

it('[ESC22] follows the other policy as it stood when the incident began (C17)', async () => {
  const world = await World.start(policy('person:dana'));
  await world.alert({ dedupKey: 'before' });
  await world.define(policy('person:sam'));
  await world.alert({ dedupKey: 'after' });
  await world.forward(11 * MINUTE_MS);
  expect([1, 2].map((number) => stepsOf(world, number).at(-1))).toEqual(['10 dana not-acknowledged', '10 sam not-acknowledged']);
});
