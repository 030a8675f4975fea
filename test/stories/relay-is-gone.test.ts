import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const rotation = { people: ['ana', 'bo'], turn: '1d', handoffAt: '09:00', startsOn: '2026-11-22' };
const workspace = shop(
  { steps: [{ notify: ['schedule:primary'], acknowledgeWithin: '5m' }] },
  { schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } } },
);

/** Ana is on call until 9, Bo from then on; Léa is not. */
async function three() {
  const world = await World.start(workspace);
  const [ana, bo, lea] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('lea')];
  await world.forward(MINUTE_MS);
  return { world, ana, bo, lea };
}

it('[WATCH4] tells whoever is on call within two minutes that the relay is gone, once, and takes it back', async () => {
  const { world, ana, bo, lea } = await three();
  const goneAt = world.clock.now();
  world.killRelay();
  await world.forward(2 * MINUTE_MS);
  expect(ana.relayTold).toMatchObject([{ trouble: { kind: 'relay-gone', since: goneAt } }]);
  expect((ana.relayTold[0]?.at ?? Infinity) - goneAt).toBeLessThanOrEqual(2 * MINUTE_MS);
  expect([bo.relayTold, lea.relayTold]).toEqual([[], []]);
  expect(lea.app.watched.troubles).toMatchObject([{ kind: 'relay-gone', since: goneAt }]);
  await world.forward(HOUR_MS);
  expect(ana.relayTold).toHaveLength(1);
  world.startRelay();
  await world.forward(2 * MINUTE_MS);
  expect([ana.relayBack, ana.app.watched.troubles, lea.relayBack]).toEqual([['relay-gone'], [], []]);
});

it('[WATCH4] tells it whoever comes to be on call while the relay is gone', async () => {
  const { world, bo } = await three();
  world.killRelay();
  await world.forward(HOUR_MS);
  expect(bo.relayTold).toEqual([]);
  await world.forward(3.5 * HOUR_MS);
  // His watch begins at 9; four hours before it he is told.
  expect(bo.relayTold.map(({ at }) => Math.floor((at - mondayNight) / HOUR_MS))).toEqual([2]);
});

it('[WATCH4] says nothing of a restart, of a laptop that was asleep, and rarely of a relay that comes and goes', async () => {
  const { world, ana } = await three();
  world.killRelay();
  await world.forward(MINUTE_MS);
  world.startRelay();
  await world.forward(5 * MINUTE_MS);
  ana.closeLid();
  await world.forward(3 * HOUR_MS);
  ana.openLid();
  await world.forward(2 * MINUTE_MS);
  expect(ana.relayTold).toEqual([]);
  for (let i = 0; i < 5; i += 1) {
    world.killRelay();
    await world.forward(2 * MINUTE_MS);
    world.startRelay();
    await world.forward(MINUTE_MS);
  }
  expect(ana.relayTold).toHaveLength(1);
});

it('[WATCH4] gives the relay its time after a sleep though it was gone before', async () => {
  const { world, ana } = await three();
  world.killRelay();
  await world.forward(MINUTE_MS);
  ana.closeLid();
  await world.forward(HOUR_MS);
  ana.openLid();
  await world.forward(MINUTE_MS);
  expect(ana.relayTold).toEqual([]);
  await world.forward(MINUTE_MS);
  expect(ana.relayTold).toHaveLength(1);
});

it('[WATCH5] tells whoever is on call within two minutes that the relay is there and its engine stands still (R29)', async () => {
  const { world, ana, lea } = await three();
  world.stallEngine();
  const stalledAt = world.clock.now();
  await world.alert();
  await world.forward(2 * MINUTE_MS);
  expect(ana.bell.heard.length).toBeGreaterThan(0);
  expect(ana.relayTold).toMatchObject([{ trouble: { kind: 'engine-still', since: stalledAt } }]);
  expect((ana.relayTold[0]?.at ?? Infinity) - stalledAt).toBeLessThanOrEqual(30 * SECOND_MS);
  expect([lea.relayTold, lea.app.watched.troubles.length]).toEqual([[], 1]);
  world.killRelay();
  world.startRelay();
  await world.forward(3 * MINUTE_MS);
  expect([ana.relayBack, ana.app.watched.troubles]).toEqual([['engine-still'], []]);
});

it('[WATCH5] control: says nothing of an engine that does its work through a night', async () => {
  const { world, ana } = await three();
  await world.alert();
  world.clock.idleTickMs = MINUTE_MS;
  await world.forward(DAY_MS / 8);
  expect([ana.relayTold, ana.app.watched]).toEqual([[], { troubles: [], missedAt: undefined }]);
});
