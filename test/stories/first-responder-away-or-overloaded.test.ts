import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = {
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '15m' },
    { notify: ['person:bo'], acknowledgeWithin: '15m' },
  ],
};

it('[ESC25] pages the next at once, and says why, while the first is on leave (S36, S102)', async () => {
  const timeOff = [{ from: '2026-11-20T00:00:00Z', until: '2026-11-23T03:00:00Z', note: 'wedding' }];
  const world = await World.start(shop(policy, { people: { ana: { timeOff } } }));
  await world.alert({ dedupKey: 'in her leave' });
  await world.forward(5 * SECOND_MS);
  expect(stepsOf(world, 1)).toEqual(['0 nobody triggered', '0 bo nobody-on-step']);
  expect(world.logged('step.fired')[0]?.body['leftOut']).toEqual([{ person: 'ana', why: 'time-off' }]);
  await world.forward(HOUR_MS);
  await world.alert({ dedupKey: 'after it' });
  expect(world.incident(2).path.map(({ targets }) => targets)).toEqual([['ana']]);
});

it('[ESC25] pages the next at once while the first holds as much as they take on (S36, S115)', async () => {
  const world = await World.start(shop(policy, { people: { ana: { capacity: { incidents: 1, within: '2h' } } } }));
  const ana = await world.desktop('ana');
  await world.alert({ dedupKey: 'one' });
  ana.does('acknowledge');
  await world.forward(3 * HOUR_MS);
  await world.alert({ dedupKey: 'two' });
  expect(stepsOf(world, 2)).toEqual(['180 nobody triggered', '180 bo nobody-on-step']);
  expect(world.incident(2).path[0]?.leftOut).toEqual([{ person: 'ana', why: 'at-capacity' }]);
  ana.does('resolve');
  await world.settle();
  await world.alert({ dedupKey: 'three' });
  expect(world.incident(3).path.map(({ targets }) => targets)).toEqual([['ana']]);
});

it('[ESC25] leaves out whoever was paged often enough of late, and forgets it in time (S102)', async () => {
  const world = await World.start(shop(policy, { people: { ana: { capacity: { incidents: 2, within: '1h' } } } }));
  await world.alert({ dedupKey: 'one' });
  await world.alert({ dedupKey: 'two' });
  await world.alert({ dedupKey: 'three' });
  expect(world.incident(3).path.at(-1)?.targets).toEqual(['bo']);
  await world.forward(HOUR_MS + MINUTE_MS);
  await world.alert({ dedupKey: 'four' });
  expect(world.incident(4).path[0]?.targets).toEqual(['ana']);
});

it('[ESC25] leaves nobody out of the last resort (S102)', async () => {
  const timeOff = [{ from: '2026-11-20T00:00:00Z', until: '2026-11-30T00:00:00Z' }];
  const everybody = Object.fromEntries(['ana', 'bo', 'sam', 'dana', 'lea'].map((id) => [id, { timeOff }]));
  const world = await World.start(shop(policy, { people: everybody }));
  const lea = await world.desktop('lea');
  await world.alert();
  await world.forward(5 * SECOND_MS);
  expect(lea.reasons).toEqual(['catch-all']);
});
