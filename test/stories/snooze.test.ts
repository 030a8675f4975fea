import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { apart, bothOrders, mendInTurn, together } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

it('[INC13] sleeps half an hour for everybody, then rings again for whoever put it to sleep and for whom the path says (B1)', async () => {
  const world = await World.start(shop({ steps: [{ notify: ['person:ana'] }], acknowledgementExpiresAfter: '10m' }));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  bo.does('snooze', { for: '30m' });
  await world.forward(2 * SECOND_MS);
  expect(world.incident()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'bo' } });
  expect(ana.bell.ringing.size).toBe(0);
  await world.forward(29 * MINUTE_MS);
  expect([ana.bell.heard.length, bo.bell.heard.length]).toEqual([1, 0]);
  await world.forward(MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '30 ana+bo snooze-ended']);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([1, 1]);
});

it('[INC13] wakes at once when it gets worse', async () => {
  const world = await World.start(shop(together));
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'error' });
  ana.does('snooze', { for: '2h' });
  await world.forward(10 * MINUTE_MS);
  await world.alert({ severity: 'error', summary: 'the same again' });
  expect(ana.bell.ringing.size).toBe(0);
  await world.alert({ severity: 'critical', summary: 'and now worse' });
  await world.forward(SECOND_MS);
  expect(ana.bell.ringing.size).toBe(1);
  expect(world.incident()).toMatchObject({ status: 'triggered', severity: 'critical', snoozedUntil: undefined });
});

it('[INC13] stays with its holder, who may put it to sleep as well as a colleague', async () => {
  const world = await World.start(shop(together));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.does('acknowledge');
  await world.settle();
  bo.does('snooze', { for: '30m' });
  await world.forward(MINUTE_MS);
  expect(world.incident().acknowledgement?.person).toBe('ana');
  await world.forward(30 * MINUTE_MS);
  expect(ana.reasons).toContain('ack-expired');
});

it.each(bothOrders)(
  '[INC13] [SYN4] put to sleep on one laptop and taken on the other, both offline, is asleep everywhere, %s',
  async (_, order) => {
    const { world, ana, bo } = await apart();
    ana.does('snooze', { for: '2h' });
    bo.does('acknowledge');
    expect(ana.incident().snoozedUntil).toBeDefined();
    await mendInTurn(world, order);
    expect(world.incident()).toMatchObject({
      status: 'acknowledged',
      acknowledgement: { person: order[0] },
      snoozedUntil: expect.any(Number) as number,
    });
    expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([0, 0]);
    expect(differences(world)).toEqual([]);
  },
);

it('[INC13] [SYN2] comes back to its author when it rang anew for somebody else meanwhile', async () => {
  const { world, ana, bo } = await apart();
  ana.does('snooze', { for: '2h' });
  await mendInTurn(world, ['bo']);
  bo.does('reassign', { people: ['bo'] });
  await world.forward(SECOND_MS);
  await mendInTurn(world, ['ana']);
  expect(world.incident()).toMatchObject({ status: 'triggered', epoch: 2 });
  expect(ana.app.replica.returned.map(({ outcome }) => outcome)).toEqual(['parked']);
  expect(differences(world)).toEqual([]);
});

it('[INC13] wakes on a laptop that was offline when it got worse, once that hears of it', async () => {
  const world = await World.start(shop(together));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert({ severity: 'error' });
  ana.does('snooze', { for: '2h' });
  await world.settle();
  ana.cut();
  await world.alert({ severity: 'critical' });
  await world.forward(10 * SECOND_MS);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([0, 1]);
  await mendInTurn(world, ['ana']);
  expect(ana.bell.ringing.size).toBe(1);
  expect(differences(world)).toEqual([]);
});
