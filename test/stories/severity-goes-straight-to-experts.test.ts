import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop({
  steps: [{ notify: ['person:ana'], acknowledgeWithin: '15m' }, { notify: ['person:sam', 'person:dana'] }],
  rules: [
    {
      name: 'Full outage',
      when: {
        all: [
          { field: 'severity', is: 'critical' },
          { field: 'impact', contains: 'outage' },
        ],
      },
      escalateTo: 2,
    },
    { name: 'Payment gateway', when: { field: 'text', contains: 'payment gateway' }, escalateTo: 2 },
  ],
});

it('[ESC24] has the experts within seconds for a full outage and for a payment gateway that fails (S34)', async () => {
  const world = await World.start(policy);
  const [ana, sam, dana] = [await world.desktop('ana'), await world.desktop('sam'), await world.desktop('dana')];
  await world.alert({ dedupKey: 'outage', details: { impact: 'full outage' } });
  await world.forward(2 * SECOND_MS);
  expect(stepsOf(world, 1)).toEqual(['0 sam+dana rule']);
  await world.alert({ dedupKey: 'gateway', summary: 'Payment gateway answers 500', severity: 'error' });
  await world.forward(2 * SECOND_MS);
  expect([sam.bell.heard.length, dana.bell.heard.length, ana.bell.heard.length]).toEqual([2, 2, 0]);
});

it('[ESC24] goes there from the first level too, once the same problem gets worse (S34)', async () => {
  const world = await World.start(policy);
  await world.alert({ severity: 'error', details: { impact: 'outage' } });
  await world.forward(MINUTE_MS);
  await world.alert({ severity: 'critical' });
  await world.forward(10 * MINUTE_MS);
  expect(stepsOf(world).slice(0, 2)).toEqual(['0 ana triggered', '1 sam+dana rule']);
  expect(world.logged('incident.escalated')).toHaveLength(1);
});

it('[ESC24] leaves a lesser problem with whoever is on call (S15, S34)', async () => {
  const world = await World.start(policy);
  await world.alert({ severity: 'error', details: { impact: 'outage' } });
  await world.forward(10 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered']);
});
