import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { together } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const latestMs = 5 * SECOND_MS;

/** Kills the relay in the middle of a wait and starts it again before its end. */
async function killedWhile(waitMs: number, begin: (world: World) => Promise<void>, workspace = shop(together)): Promise<World> {
  const world = await World.start(workspace);
  await begin(world);
  await world.forward(waitMs / 2);
  world.killRelay();
  await world.forward(waitMs / 4);
  world.startRelay();
  await world.forward(waitMs / 4 + latestMs);
  return world;
}

function expectFiredAt(world: World, dueAt: number): void {
  const step = world.logged('step.fired').at(-1);
  expect(step?.body['dueAt']).toBe(dueAt);
  expect(step?.recordedAt).toBeLessThanOrEqual(dueAt + latestMs);
}

it('[ESC15] fires the next step at its due time though the relay was killed while the step before waited (D4)', async () => {
  const world = await killedWhile(10 * MINUTE_MS, async (started) => void (await started.alert()));
  expectFiredAt(world, mondayNight + 10 * MINUTE_MS);
  expect(world.incident().path.map(({ targets }) => targets)).toEqual([['ana', 'bo'], ['sam']]);
});

it('[ESC15] [INC13] wakes what is asleep at its due time though the relay was killed meanwhile (D4)', async () => {
  const world = await killedWhile(2 * HOUR_MS, async (started) => {
    const ana = await started.desktop('ana');
    await started.alert();
    ana.does('snooze', { for: '2h' });
    await started.settle();
  });
  expectFiredAt(world, mondayNight + 2 * HOUR_MS);
  expect(world.desktops[0]?.bell.ringing.size).toBe(1);
  await world.forward(MINUTE_MS);
  expect(differences(world)).toEqual([]);
});

it('[ESC15] [ESC24] acts by a rule that waits for the morning though the relay was killed in the night (D4)', async () => {
  const when = { not: { during: { from: '22:00', until: '06:00' } } };
  const rules = [{ name: 'By day', when, page: ['person:sam'] }];
  const world = await killedWhile(
    4 * HOUR_MS,
    async (started) => {
      const ana = await started.desktop('ana');
      await started.alert();
      ana.does('acknowledge');
      await started.settle();
    },
    shop({ ...together, rules, zone: 'UTC' }),
  );
  const added = world.logged('incident.responders-added');
  expect(added.map(({ body }) => body['people'])).toEqual([['sam']]);
  expect(added[0]?.recordedAt).toBeGreaterThanOrEqual(mondayNight + 4 * HOUR_MS);
  expect(added[0]?.recordedAt).toBeLessThanOrEqual(mondayNight + 4 * HOUR_MS + latestMs);
});
