import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

it('[RING4] rings again as soon as the desktop is back, with the relay or without it', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.kill();
  await world.forward(3 * SECOND_MS);
  ana.start();
  await world.forward(SECOND_MS);
  expect(ana.bell.heard.map(({ reason }) => reason)).toEqual(['first', 'repeat-until-ack']);

  world.killRelay();
  ana.kill();
  await world.forward(3 * SECOND_MS);
  ana.start();
  await world.forward(SECOND_MS);
  expect(ana.bell.heard).toHaveLength(3);
});

it('[RING4] shows a warning again that the restart may have taken from the screen', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'warning' });
  await world.forward(HOUR_MS);
  expect(ana.bell.heard).toHaveLength(1);
  ana.kill();
  ana.start();
  await world.forward(5 * SECOND_MS);
  expect(ana.bell.heard).toHaveLength(2);
  await world.forward(HOUR_MS);
  expect(ana.bell.heard).toHaveLength(2);
});

it('[RING4] shows a warning again that was taken away and is called for again', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  world.killRelay();
  const incident = world.newId();
  const body = { title: 'Slow', severity: 'warning', service: 'checkout', policy: { id: 'payments', revision: 1 }, test: false };
  bo.app.replica.command('incident.triggered', { kind: 'incident', id: incident }, body);
  bo.app.escalate(incident, 'window');
  await world.settle();
  expect(bo.bell.count(incident)).toBe(1);
  // The relay fires its own steps; what the laptop foresaw goes, and comes back as the relay's.
  world.startRelay();
  await world.forward(MINUTE_MS);
  expect(bo.app.replica.overlay).toEqual([]);
  expect(bo.bell.ringing.has(incident)).toBe(true);
});

it('[ESC15] fires the next step at its due time though the relay was killed in between (D4)', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  await world.alert();
  await world.forward(MINUTE_MS);
  world.killRelay();
  await world.forward(30 * SECOND_MS);
  world.startRelay();
  await world.forward(35 * SECOND_MS);
  const [, second] = world.logged('step.fired');
  expect(second?.body).toMatchObject({ dueAt: mondayNight + 2 * MINUTE_MS, targets: ['bo'] });
  expect(second?.recordedAt).toBeLessThanOrEqual(mondayNight + 2 * MINUTE_MS + 5 * SECOND_MS);
  expect(bo.bell.heard).toHaveLength(1);
});

it('[ESC15] fires what fell due while the relay was dead as soon as it is back, once', async () => {
  const world = await World.start();
  await world.alert();
  world.killRelay();
  await world.forward(HOUR_MS);
  world.startRelay();
  await world.forward(SECOND_MS);
  expect(world.logged('step.fired').map(({ body }) => body['targets'])).toEqual([['ana'], ['bo']]);
  await world.forward(3 * MINUTE_MS + SECOND_MS);
  expect(world.logged('step.fired')).toHaveLength(3);
});

it('[ESC15] gives a lapsed acknowledgement back though the relay was dead when it lapsed', async () => {
  const world = await World.start(sample);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.settle();
  world.killRelay();
  ana.kill();
  await world.forward(HOUR_MS / 2 + MINUTE_MS);
  world.startRelay();
  await world.forward(SECOND_MS);
  expect(world.incident()).toMatchObject({ status: 'triggered', epoch: 2 });
});
