import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const production = { field: 'environment', is: 'production' };
const policy = shop({
  zone: 'Europe/Paris',
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '10m' },
    { notify: ['person:sam'], acknowledgeWithin: '10m', when: { all: [production, { field: 'severity', atLeast: 'error' }] } },
    {
      notify: ['person:lea'],
      when: {
        all: [{ field: 'class', matches: '^pay(ments?)?$' }, { not: { during: { days: ['mon', 'tue'], from: '09:00', until: '18:00' } } }],
      },
    },
  ],
});

it('[ESC18] goes by severity, time, context and metadata together: at night production payments climb every level (S42)', async () => {
  const world = await World.start(policy);
  await world.alert({ class: 'payment', details: { environment: 'production' } });
  await world.forward(21 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '10 sam not-acknowledged', '20 lea not-acknowledged']);
});

it('[ESC18] passes over what does not apply, and says so: pre-production by day (S42, S43)', async () => {
  const world = await World.start(policy);
  await world.forward(8 * HOUR_MS);
  await world.alert({ class: 'payment', details: { env: 'staging' } });
  await world.forward(11 * MINUTE_MS);
  expect(stepsOf(world)).toEqual([
    '480 ana triggered',
    '490 skipped not-acknowledged',
    '490 skipped condition-not-met',
    '490 lea path-exhausted',
  ]);
});
