import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[RING5] raises at most one page for each open incident after 48 h without power, and none for what is over (D7)', async () => {
  const world = await World.start();
  const [ana, lea] = [await world.desktop('ana'), await world.desktop('lea')];
  await world.alert({ dedupKey: 'before' });
  await world.alert({ dedupKey: 'over' });
  await world.forward(MINUTE_MS);
  ana.kill();
  lea.kill();
  await world.alert({ dedupKey: 'meanwhile' });
  world.clock.idleTickMs = MINUTE_MS;
  await world.forward(24 * HOUR_MS);
  await world.alert({ dedupKey: 'over', action: 'resolve' });
  await world.alert({ dedupKey: 'came-and-went' });
  await world.alert({ dedupKey: 'came-and-went', action: 'resolve' });
  await world.forward(24 * HOUR_MS);
  world.clock.idleTickMs = undefined;
  // Two days of catch-all are thousands of entries: several pages of the log to catch up on.
  expect(world.store.head().seq).toBeGreaterThan(1000);
  for (const desktop of [ana, lea]) {
    desktop.bell.heard.length = 0;
    desktop.start();
  }
  await world.forward(5 * SECOND_MS);
  const open = [world.incident(1).id, world.incident(3).id].toSorted();
  expect(ana.bell.heard.map(({ incident }) => incident).toSorted()).toEqual(open);
  expect(lea.bell.heard.map(({ incident }) => incident).toSorted()).toEqual(open);
});

it('[RING5] pages once on waking from a sleep of a night, and goes on from there', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.closeLid();
  world.clock.idleTickMs = MINUTE_MS;
  await world.forward(8 * HOUR_MS);
  world.clock.idleTickMs = undefined;
  ana.bell.heard.length = 0;
  ana.openLid();
  await world.forward(5 * SECOND_MS);
  expect(ana.bell.heard).toHaveLength(1);
  await world.forward(15 * SECOND_MS);
  expect(ana.bell.heard).toHaveLength(2);
});

it('[RING5] rings at once for what fell due in a sleep with no relay there either, and replays nothing', async () => {
  const world = await World.start();
  const bo = await world.desktop('bo');
  await world.alert();
  world.killRelay();
  bo.closeLid();
  await world.forward(8 * HOUR_MS);
  bo.openLid();
  await world.forward(10 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
});

it('[RING11] waits for the relay’s word before it rings after a start, but not long', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  ana.kill();
  await world.alert({ action: 'resolve' });
  ana.bell.heard.length = 0;
  ana.start();
  await world.forward(10 * SECOND_MS);
  expect(ana.bell.heard).toHaveLength(0);

  await world.alert({ dedupKey: 'memory' });
  ana.kill();
  ana.bell.heard.length = 0;
  // What connects now hangs: nobody says yes, and nobody says no.
  world.network.goDead(ana.identity.device);
  ana.start();
  await world.forward(2 * SECOND_MS);
  expect(ana.bell.heard).toHaveLength(0);
  await world.forward(3 * SECOND_MS);
  expect(ana.bell.heard.length).toBeGreaterThan(0);
});
