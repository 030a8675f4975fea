import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const rotation = { people: ['ana', 'bo'], turn: '7d', handoffAt: '09:00', startsOn: '2026-11-20' };
const workspace = shop(
  { steps: [{ notify: ['schedule:primary'], acknowledgeWithin: '5m' }] },
  {
    schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } },
    people: { ana: { zone: 'Europe/Paris' }, bo: { zone: 'America/New_York' } },
  },
);
/** A world in which nothing looks oftener than every five minutes: days go by. */
async function days(): Promise<World> {
  const world = await World.start(workspace);
  world.clock.idleTickMs = 5 * MINUTE_MS;
  return world;
}

const hoursIn = (at: number) => (at - mondayNight) / HOUR_MS;

it('[WATCH8] proves once a day on their own clock that the bell of whoever is on call this week rings, and the log says so', async () => {
  const world = await days();
  const [ana, bo, lea] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('lea')];
  await world.forward(2 * DAY_MS);
  // Three in the morning in Paris it begins; ten is seven hours later, and in New York six more.
  expect(ana.tests.map((at) => Math.round(hoursIn(at)))).toEqual([7, 31]);
  expect(bo.tests.map((at) => Math.round(hoursIn(at)))).toEqual([13, 37]);
  expect(lea.tests).toEqual([]);
  const logged = world.logged('device.tested');
  expect(logged.map(({ entity, body, actor }) => [entity.id, body, actor])).toContainEqual([
    ana.identity.device,
    { outcome: 'shown', channel: 'dbus' },
    { kind: 'person', id: 'ana' },
  ]);
  expect(lea.app.replica.view.workspace.devices.get(ana.identity.device)?.provenAt).toBe(logged.at(-2)?.recordedAt);
  expect(world.relay.state.workspace.devices.get(ana.identity.device)?.revoked).toBe(false);
});

it('[WATCH8] says why it failed and tries again each hour, keeping when it last rang', async () => {
  const world = await days();
  const ana = await world.desktop('ana');
  await world.forward(8 * HOUR_MS);
  const provenAt = world.relay.state.workspace.devices.get(ana.identity.device)?.provenAt;
  ana.testComes = { outcome: 'failed', why: 'No notification service.', channel: 'dbus' };
  await world.forward(DAY_MS + 90 * MINUTE_MS);
  expect(world.relay.state.workspace.devices.get(ana.identity.device)).toMatchObject({
    tested: { outcome: 'failed', why: 'No notification service.' },
    provenAt,
  });
  expect(ana.tests.length).toBe(4);
  ana.testComes = { outcome: 'shown', channel: 'dbus' };
  await world.forward(HOUR_MS);
  expect(world.relay.state.workspace.devices.get(ana.identity.device)?.tested?.outcome).toBe('shown');
});

it('[WATCH8] does not come while something rings, at another time than chosen, late in the evening, or when it is off', async () => {
  const world = await days();
  const ana = await world.desktop('ana');
  ana.testTime = 'off';
  await world.forward(DAY_MS);
  expect(ana.tests).toEqual([]);
  ana.testTime = '04:00';
  await world.alert({ severity: 'critical' });
  await world.forward(90 * MINUTE_MS);
  expect(ana.tests).toEqual([]);
  ana.app.acknowledge(world.incident().id, 'window');
  await world.forward(5 * MINUTE_MS);
  expect(ana.tests).toHaveLength(1);
  ana.closeLid();
  // Until half past five in the afternoon of the next day: too late for one of four in the morning.
  await world.forward(37 * HOUR_MS);
  ana.openLid();
  await world.forward(HOUR_MS);
  expect(ana.tests).toHaveLength(1);
});

it('[WATCH8] comes at a weekend only to whoever is on call then, and is kept while there is no network', async () => {
  const world = await days();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.forward(4 * DAY_MS);
  const before = [ana.tests.length, bo.tests.length];
  // From Friday on it is Bo's week.
  bo.cut();
  await world.forward(3 * DAY_MS);
  expect([ana.tests.length - (before[0] ?? 0), bo.tests.length - (before[1] ?? 0)]).toEqual([1, 3]);
  bo.mend();
  await world.forward(5 * MINUTE_MS);
  expect(world.logged('device.tested').filter(({ entity }) => entity.id === bo.identity.device)).toHaveLength(7);
});
