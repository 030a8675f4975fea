import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { bothOrders, mendInTurn } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

async function two(policy: Record<string, unknown> = {}) {
  const steps = [{ notify: ['person:ana', 'person:bo'], acknowledgeWithin: '10m', resolveWithin: '30m' }, { notify: ['person:sam'] }];
  const world = await World.start(shop({ steps, acknowledgementExpiresAfter: '45m', ...policy }));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert({ dedupKey: 'shop' });
  await world.alert({ dedupKey: 'network' });
  bo.does('acknowledge', {}, 2);
  await world.settle();
  return { world, ana, bo };
}

it('[ESC27] stops the timers of what is held while it waits for another, and counts anew when that is over (S133)', async () => {
  const { world, ana, bo } = await two();
  ana.does('acknowledge');
  ana.does('block', { incident: '2' });
  await world.forward(20 * MINUTE_MS);
  bo.does('snooze', { for: '6h' }, 2);
  await world.forward(3 * HOUR_MS);
  expect(stepsOf(world, 1)).toEqual(['0 ana+bo triggered']);
  bo.does('resolve', {}, 2);
  await world.forward(29 * MINUTE_MS);
  expect(stepsOf(world, 1)).toHaveLength(1);
  await world.forward(2 * MINUTE_MS);
  expect(stepsOf(world, 1)).toEqual(['0 ana+bo triggered', '230 sam not-resolved']);
});

it('[ESC27] never stops the paging of what nobody holds', async () => {
  const { world, ana } = await two();
  ana.does('block', { incident: '2' });
  await world.forward(10 * MINUTE_MS);
  expect(stepsOf(world, 1)).toEqual(['0 ana+bo triggered', '10 sam not-acknowledged']);
});

it('[ESC27] goes on at once when it is unblocked', async () => {
  const { world, ana } = await two();
  ana.does('acknowledge');
  ana.does('block', { incident: '2' });
  await world.forward(HOUR_MS);
  ana.does('unblock', { incident: '2' });
  await world.forward(SECOND_MS);
  expect(stepsOf(world, 1).at(-1)).toBe('60 sam not-resolved');
});

it('[ESC27] looks at a rule again when the wait is over, though nothing else is due (S75)', async () => {
  const { world, ana, bo } = await two({ rules: [{ name: 'Stuck', since: 'status-changed', after: '1h', escalateTo: 2 }] });
  await world.alert({ dedupKey: 'slow', severity: 'warning' });
  ana.does('block', { incident: '2' }, 3);
  await world.forward(20 * MINUTE_MS);
  bo.does('resolve', {}, 2);
  await world.forward(62 * MINUTE_MS);
  expect(stepsOf(world, 3)).toEqual(['0 ana+bo triggered', '80 sam rule']);
});

it('[ESC27] takes no circle of incidents that wait for one another', async () => {
  const { world, ana } = await two();
  await world.alert({ dedupKey: 'third' });
  ana.does('block', { incident: '2' }, 1);
  ana.does('block', { incident: '3' }, 2);
  await world.settle();
  ana.does('block', { incident: '1' }, 3);
  await world.settle();
  expect(world.incident(3).blockedBy).toEqual([]);
  expect(ana.app.replica.returned.map(({ outcome }) => outcome)).toEqual(['parked']);
});

it.each(bothOrders)('[ESC27] [SYN4] waits for one another on two laptops that were offline: one of both stands, %s', async (_, order) => {
  const { world, ana, bo } = await two();
  ana.cut();
  bo.cut();
  ana.does('block', { incident: '2' }, 1);
  bo.does('block', { incident: '1' }, 2);
  await mendInTurn(world, order);
  expect([1, 2].map((number) => world.incident(number).blockedBy.length)).toEqual(order[0] === 'ana' ? [1, 0] : [0, 1]);
  expect(differences(world)).toEqual([]);
});

it('[ESC27] goes on the moment what it waited for is over, and not at the next look', async () => {
  const { world, ana, bo } = await two();
  ana.does('acknowledge');
  ana.does('block', { incident: '2' });
  await world.forward(25 * MINUTE_MS);
  bo.does('resolve', {}, 2);
  await world.forward(30 * MINUTE_MS + 5 * SECOND_MS);
  expect(stepsOf(world, 1)).toEqual(['0 ana+bo triggered', '55 sam not-resolved']);
});

it('[ESC27] waits for nothing that pages nobody: it might stay open for good', async () => {
  const { world, ana } = await two();
  await world.alert({ dedupKey: 'note', severity: 'info' });
  ana.does('acknowledge');
  ana.does('block', { incident: '3' });
  await world.forward(31 * MINUTE_MS);
  expect(stepsOf(world, 1).at(-1)).toBe('30 sam not-resolved');
});
