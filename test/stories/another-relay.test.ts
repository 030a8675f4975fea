import { expect, it } from 'vitest';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

const ids = (entries: readonly StoredEvent[]) => entries.map(({ id }) => id);

/** A relay that was backed up, went on for a while, and comes back with the backup. */
async function restored(options: { speaks?: number } = {}) {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana', options), await world.desktop('bo', options)];
  await world.alert({ dedupKey: 'before' });
  const backup = world.backup();
  await world.alert({ dedupKey: 'after' });
  bo.app.acknowledge(bo.incident(2).id, 'window');
  await world.forward(MINUTE_MS);
  const held = world.backup();
  world.killRelay();
  ana.app.acknowledge(ana.incident(1).id, 'window');
  ana.app.annotate(ana.incident(2).id, 'This one too.');
  await world.forward(MINUTE_MS);
  world.restore(backup);
  world.startRelay();
  await world.forward(3 * MINUTE_MS);
  return { world, ana, bo, held };
}

it('[SYN7] [SYN17] gives a relay that comes back with an older log everything any laptop holds', async () => {
  const { world, ana, bo, held } = await restored();
  const known = new Set(ids(world.backup()));
  expect(ids(held).filter((id) => !known.has(id))).toEqual([]);
  expect(known.size).toBe(world.backup().length);
  expect(world.incident(1)).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana' } });
  expect(world.incident(2)).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'bo' }, noteCount: 1 });
  for (const { app, bell } of [ana, bo]) {
    expect(app.replica.head.hash).toBe(world.store.head().hash);
    expect([app.replica.pending, app.replica.returned]).toEqual([[], []]);
    expect(bell.ringing.size).toBe(0);
  }
});

it('[SYN17] control: laptops that cannot give it back lose it with the relay', async () => {
  const { world, held } = await restored({ speaks: 1 });
  const known = new Set(ids(world.backup()));
  expect(ids(held).filter((id) => !known.has(id)).length).toBeGreaterThan(0);
});

it('[SYN17] lets a laptop in that was paired after the backup, because it can show its enrolment', async () => {
  const world = await World.start();
  const backup = world.backup();
  const ana = await world.desktop('ana');
  await world.alert();
  world.killRelay();
  ana.app.acknowledge(ana.incident().id, 'window');
  world.restore(backup);
  world.startRelay();
  await world.forward(2 * MINUTE_MS);
  expect(ana.app.link.status.state).toBe('online');
  expect(world.incident()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana' } });
});

it('[SYN17] gives a relay that lost its whole log, but not its key, the log again', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  const held = world.backup();
  world.killRelay();
  ana.app.acknowledge(ana.incident().id, 'window');
  world.newLog();
  world.startRelay();
  await world.define();
  await world.forward(2 * MINUTE_MS);
  const known = new Set(ids(world.backup()));
  expect(ids(held).filter((id) => !known.has(id))).toEqual([]);
  expect(world.incident()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana' } });
});

it('[SYN7] keeps what waits when another relay answers that does not know the laptop', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  world.killRelay();
  ana.app.acknowledge(ana.incident().id, 'window');
  const pending = ana.app.replica.pending.map(({ id }) => id);
  world.newLog();
  world.replaceKey();
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
