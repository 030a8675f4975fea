import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { acceptAlerts } from '../../relay/ingest/intake.ts';
import { World } from '../harness/world.ts';

const full = 'ENOSPC: no space left on device';
const disk = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity: 'critical' } as const;

it('[ALR8] tells the sender no when the relay’s disk is full, keeps nothing half, and takes it when there is room again', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  world.store.failure = full;
  await expect(world.alert()).rejects.toThrow(full);
  expect(world.relay.state.incidents.size).toBe(0);
  expect(ana.bell.heard).toHaveLength(0);
  await world.forward(MINUTE_MS);

  world.store.failure = undefined;
  await expect(world.alert()).resolves.toMatchObject({ outcome: 'opened' });
  expect(world.incident().number).toBe(1);
  expect(ana.bell.heard).toHaveLength(1);
});

it('[ALR8] keeps nothing of a batch the disk refuses from its beginning', async () => {
  const world = await World.start();
  const before = world.store.head();
  world.store.failure = full;
  const batch = ['a', 'b', 'c'].map((dedupKey) => ({ ...disk, dedupKey }));
  await expect(acceptAlerts(world.relay, 'monitoring', batch, () => world.newId())).rejects.toThrow(full);
  expect(world.store.head()).toEqual(before);
  world.store.failure = undefined;
  await expect(acceptAlerts(world.relay, 'monitoring', [...batch, { ...disk, dedupKey: 'a' }], () => world.newId())).resolves.toMatchObject(
    [{ outcome: 'opened' }, { outcome: 'opened' }, { outcome: 'opened' }, { outcome: 'joined' }],
  );
});

it('[ALR8] is sent a batch again of which it kept but a part, and opens nothing twice', async () => {
  const world = await World.start();
  const before = world.store.head().seq;
  const batch = Array.from({ length: 500 }, (_, i) => ({ ...disk, dedupKey: `disk ${i}` }));
  const taken = acceptAlerts(world.relay, 'monitoring', batch, () => world.newId());
  while (world.store.head().seq === before) {
    await new Promise((resolve) => void setImmediate(resolve));
  }
  world.store.failure = full;
  await expect(taken).rejects.toThrow(full);
  const kept = world.relay.state.incidents.size;
  expect([kept > 0, kept < batch.length]).toEqual([true, true]);

  world.store.failure = undefined;
  const again = await acceptAlerts(world.relay, 'monitoring', batch, () => world.newId());
  expect(again.filter(({ outcome }) => outcome === 'joined').length).toBe(kept);
  expect(world.relay.state.incidents.size).toBe(batch.length);
});

it('[LOG5] goes on paging from the desktops while the relay cannot write, and loses no acknowledgement', async () => {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  world.store.failure = full;
  await world.forward(2 * MINUTE_MS + 15 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toContain('escalated');
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.forward(20 * SECOND_MS);
  expect(world.incident().status).toBe('triggered');
  expect(ana.bell.ringing.size).toBe(0);

  world.store.failure = undefined;
  await world.forward(2 * MINUTE_MS);
  expect(world.incident()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana' } });
  expect(ana.app.replica.pending).toEqual([]);
  expect(bo.bell.ringing.size).toBe(0);
});

it('[RING10] rings on a laptop whose disk is full', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.store.failure = full;
  await world.forward(46 * SECOND_MS);
  expect(ana.bell.heard).toHaveLength(4);
  expect(ana.troubles.length).toBeGreaterThan(0);
  expect(() => ana.app.acknowledge(ana.incident().id, 'notification')).toThrow(full);
  expect(ana.incident().status).toBe('triggered');

  ana.store.failure = undefined;
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.forward(MINUTE_MS);
  expect(world.incident().status).toBe('acknowledged');
  expect(ana.app.replica.head.hash).toBe(world.store.head().hash);
});

it('[SYN14] takes from the relay what it could not write, once there is room', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  ana.store.failure = full;
  await world.alert();
  await world.alert({ summary: 'again' });
  await world.forward(30 * SECOND_MS);
  expect(ana.app.link.isLive).toBe(false);
  ana.store.failure = undefined;
  await world.forward(MINUTE_MS);
  expect(ana.app.link.isLive).toBe(true);
  expect(ana.incident().alertCount).toBe(2);
  expect(ana.bell.heard.length).toBeGreaterThan(0);
});
