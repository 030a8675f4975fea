import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop({
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '5m' },
    { notify: ['person:bo'], acknowledgeWithin: '5m' },
    { notify: ['person:dana'], acknowledgeWithin: '5m' },
  ],
  straightTo: [
    {
      when: {
        any: [
          { field: 'category', is: 'security' },
          { field: 'label.regulated', is: true },
        ],
      },
      level: 3,
    },
  ],
});

it('[ESC20] goes straight to the specialist for a security alert, whatever the path says (S108)', async () => {
  const world = await World.start(policy);
  const [ana, dana] = [await world.desktop('ana'), await world.desktop('dana')];
  await world.alert({ details: { category: 'Security' } });
  await world.forward(SECOND_MS);
  expect(dana.reasons).toEqual(['first']);
  await world.forward(4 * MINUTE_MS);
  expect(ana.bell.heard).toHaveLength(0);
});

it('[ESC20] does so in a regulated environment, and starts there again when it is reopened (S108)', async () => {
  const world = await World.start(policy);
  await world.alert({ details: { regulated: true } });
  world.resolve(world.incident().id);
  await world.forward(MINUTE_MS);
  world.reopen(world.incident().id);
  await world.settle();
  expect(stepsOf(world)).toEqual(['0 dana triggered', '1 dana reopened']);
});

it('[ESC20] never takes the path back: escalated by hand past it, it goes on from there', async () => {
  const world = await World.start(policy);
  const dana = await world.desktop('dana');
  await world.alert({ details: { category: 'security' } });
  dana.does('escalate');
  await world.settle();
  expect(stepsOf(world)).toEqual(['0 dana triggered', '0 lea escalated-by-hand']);
});

it('[ESC20] takes everything else along the path', async () => {
  const world = await World.start(policy);
  await world.alert({ details: { category: 'capacity' } });
  await world.forward(5 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '5 bo not-acknowledged']);
});
