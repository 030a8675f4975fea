import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { apart, bothOrders, mendInTurn, together } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

it('[INC14] rings for whom it was given to in place of its level, and goes on along the path when they do not answer (B1)', async () => {
  const world = await World.start(shop(together));
  const [ana, dana] = [await world.desktop('ana'), await world.desktop('dana')];
  await world.alert();
  await world.forward(MINUTE_MS);
  ana.does('reassign', { people: ['dana'] });
  await world.forward(SECOND_MS);
  expect([ana.bell.ringing.size, dana.bell.ringing.size]).toEqual([0, 1]);
  expect(dana.reasons).toEqual(['reassigned']);
  await world.forward(10 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana+bo triggered', '1 dana reassigned', '11 sam not-acknowledged']);
});

it('[INC14] rings on the level it had reached, also for somebody on leave, for a colleague has talked to them', async () => {
  const timeOff = [{ from: '2026-11-20T00:00:00Z', until: '2026-11-30T00:00:00Z' }];
  const world = await World.start(shop(together, { people: { dana: { timeOff } } }));
  const sam = await world.desktop('sam');
  await world.alert();
  await world.forward(10 * MINUTE_MS + SECOND_MS);
  sam.does('reassign', { people: ['dana'] });
  await world.settle();
  expect(world.incident().path).toMatchObject([{ targets: ['dana'], position: { level: 2 } }]);
});

it('[INC14] takes it from whoever holds it', async () => {
  const world = await World.start(shop(together));
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('acknowledge');
  await world.settle();
  ana.does('reassign', { people: ['dana', 'sam'] });
  await world.settle();
  expect(world.incident()).toMatchObject({ status: 'triggered', acknowledgement: undefined, path: [{ targets: ['dana', 'sam'] }] });
});

it('[INC14] names nobody the workspace does not know', async () => {
  const world = await World.start(shop(together));
  const ana = await world.desktop('ana');
  await world.alert();
  expect(() => ana.does('reassign', { people: ['nobody'] })).toThrow('There is no person "nobody" in the workspace.');
});

it.each(bothOrders)(
  '[INC14] [SYN4] reassigned on one laptop and taken on the other, both offline, ends the same everywhere, %s',
  async (_, order) => {
    const { world, ana, bo } = await apart();
    ana.does('reassign', { people: ['sam'] });
    bo.does('acknowledge');
    await mendInTurn(world, order);
    // Heard first, Ana's rings anew and Bo's answer was to the ringing before; heard second, it takes the incident from him all the same.
    expect(world.incident()).toMatchObject({ status: 'triggered', epoch: 2 });
    expect(bo.app.replica.returned).toHaveLength(order[0] === 'ana' ? 1 : 0);
    expect(differences(world)).toEqual([]);
  },
);
