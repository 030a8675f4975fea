import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[SYN7] loses nothing that waits when the relay comes back with an older log', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert({ dedupKey: 'before' });
  const backup = world.backup();
  await world.alert({ dedupKey: 'after' });
  const lost = world.incident(2).id;
  world.killRelay();
  ana.app.acknowledge(ana.incident(1).id, 'window');
  ana.app.annotate(ana.incident(1).id, 'Restarted the database.');
  ana.app.annotate(lost, 'This one too.');
  await world.forward(MINUTE_MS);

  world.restore(backup);
  world.startRelay();
  await world.forward(2 * MINUTE_MS);
  expect(ana.app.replica.head.hash).toBe(world.store.head().hash);
  expect(world.incident(1)).toMatchObject({ status: 'acknowledged', noteCount: 1 });
  expect(ana.app.replica.pending).toEqual([]);
  // What was done to an incident the relay has lost comes back to its author, and what only the machine noted does not.
  expect(ana.app.replica.returned.map(({ outcome, why }) => `${outcome}: ${why}`)).toEqual(['parked: The incident is not known here.']);
  expect(ana.bell.ringing.size).toBe(0);
});

it('[SYN7] keeps what waits when the relay has another log and does not know the laptop', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  world.killRelay();
  ana.app.acknowledge(ana.incident().id, 'window');
  const pending = ana.app.replica.pending.map(({ id }) => id);
  world.newLog();
  world.startRelay();
  await world.define();
  await world.forward(2 * MINUTE_MS);
  expect(ana.app.link.status).toMatchObject({ state: 'refused', why: 'This relay does not know this device; pair it again.' });
  expect(ana.app.replica.pending.map(({ id }) => id)).toEqual(pending);
  expect(ana.incident().status).toBe('acknowledged');
  ana.kill();
  ana.start();
  expect(ana.app.replica.pending.map(({ id }) => id)).toEqual(pending);
});
