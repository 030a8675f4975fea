import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const vip = { field: 'vip', is: true };
const steps = [{ notify: ['person:ana'], acknowledgeWithin: '5m' }, { notify: ['person:bo'] }];

it('[ESC21] pages one person more on every level for a VIP customer, and nobody more for others (S41)', async () => {
  const world = await World.start(shop({ steps, also: [{ when: vip, page: ['person:lea'] }] }));
  const lea = await world.desktop('lea');
  await world.alert({ dedupKey: 'vip', details: { vip: 'yes', customer: 'Big Bank' } });
  await world.alert({ dedupKey: 'standard', details: { vip: 'no' } });
  await world.forward(5 * MINUTE_MS);
  expect(stepsOf(world, 1)).toEqual(['0 ana+lea triggered', '5 bo+lea not-acknowledged']);
  expect(stepsOf(world, 2)).toEqual(['0 ana triggered', '5 bo not-acknowledged']);
  expect(new Set(lea.bell.heard.map(({ incident }) => incident))).toEqual(new Set([world.incident(1).id]));
});

it('[ESC24] has a rule page more people in their own right, once, though somebody answers for the path (S41)', async () => {
  const rules = [{ name: 'VIP', when: { any: [vip, { field: 'customer', in: ['Big Bank'] }] }, page: ['person:sam'] }];
  const world = await World.start(shop({ steps, rules }));
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert({ details: { customer: 'big bank' } });
  ana.does('acknowledge');
  await world.forward(2 * MINUTE_MS);
  expect(sam.bell.ringing.size).toBe(1);
  sam.does('acknowledge');
  await world.forward(SECOND_MS);
  expect(sam.bell.ringing.size).toBe(0);
  await world.forward(10 * MINUTE_MS);
  expect(world.logged('incident.responders-added')).toHaveLength(1);
  expect(world.incident().acknowledgement?.person).toBe('ana');
});
