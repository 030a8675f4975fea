import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[SYN1] goes on paging with the relay dead, and an acknowledgement made offline stops the bell at once and is confirmed later', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  world.killRelay();
  await world.forward(30 * SECOND_MS);
  expect(ana.bell.heard.length).toBeGreaterThanOrEqual(3);

  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.settle();
  expect(ana.bell.ringing.size).toBe(0);
  ana.kill();
  ana.start();
  await world.forward(MINUTE_MS);
  expect(ana.bell.ringing.size).toBe(0);

  world.startRelay();
  await world.forward(2 * MINUTE_MS);
  expect(world.incident().status).toBe('acknowledged');
  expect(world.incident().acknowledgement?.person).toBe('ana');
  expect(ana.app.replica.pending).toHaveLength(0);
  expect(ana.app.replica.head.hash).toBe(world.store.head().hash);
});

it('[ESC10] escalates to the second laptop by its own engine while the relay is down', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  await world.alert();
  world.killRelay();
  await world.forward(MINUTE_MS);
  expect(bo.bell.heard).toHaveLength(0);
  await world.forward(MINUTE_MS + SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
});
