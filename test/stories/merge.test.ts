import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { bothOrders, mendInTurn, together } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

async function two() {
  const world = await World.start(shop(together));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert({ dedupKey: 'disk' });
  await world.alert({ dedupKey: 'database' });
  await world.alert({ dedupKey: 'site' });
  return { world, ana, bo };
}

it('[INC18] is over when merged, and what its monitor triggers joins the other (B1)', async () => {
  const { world, ana } = await two();
  ana.does('merge', { incident: '2' });
  await world.forward(2 * SECOND_MS);
  expect(world.incident(1)).toMatchObject({ status: 'resolved', mergedInto: world.incident(2).id });
  expect(ana.bell.ringing.has(world.incident(1).id)).toBe(false);
  expect(await world.alert({ dedupKey: 'disk' })).toEqual({ outcome: 'joined', incident: world.incident(2).id });
  expect(world.incident(2).alertCount).toBe(2);
});

it('[INC18] joins the whole at the end of a chain of merges', async () => {
  const { world, ana } = await two();
  ana.does('merge', { incident: '2' }, 1);
  ana.does('merge', { incident: '3' }, 2);
  await world.settle();
  expect(await world.alert({ dedupKey: 'disk' })).toEqual({ outcome: 'joined', incident: world.incident(3).id });
});

it('[INC18] resolves nothing of the whole when its own monitor says it is well', async () => {
  const { world, ana } = await two();
  ana.does('merge', { incident: '2' });
  await world.settle();
  expect(await world.alert({ dedupKey: 'disk', action: 'resolve' })).toMatchObject({ outcome: 'dropped' });
  expect(world.incident(2).status).toBe('triggered');
});

it('[INC18] rings again when it is unmerged, and has its alerts back', async () => {
  const { world, ana } = await two();
  ana.does('merge', { incident: '2' });
  await world.forward(MINUTE_MS);
  ana.does('unmerge');
  await world.forward(2 * SECOND_MS);
  expect(world.incident(1)).toMatchObject({ status: 'triggered', mergedInto: undefined });
  expect(ana.bell.ringing.has(world.incident(1).id)).toBe(true);
  expect(await world.alert({ dedupKey: 'disk' })).toEqual({ outcome: 'joined', incident: world.incident(1).id });
});

it('[INC18] [ALR3] opens a new one when the whole is over', async () => {
  const { world, ana } = await two();
  ana.does('merge', { incident: '2' });
  ana.does('resolve', {}, 2);
  await world.settle();
  expect(await world.alert({ dedupKey: 'disk' })).toMatchObject({ outcome: 'opened' });
});

it.each(bothOrders)('[INC18] [SYN4] merged into one another on two laptops, one merge stands and nothing is lost, %s', async (_, order) => {
  const { world, ana, bo } = await two();
  ana.cut();
  bo.cut();
  ana.does('merge', { incident: '2' }, 1);
  bo.does('merge', { incident: '1' }, 2);
  await mendInTurn(world, order);
  const open = [1, 2].filter((number) => world.incident(number).status !== 'resolved');
  expect(open).toEqual(order[0] === 'ana' ? [2] : [1]);
  expect((order[0] === 'ana' ? bo : ana).app.replica.returned.map(({ outcome }) => outcome)).toEqual(['parked']);
  expect(differences(world)).toEqual([]);
});

it.each(bothOrders)(
  '[INC18] [SYN4] unmerged on one laptop while the whole is finished on another, it rings everywhere, %s',
  async (_, order) => {
    const { world, ana, bo } = await two();
    ana.does('merge', { incident: '2' });
    await world.settle();
    ana.cut();
    bo.cut();
    ana.does('unmerge');
    bo.does('resolve', {}, 2);
    await mendInTurn(world, order);
    expect([1, 2].map((number) => world.incident(number).status)).toEqual(['triggered', 'resolved']);
    expect([ana, bo].map(({ bell }) => bell.ringing.has(world.incident(1).id))).toEqual([true, true]);
    expect(differences(world)).toEqual([]);
  },
);
