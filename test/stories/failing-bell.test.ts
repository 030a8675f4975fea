import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

const all = sample.replace('- notify: [schedule:payments-primary]', '- notify: [person:ana, person:bo, person:lea]');

it.each(['fails', 'throws', 'hangs'] as const)('[RING6] pages the others in the same tick when one bell %s (D6)', async (how) => {
  const world = await World.start(all);
  const [ana, bo, lea] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('lea')];
  ana.bell.trouble = how;
  await world.alert();
  expect([ana.bell.heard.length, bo.bell.heard.length, lea.bell.heard.length]).toEqual([0, 1, 1]);
  await world.forward(15 * SECOND_MS);
  expect([bo.bell.heard.length, lea.bell.heard.length]).toEqual([2, 2]);
});

it.each(['fails', 'throws', 'hangs'] as const)('[RING6] rings for the next incident too when the bell %s for one', async (how) => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  ana.bell.trouble = how;
  await world.alert();
  ana.bell.trouble = undefined;
  await world.alert({ dedupKey: 'memory' });
  expect(ana.bell.heard.map(({ incident }) => incident)).toEqual([ana.incident(2).id]);
  await world.forward(MINUTE_MS);
  expect(ana.bell.heard.filter(({ incident }) => incident === ana.incident(1).id).length).toBeGreaterThanOrEqual(4);
});

it('[RING7] writes down what became of every page: sent or failed, by which way, and why', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.bell.trouble = 'fails';
  await world.forward(15 * SECOND_MS);
  ana.bell.trouble = 'throws';
  await world.forward(15 * SECOND_MS);
  const told = ['notification.sent', 'notification.failed'].flatMap((type) => world.logged(type));
  expect(told.map(({ type, body, actor }) => ({ type, actor, ...body }))).toMatchObject([
    { type: 'notification.sent', actor: { kind: 'person', id: 'ana' }, person: 'ana', page: 1, channel: 'desktop', reason: 'first' },
    { type: 'notification.failed', person: 'ana', page: 2, reason: 'The bell is broken.' },
    { type: 'notification.failed', person: 'ana', page: 3, reason: 'The bell is broken.' },
  ]);
});

it('[RING3] takes a notice away that the system was still busy showing when somebody acknowledged', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  ana.bell.trouble = 'hangs';
  await world.alert();
  ana.app.acknowledge(ana.incident().id, 'tray');
  await world.settle();
  ana.bell.finish();
  await world.settle();
  expect(ana.bell.ringing.size).toBe(0);
});
