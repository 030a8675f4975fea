import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop(
  {
    steps: [{ notify: ['person:ana'], acknowledgeWithin: '15m' }, { notify: ['person:sam', 'channel:on-call'] }],
    rules: [{ name: 'SEV-1', when: { field: 'severity', is: 'critical' }, escalateTo: 2 }],
  },
  { channels: { 'on-call': { name: '#on-call' } } },
);

it('[ESC24] [INC16] pages the senior SRE and says so in the on-call channel when the severity becomes SEV-1 (S74)', async () => {
  const world = await World.start(policy);
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert({ severity: 'error' });
  await world.forward(3 * MINUTE_MS);
  ana.does('severity', { severity: 'critical' });
  await world.forward(2 * SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '3 sam rule']);
  expect(world.incident().path.at(-1)?.channels).toEqual(['on-call']);
  expect(sam.bell.ringing.size).toBe(1);
});

it('[ESC24] does so also while somebody holds it (S74)', async () => {
  const world = await World.start(policy);
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert({ severity: 'error' });
  ana.does('acknowledge');
  await world.forward(MINUTE_MS);
  ana.does('severity', { severity: 'critical' });
  await world.forward(2 * SECOND_MS);
  expect(sam.bell.ringing.size).toBe(1);
  expect(world.logged('incident.escalated')).toHaveLength(1);
});

it('[ESC24] does nothing while the rule is switched off (S73)', async () => {
  const world = await World.start(policy.replace('"name":"SEV-1"', '"name":"SEV-1","off":true'));
  await world.alert({ severity: 'critical' });
  await world.forward(MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered']);
});
