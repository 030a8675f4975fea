import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { apart, bothOrders, mendInTurn, together } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

async function heldByAna() {
  const world = await World.start(shop(together));
  const [ana, bo, sam] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('sam')];
  await world.alert();
  ana.does('acknowledge');
  await world.forward(MINUTE_MS);
  return { world, ana, bo, sam };
}

it('[INC15] stays with its holder until the other takes it, who is paged until then (S109)', async () => {
  const { world, ana, sam } = await heldByAna();
  ana.does('hand-over', { to: 'sam' });
  await world.forward(5 * MINUTE_MS);
  expect(sam.reasons[0]).toBe('handed-over');
  expect(sam.bell.heard.length).toBeGreaterThan(3);
  expect(world.incident().acknowledgement?.person).toBe('ana');
  sam.does('acknowledge');
  await world.forward(SECOND_MS);
  expect(world.incident()).toMatchObject({ acknowledgement: { person: 'sam' }, coAcknowledgements: [{ person: 'ana' }], calls: [] });
  expect(sam.bell.ringing.size).toBe(0);
});

it('[INC15] stays with its holder when the other declines, with the reason in the log', async () => {
  const { world, ana, sam } = await heldByAna();
  const { id: call } = ana.does('hand-over', { to: 'sam' });
  await world.forward(SECOND_MS);
  sam.does('decline', { call, reason: 'I am on a train.' });
  await world.forward(HOUR_MS);
  expect(world.incident()).toMatchObject({ acknowledgement: { person: 'ana' }, calls: [] });
  expect(world.logged('incident.declined').map(({ body }) => body['reason'])).toEqual(['I am on a train.']);
  expect(sam.bell.heard).toHaveLength(1);
});

it('[INC15] is offered to the last one named', async () => {
  const { world, ana, bo, sam } = await heldByAna();
  ana.does('hand-over', { to: 'bo' });
  await world.forward(SECOND_MS);
  ana.does('hand-over', { to: 'sam' });
  await world.forward(SECOND_MS);
  expect([bo.bell.ringing.size, sam.bell.ringing.size]).toEqual([0, 1]);
});

it.each(bothOrders)('[INC15] [SYN4] is handed over and taken without a network, %s', async (_, order) => {
  const { world, ana, bo } = await apart();
  await mendInTurn(world, ['ana', 'bo']);
  ana.does('acknowledge');
  ana.does('hand-over', { to: 'bo' });
  await world.forward(SECOND_MS);
  ana.cut();
  bo.cut();
  ana.does('note', { text: 'It is yours.' });
  bo.does('acknowledge');
  expect(bo.incident().acknowledgement?.person).toBe('bo');
  await mendInTurn(world, order);
  expect(world.incident()).toMatchObject({ acknowledgement: { person: 'bo' }, noteCount: 1, calls: [] });
  expect(differences(world)).toEqual([]);
});

it.each(bothOrders)('[INC15] [INC2] is over when the holder finished it meanwhile, whoever is heard first, %s', async (_, order) => {
  const { world, ana, bo } = await apart();
  await mendInTurn(world, ['ana', 'bo']);
  ana.does('acknowledge');
  ana.does('hand-over', { to: 'bo' });
  await world.forward(SECOND_MS);
  ana.cut();
  bo.cut();
  ana.does('resolve');
  bo.does('acknowledge');
  await mendInTurn(world, order);
  expect(world.incident()).toMatchObject({ status: 'resolved', calls: [] });
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([0, 0]);
  expect(differences(world)).toEqual([]);
});
