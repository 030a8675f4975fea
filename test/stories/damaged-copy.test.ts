import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[LOG27] fetches a damaged copy again while the relay is there, and loses nothing that was added here', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.store.damaged = true;
  await world.forward(MINUTE_MS);
  expect(ana.store.damaged).toBe(false);
  expect(ana.app.replica.head.hash).toBe(world.store.head().hash);
  expect(ana.troubles.join()).toContain('damaged');
  expect(ana.bell.ringing.size).toBe(1);
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.settle();
  expect(world.incident()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana' } });
});

it('[LOG27] goes on paging from a damaged copy while there is no relay to give it another', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  await world.alert();
  bo.store.damaged = true;
  world.killRelay();
  await world.forward(2 * MINUTE_MS + 30 * SECOND_MS);
  expect(bo.store.damaged).toBe(true);
  expect(bo.bell.heard.map(({ reason }) => reason)).toContain('escalated');
  world.startRelay();
  await world.forward(2 * MINUTE_MS);
  expect(bo.store.damaged).toBe(false);
  expect(bo.app.replica.head.hash).toBe(world.store.head().hash);
  expect(bo.bell.ringing.size).toBe(1);
});
