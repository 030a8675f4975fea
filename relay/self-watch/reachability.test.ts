import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { HOUR_MS, isoOf, MINUTE_MS } from '../../shared/time/instant.ts';
import { shop } from '../../test/harness/shop.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { healthy } from '../../test/harness/healthy.ts';
import { World } from '../../test/harness/world.ts';
import { deviceRoutes } from '../http/device-routes.ts';
import type { RelayContext } from '../http/relay-context.ts';
import { statusRoutes } from '../http/status-routes.ts';
import { PresenceBook } from '../replicate/presence-book.ts';
import { reachability, type Connections } from './reachability.ts';

const rotation = { people: ['ana', 'bo'], turn: '1d', handoffAt: '09:00', startsOn: '2026-11-22' };
const workspace = shop(
  { steps: [{ notify: ['schedule:primary'], acknowledgeWithin: '5m' }] },
  { schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } } },
);

/** A relay's state with a laptop for each of some people, and what it knows of their connections. */
function withDevices(owners: readonly string[], connections: Partial<Connections>) {
  const { workspace: defined } = stateWith(workspace);
  owners.forEach((person) =>
    defined.devices.set(`${person}-laptop`, { id: `${person}-laptop`, name: 'Laptop', person, publicKey: 'k', revoked: false }),
  );
  const none = { connectedSince: () => undefined, lastSeenAt: () => undefined };
  return reachability(defined, { ...none, ...connections }, mondayNight);
}

it('[WATCH6] tells first who is on call and cannot be reached, and since when', () => {
  const rows = withDevices(['ana', 'bo', 'lea'], {
    connectedSince: (device) => (device === 'bo-laptop' ? mondayNight - HOUR_MS : undefined),
    lastSeenAt: (device) => (device === 'ana-laptop' ? mondayNight - 20 * MINUTE_MS : undefined),
  });
  expect(rows.slice(0, 2)).toMatchObject([
    { person: { id: 'ana', name: 'Ana' }, onCallFrom: mondayNight, isReachable: false, unreachableSince: mondayNight - 20 * MINUTE_MS },
    { person: { id: 'bo' }, onCallFrom: Date.UTC(2026, 10, 23, 8), isReachable: true, unreachableSince: undefined },
  ]);
  expect(rows.find(({ person }) => person.id === 'lea')).toMatchObject({ onCallFrom: undefined, isReachable: false });
});

it('[WATCH6] goes by the last of several devices, and says nothing of when where none ever connected', () => {
  const { workspace: defined } = stateWith(workspace);
  for (const [id, revoked] of [
    ['old', false],
    ['new', false],
    ['lost', true],
  ] as const) {
    defined.devices.set(id, { id, name: id, person: 'ana', publicKey: 'k', revoked });
  }
  const seen: Record<string, number> = { old: mondayNight - 3 * HOUR_MS, new: mondayNight - HOUR_MS, lost: mondayNight - 1 };
  const known = (lastSeenAt: Connections['lastSeenAt']) =>
    reachability(defined, { connectedSince: () => undefined, lastSeenAt }, mondayNight).find(({ person }) => person.id === 'ana');
  expect(known((device) => seen[device])).toMatchObject({
    unreachableSince: mondayNight - HOUR_MS,
    devices: [{ id: 'old' }, { id: 'new' }],
  });
  expect(known(() => undefined)?.unreachableSince).toBeUndefined();
});

it('[WATCH6] knows who was away before a restart, and begins anew when what it kept is damaged', async () => {
  const folder = temporaryFolder();
  const before = new PresenceBook(folder);
  before.came('a', 1000);
  before.came('b', 2000);
  before.went('b', 3000);
  before.save(4000);
  await before.saveMeanwhile(5000);
  await expect(new PresenceBook(join(folder, 'gone')).saveMeanwhile(1)).rejects.toThrow('ENOENT');
  expect(before.connectedSince('a')).toBe(1000);
  const after = new PresenceBook(folder);
  expect([after.connectedSince('a'), after.lastSeenAt('a'), after.lastSeenAt('b'), after.lastSeenAt('c')]).toEqual([
    undefined,
    5000,
    3000,
    undefined,
  ]);
  expect(readFileSync(join(folder, 'presence.json'), 'utf8')).not.toContain('key');
  writeFileSync(join(folder, 'presence.json'), '{"seenAt":');
  expect(new PresenceBook(folder).lastSeenAt('a')).toBeUndefined();
});

it('[WATCH6] [OPS1] serves it to the operator, with what the daily test showed, and health to everyone', async () => {
  const world = await World.start(workspace);
  const ana = await world.desktop('ana');
  const bo = await world.desktop('bo');
  bo.cut();
  ana.app.replica.command('device.tested', { kind: 'device', id: ana.identity.device }, { outcome: 'shown', channel: 'dbus' });
  await world.settle();
  const at = isoOf(world.clock.now());
  // Who came is noticed when the relay keeps house.
  await world.forward(16_000);
  const troubles: { status: 'cannot write'; reason: string }[] = [];
  const context = {
    credentials: { isAdmin: (token: string) => token === 'admin' },
    now: () => world.clock.now(),
    reachability: () => reachability(world.relay.state.workspace, world.presence, world.clock.now()),
    health: { troubles: () => troubles },
    runner: { lastTickAt: world.clock.now() },
    upkeep: healthy,
    version: '1.0.0',
  } as unknown as RelayContext;
  const server = Fastify();
  await server.register(async (scope) => deviceRoutes(scope, context));
  await server.register(async (scope) => statusRoutes(scope, context));
  onTestFinished(async () => server.close());
  const authorization = 'Bearer admin';
  expect((await server.inject('/v1/devices')).statusCode).toBe(401);
  const { people } = (await server.inject({ url: '/v1/devices', headers: { authorization } })).json<{ people: object[] }>();
  expect(people.slice(0, 2)).toMatchObject([
    { person: { id: 'bo' }, onCall: 'soon', reachable: false, unreachableSince: at, devices: [{ connected: false, provenAt: null }] },
    {
      person: { id: 'ana' },
      onCall: 'now',
      reachable: true,
      unreachableSince: null,
      devices: [{ provenAt: at, lastTest: { outcome: 'shown' } }],
    },
  ]);
  expect(await server.inject('/healthz')).toMatchObject({ statusCode: 200 });
  troubles.push({ status: 'cannot write', reason: 'The disk is full.' });
  const sick = await server.inject('/healthz');
  expect(sick.statusCode).toBe(503);
  expect(sick.json()).toMatchObject({ status: 'cannot write', reasons: ['The disk is full.'], version: '1.0.0', engineLagMs: 0 });
});
