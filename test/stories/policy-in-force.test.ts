import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { apart, bothOrders, mendInTurn, together } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const before = {
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '5m' },
    { notify: ['person:bo'], acknowledgeWithin: '5m' },
  ],
};
const after = {
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '5m' },
    { notify: ['person:sam'], acknowledgeWithin: '5m' },
  ],
};
const database = { policies: { database: { name: 'Database', steps: [{ notify: ['person:dana'], acknowledgeWithin: '5m' }] } } };

it('[ESC13] [INC19] goes by the policy as it was until somebody puts the present one in force, which goes on from the same level (C17)', async () => {
  const world = await World.start(shop(before));
  const [ana, bo, sam] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('sam')];
  await world.alert();
  await world.define(shop(after));
  await world.forward(5 * MINUTE_MS + SECOND_MS);
  expect([bo.bell.ringing.size, sam.bell.ringing.size]).toEqual([1, 0]);
  ana.does('policy');
  await world.forward(SECOND_MS);
  expect([bo.bell.ringing.size, sam.bell.ringing.size]).toEqual([0, 1]);
  expect(world.incident()).toMatchObject({
    policy: { id: 'payments', revision: 2 },
    path: [{ position: { level: 2 }, reason: 'policy-changed' }],
  });
});

it('[INC19] takes another policy from the top', async () => {
  const world = await World.start(shop(before, database));
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(6 * MINUTE_MS);
  ana.does('policy', { policy: 'database' });
  await world.forward(MINUTE_MS);
  expect(stepsOf(world).at(-1)).toBe('6 dana policy-changed');
});

it('[INC19] stays with whoever holds it; the new policy counts from then on', async () => {
  const world = await World.start(shop(before));
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert();
  ana.does('acknowledge');
  await world.define(shop(after));
  ana.does('policy');
  await world.settle();
  expect(world.incident()).toMatchObject({ status: 'acknowledged', epoch: 1, policy: { revision: 2 } });
  ana.does('escalate');
  await world.forward(SECOND_MS);
  expect(sam.bell.ringing.size).toBe(1);
});

it.each(bothOrders)(
  '[INC19] [SYN4] changed on one laptop and taken on the other, both offline, ends the same everywhere, %s',
  async (_, order) => {
    const { world, ana, bo } = await apart(shop(together, database));
    ana.does('policy', { policy: 'database' });
    bo.does('acknowledge');
    await mendInTurn(world, order);
    expect(world.incident()).toMatchObject({ policy: { id: 'database' }, status: order[0] === 'ana' ? 'triggered' : 'acknowledged' });
    expect(differences(world)).toEqual([]);
  },
);
