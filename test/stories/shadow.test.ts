import { expect, it } from 'vitest';
import { explain } from '../../shared/explain/explain.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const weekly = { turn: '1w', handoffAt: '09:00', startsOn: '2026-01-05' };
const primary = {
  name: 'Primary',
  zone: 'Europe/Paris',
  layers: [
    { id: 'primary', people: ['ana'], ...weekly },
    { id: 'second', use: 'backup', people: ['bo'], ...weekly },
    { id: 'learning', use: 'shadow', people: ['sam'], ...weekly },
  ],
};
const policy = {
  steps: [
    { notify: ['schedule:primary'], acknowledgeWithin: '5m', repeatEvery: '1m' },
    { notify: ['backup:primary'], acknowledgeWithin: '5m', repeatEvery: '1m' },
  ],
};

it('[SCH10] tells whoever shadows the person on call once, asks them for nothing, and pages the backup as a level of its own', async () => {
  const world = await World.start(shop(policy, { schedules: { primary } }));
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert();
  await world.forward(4 * MINUTE_MS);
  expect(sam.reasons).toEqual(['shadow']);
  expect(ana.reasons.length).toBeGreaterThan(3);
  await world.forward(MINUTE_MS + SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '5 bo not-acknowledged']);
  const told = explain(world.relay.state, world.incident(), world.logged('step.fired'), 'sam');
  expect(told.because[0]).toMatchObject({ kind: 'shadowed', level: 1 });
});

it('[SCH10] lets whoever shadows take an incident like anybody', async () => {
  const world = await World.start(shop(policy, { schedules: { primary } }));
  const sam = await world.desktop('sam');
  await world.alert();
  await world.forward(SECOND_MS);
  sam.app.acknowledge(sam.incident().id, 'notification');
  await world.settle();
  expect(world.incident().status).toBe('acknowledged');
  expect(sam.bell.ringing.size).toBe(0);
});
