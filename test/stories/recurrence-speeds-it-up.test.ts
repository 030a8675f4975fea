import { expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop({
  steps: [{ notify: ['person:ana'], acknowledgeWithin: '20m' }, { notify: ['person:sam'] }],
  rules: [{ name: 'Comes back', when: { field: 'recentIncidents', atLeast: 2 }, after: '2m', escalateTo: 2 }],
});

it('[ESC24] is at the senior within 2 minutes instead of 20 when the same service fails for the third time in a day (S40)', async () => {
  const world = await World.start(policy);
  for (const dedupKey of ['first', 'second']) {
    await world.alert({ dedupKey });
    await world.forward(5 * MINUTE_MS);
    await world.alert({ dedupKey, action: 'resolve' });
  }
  await world.alert({ dedupKey: 'third' });
  await world.forward(3 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '5 ana triggered', '10 ana triggered', '12 sam rule']);
});

it('[ESC24] takes its time again a day later (S40)', async () => {
  const world = await World.start(policy);
  for (const dedupKey of ['first', 'second']) {
    await world.alert({ dedupKey });
    await world.alert({ dedupKey, action: 'resolve' });
  }
  await world.forward(DAY_MS);
  await world.alert({ dedupKey: 'third' });
  await world.forward(10 * MINUTE_MS);
  expect(stepsOf(world, 3)).toEqual(['1440 ana triggered']);
});

it('[ESC24] counts how often one problem repeats, too (S40)', async () => {
  const rules = [{ name: 'Repeats', when: { field: 'alertCount', atLeast: 5 }, escalateTo: 'next' }];
  const world = await World.start(
    shop({ steps: [{ notify: ['person:ana'] }, { notify: ['person:sam'] }, { notify: ['person:lea'] }], rules }),
  );
  for (let i = 0; i < 8; i += 1) {
    await world.alert();
  }
  expect(stepsOf(world)).toEqual(['0 ana triggered', '0 sam rule']);
});
