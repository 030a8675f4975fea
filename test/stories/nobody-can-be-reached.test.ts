import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const workspace = shop({
  steps: [
    { notify: ['person:ana'], acknowledgeWithin: '15m' },
    { notify: ['person:bo'], acknowledgeWithin: '15m' },
  ],
});
const start = () => World.start(workspace, { seesPresence: true });

it('[ESC26] goes on after 5 s when there is no way at all to whoever is on call, and says so (D5)', async () => {
  const world = await start();
  const bo = await world.desktop('bo');
  await world.alert();
  await world.forward(6 * SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '0.08 bo nobody-reachable']);
  expect(bo.reasons).toEqual(['escalated']);
});

it('[ESC26] goes on after 30 s when her laptop is closed (C6)', async () => {
  const world = await start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  ana.closeLid();
  await world.forward(2 * MINUTE_MS);
  await world.alert();
  await world.forward(29 * SECOND_MS);
  expect(bo.bell.heard).toHaveLength(0);
  await world.forward(2 * SECOND_MS);
  expect(stepsOf(world)).toEqual(['2 ana triggered', '2.5 bo nobody-reachable']);
});

it('[ESC26] waits for a laptop that only changes networks (C6)', async () => {
  const world = await start();
  const ana = await world.desktop('ana');
  ana.cut();
  await world.alert();
  await world.forward(15 * SECOND_MS);
  ana.mend();
  await world.forward(2 * MINUTE_MS);
  expect(ana.bell.ringing.size).toBe(1);
  expect(stepsOf(world)).toEqual(['0 ana triggered']);
});

it('[ESC26] goes on after 5 s when every delivery to her failed (D5)', async () => {
  const world = await start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  ana.bell.trouble = 'fails';
  await world.alert();
  await world.forward(7 * SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana triggered', '0.08 bo nobody-reachable']);
  expect(bo.bell.ringing.size).toBe(1);
});

it('[ESC26] takes its time as soon as one of those paged was reached', async () => {
  const world = await World.start(shop({ steps: [{ notify: ['person:ana', 'person:dana'], acknowledgeWithin: '15m' }] }), {
    seesPresence: true,
  });
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(SECOND_MS);
  ana.cut();
  await world.forward(14 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['0 ana+dana triggered']);
});

it('[ESC26] still rings for whom it could not reach when they are back (C6)', async () => {
  const world = await start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  ana.closeLid();
  await world.forward(2 * MINUTE_MS);
  await world.alert();
  await world.forward(MINUTE_MS);
  ana.openLid();
  await world.forward(10 * SECOND_MS);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([1, 1]);
  ana.does('acknowledge');
  await world.forward(2 * SECOND_MS);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([0, 0]);
});

it('[ESC26] repeats the last resort at its own pace though nobody is there, and rings for whoever comes back (D2)', async () => {
  const world = await start();
  const lea = await world.desktop('lea');
  lea.kill();
  await world.alert();
  await world.forward(HOUR_MS + 2 * MINUTE_MS);
  expect(stepsOf(world).length).toBeLessThan(12);
  lea.start();
  await world.forward(10 * SECOND_MS);
  expect(lea.reasons).toEqual(['catch-all']);
});
