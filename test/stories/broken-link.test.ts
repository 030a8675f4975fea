import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[SYN9] pages in time over a link that is dead without a word, notices, and comes back', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  await world.alert();
  await world.forward(110 * SECOND_MS);
  world.network.goDead(bo.identity.device);
  // The step is due in ten seconds; ten more and the desktop waits no longer for the relay.
  await world.forward(21 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
  await world.forward(45 * SECOND_MS);
  expect(bo.app.link.status).toMatchObject({ state: 'offline', why: 'The relay has gone silent.' });
  expect(bo.bell.heard.length).toBeGreaterThan(3);

  world.network.mend(bo.identity.device);
  await world.forward(2 * MINUTE_MS);
  expect(bo.app.link.isLive).toBe(true);
  expect(bo.app.replica.head.hash).toBe(world.store.head().hash);
});

it('[SYN9] finds out within seconds of waking that the link did not survive the sleep', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  ana.closeLid();
  await world.alert();
  await world.forward(10 * MINUTE_MS);
  ana.openLid();
  await world.forward(8 * SECOND_MS);
  expect(ana.app.link.isLive).toBe(true);
  expect(ana.bell.heard).toHaveLength(1);
});

it('[SYN12] cuts a revoked laptop off, tells it so, and takes nothing from it any more', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  await world.revoke(ana);
  await world.forward(2 * SECOND_MS);
  expect(ana.app.link.status).toMatchObject({ state: 'refused', why: 'This device was revoked; ask an admin, then pair it again.' });
  ana.app.acknowledge(ana.incident().id, 'notification');
  ana.kill();
  ana.start();
  await world.forward(5 * MINUTE_MS);
  expect(world.incident().status).toBe('triggered');
  expect(ana.app.link.status.state).toBe('refused');
  expect(world.logged('incident.acknowledged')).toEqual([]);
});
