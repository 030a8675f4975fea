import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { apart, bothOrders, mendInTurn } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = (more: Record<string, unknown>) =>
  shop({
    steps: [{ notify: ['person:ana', 'person:bo', 'person:dana'], acknowledgeWithin: '5m', ...more }, { notify: ['person:sam'] }],
  });

async function three(more: Record<string, unknown>) {
  const world = await World.start(policy(more));
  const [ana, bo, dana] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('dana')];
  await world.alert();
  return { world, ana, bo, dana };
}

it('[ESC19] stops the path when two of three have answered; the first of them has it, and is not paged meanwhile (S32)', async () => {
  const { world, ana, bo, dana } = await three({ answers: 2 });
  dana.does('acknowledge');
  await world.forward(2 * MINUTE_MS);
  expect(world.incident().status).toBe('triggered');
  expect([ana.bell.ringing.size, bo.bell.ringing.size, dana.bell.ringing.size]).toEqual([1, 1, 0]);
  ana.does('acknowledge');
  await world.forward(10 * MINUTE_MS);
  expect(world.incident()).toMatchObject({ acknowledgement: { person: 'dana' }, coAcknowledgements: [{ person: 'ana' }] });
  expect(stepsOf(world)).toHaveLength(1);
  expect(bo.bell.ringing.size).toBe(0);
});

it('[ESC19] goes on when not all answered who must', async () => {
  const { world, ana, bo } = await three({ answers: 'all' });
  ana.does('acknowledge');
  bo.does('acknowledge');
  await world.forward(5 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana+bo+dana triggered', '5 sam not-acknowledged']);
});

it('[ESC19] keeps the answers it has when the level is repeated, and rings only for the others', async () => {
  const { world, ana, bo, dana } = await three({ answers: 2, whenUnanswered: 'repeat', repeats: 2 });
  ana.does('acknowledge');
  await world.forward(6 * MINUTE_MS);
  expect(stepsOf(world)).toHaveLength(2);
  expect([ana.bell.ringing.size, bo.bell.ringing.size, dana.bell.ringing.size]).toEqual([0, 1, 1]);
  bo.does('acknowledge');
  await world.forward(SECOND_MS);
  expect(world.incident().acknowledgement?.person).toBe('ana');
});

it('[ESC19] counts a person once, on however many laptops', async () => {
  const { world, ana } = await three({ answers: 2 });
  const second = await world.desktop('ana');
  ana.cut();
  ana.does('acknowledge');
  second.does('acknowledge');
  await world.settle();
  await mendInTurn(world, ['ana']);
  expect(world.incident().status).toBe('triggered');
  expect(differences(world)).toEqual([]);
});

it.each(bothOrders)('[ESC19] [SYN4] has both answers that two laptops gave offline, %s', async (_, order) => {
  const { world, ana, bo } = await apart(policy({ answers: 2 }));
  ana.does('acknowledge');
  bo.does('acknowledge');
  expect([ana.incident().status, bo.incident().status]).toEqual(['triggered', 'triggered']);
  await mendInTurn(world, order);
  expect(world.incident()).toMatchObject({ acknowledgement: { person: order[0] }, coAcknowledgements: [{ person: order[1] }] });
  expect(differences(world)).toEqual([]);
});
