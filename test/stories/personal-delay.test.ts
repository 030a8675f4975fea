import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const steps = [{ notify: ['person:ana', 'person:bo'], acknowledgeWithin: '10m', repeatEvery: '30s' }];
const startWith = (pages: unknown[]) => World.start(shop({ steps }, { people: { ana: { pages } } }));

it('[RING13] comes to the desktop when her own rules say, and to her colleague at once (B1)', async () => {
  const world = await startWith([{ channel: 'desktop', after: '2m' }]);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  await world.forward(2 * MINUTE_MS - SECOND_MS);
  expect([ana.bell.heard.length, bo.reasons[0]]).toEqual([0, 'first']);
  await world.forward(32 * SECOND_MS);
  expect(ana.bell.heard.map(({ at }) => (at - mondayNight) / SECOND_MS)).toEqual([120, 150]);
});

it('[RING13] waits only for what her rules name: another urgency comes at once', async () => {
  const world = await startWith([{ channel: 'desktop', after: '5m', urgency: 'low' }]);
  const ana = await world.desktop('ana');
  await world.alert({ dedupKey: 'low', severity: 'warning' });
  await world.alert({ dedupKey: 'high', severity: 'critical' });
  await world.forward(SECOND_MS);
  expect(ana.bell.heard.map(({ incident }) => incident)).toEqual([world.incident(2).id]);
});

it('[RING13] rings at once for rules that name only other ways: a page that could ring and does not is a missed one', async () => {
  const world = await startWith([{ channel: 'sms', after: '5m' }]);
  const ana = await world.desktop('ana');
  await world.alert();
  expect(ana.bell.heard).toHaveLength(1);
});

it('[RING13] does not ring at all when somebody answered before', async () => {
  const world = await startWith([{ channel: 'desktop', after: '2m' }]);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  bo.does('acknowledge');
  await world.forward(20 * MINUTE_MS);
  expect(ana.bell.heard).toHaveLength(0);
});
