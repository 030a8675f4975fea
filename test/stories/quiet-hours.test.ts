import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

// Ana lives in Lisbon, where it is two in the morning.
const quiet = { ana: { quietHours: [{ from: '22:00', until: '07:00' }] } };
const steps = [{ notify: ['person:ana'], acknowledgeWithin: '10m', repeatEvery: '1m' }];

it('[RING13] keeps a warning until the morning, and shows it then (S15)', async () => {
  const world = await World.start(shop({ steps }, { people: quiet }));
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'warning' });
  await world.forward(5 * HOUR_MS - SECOND_MS);
  expect(ana.bell.heard).toHaveLength(0);
  await world.forward(2 * SECOND_MS);
  expect(ana.bell.heard.map(({ at }) => at)).toEqual([mondayNight + 5 * HOUR_MS]);
});

it('[RING13] wakes her at once for what is critical, or becomes so (S15)', async () => {
  const world = await World.start(shop({ steps }, { people: quiet }));
  const ana = await world.desktop('ana');
  await world.alert({ dedupKey: 'critical', severity: 'critical' });
  await world.alert({ dedupKey: 'warning', severity: 'warning' });
  await world.forward(SECOND_MS);
  expect(ana.bell.heard.map(({ incident }) => incident)).toEqual([world.incident(1).id]);
  await world.alert({ dedupKey: 'warning', severity: 'critical' });
  await world.forward(SECOND_MS);
  expect(ana.bell.ringing.size).toBe(2);
});

it('[RING13] shows no warning in the morning that was over by then', async () => {
  const world = await World.start(shop({ steps }, { people: quiet }));
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'warning' });
  await world.forward(HOUR_MS);
  await world.alert({ action: 'resolve' });
  await world.forward(8 * HOUR_MS);
  expect(ana.bell.heard).toHaveLength(0);
});

it('[RING13] keeps it through a restart of her laptop in the night, with the relay gone', async () => {
  const world = await World.start(shop({ steps }, { people: quiet }));
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'warning' });
  await world.forward(HOUR_MS);
  world.killRelay();
  ana.kill();
  ana.start();
  await world.forward(4 * HOUR_MS - MINUTE_MS);
  expect(ana.bell.heard).toHaveLength(0);
  await world.forward(2 * MINUTE_MS);
  expect(ana.bell.heard).toHaveLength(1);
});
