import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const policy = shop({
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '2h' },
    { notify: ['person:sam'], acknowledgeWithin: '2h' },
  ],
  rules: [{ name: 'Overdue', since: 'deadline', escalateTo: 2 }],
});

it('[ESC24] [INC17] goes to level 2 when the deadline has passed, and again nowhere (S76)', async () => {
  const world = await World.start(policy);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('acknowledge');
  ana.does('deadline', { at: mondayNight + 40 * MINUTE_MS });
  await world.forward(MINUTE_MS);
  expect(world.incident()).toMatchObject({ status: 'acknowledged', deadline: mondayNight + 40 * MINUTE_MS });
  await world.forward(38 * MINUTE_MS);
  expect(stepsOf(world)).toHaveLength(1);
  await world.forward(MINUTE_MS + SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '40 sam rule']);
  await world.forward(60 * MINUTE_MS);
  expect(world.logged('incident.escalated')).toHaveLength(1);
});

it('[ESC24] does nothing for a deadline put off in time or taken away, also by a laptop without a network (S76)', async () => {
  const world = await World.start(policy);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.does('deadline', { at: '2026-11-23T02:30:00Z' });
  await world.settle();
  ana.cut();
  ana.does('deadline', { at: null });
  await world.forward(10 * MINUTE_MS);
  ana.mend();
  await world.forward(60 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered']);
  expect(differences(world)).toEqual([]);
});
