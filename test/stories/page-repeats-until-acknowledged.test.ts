import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[RING1] pages the person on call at once, and again at the step’s interval until she acknowledges', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  expect(ana.bell.heard.map(({ reason }) => reason)).toEqual(['first']);

  await world.forward(46 * SECOND_MS);
  expect(ana.bell.heard.map(({ reason }) => reason)).toEqual(['first', 'repeat-until-ack', 'repeat-until-ack', 'repeat-until-ack']);

  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.forward(10 * MINUTE_MS);
  expect(ana.bell.heard).toHaveLength(4);
  expect(ana.bell.ringing.size).toBe(0);
  expect(world.incident().status).toBe('acknowledged');
});

it('[RING3] goes to the second person at the step’s time, and one acknowledgement stops both bells', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  const bo = await world.desktop('bo');
  await world.alert();
  await world.forward(2 * MINUTE_MS - SECOND_MS);
  expect(bo.bell.heard).toHaveLength(0);
  await world.forward(2 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);

  bo.app.acknowledge(bo.incident().id, 'alarm');
  await world.forward(2 * SECOND_MS);
  expect(ana.bell.ringing.size).toBe(0);
  expect(bo.bell.ringing.size).toBe(0);
  const heardByThen = ana.bell.heard.length;
  await world.forward(5 * MINUTE_MS);
  expect(ana.bell.heard).toHaveLength(heardByThen);
});
