import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const stepsWith = (first: Record<string, unknown>) =>
  shop({ steps: [{ notify: ['person:ana'], acknowledgeWithin: '5m', repeatEvery: '30s', ...first }, { notify: ['person:bo'] }] });

it.each([
  ['continues', {}, ['0 ana triggered', '5 bo not-acknowledged']],
  [
    'repeats the level twice, then continues',
    { whenUnanswered: 'repeat', repeats: 2 },
    ['0 ana triggered', '5 ana not-acknowledged', '10 ana not-acknowledged', '15 bo not-acknowledged'],
  ],
])('[ESC3] %s as the policy says (S69)', async (_, first, expected) => {
  const world = await World.start(stepsWith(first));
  await world.alert();
  await world.forward(5 * MINUTE_MS * (expected.length - 1) + SECOND_MS);
  expect(stepsOf(world)).toEqual(expected);
});

it('[RING1] [ESC4] repeats what is critical until somebody answers, however long (S70)', async () => {
  const world = await World.start(stepsWith({}));
  const [ana, lea] = [await world.desktop('ana'), await world.desktop('lea')];
  await world.alert({ severity: 'critical' });
  await world.forward(2 * HOUR_MS);
  const before = [ana.bell.heard.length, lea.bell.heard.length];
  await world.forward(11 * MINUTE_MS);
  expect(ana.bell.heard.length).toBeGreaterThan(before[0] ?? 0);
  expect(lea.bell.heard.length).toBeGreaterThan(before[1] ?? 0);
  lea.does('acknowledge');
  await world.forward(2 * SECOND_MS);
  expect([ana.bell.ringing.size, lea.bell.ringing.size]).toEqual([0, 0]);
});

it('[ESC11] [RING2] goes down the path once for what is not: one page, one person, no more (S71, S107)', async () => {
  const world = await World.start(stepsWith({ whenUnanswered: 'repeat', repeats: 3 }));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert({ severity: 'warning' });
  await world.forward(5 * HOUR_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered']);
  expect([ana.bell.heard.length, bo.bell.heard.length]).toEqual([1, 0]);
});
