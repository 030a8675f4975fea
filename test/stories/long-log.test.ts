import { expect, it } from 'vitest';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { State } from '../../shared/state/state.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { World } from '../harness/world.ts';

const stateOf = ({ workspace, incidents, handoffs, nextNumber }: State) =>
  canonicalJson({
    incidents: [...incidents.values()].toSorted((a, b) => a.number - b.number),
    entries: Object.entries(workspace.entries).map(([kind, map]) => [kind, [...map.values()].map(({ current }) => current)]),
    devices: [...workspace.devices.values()],
    handoffs: [...handoffs.values()],
    nextNumber,
  });

/** Everybody is switched off for some days: nothing happens, and it takes no time to tell. */
async function daysLater(world: World, days: number): Promise<void> {
  world.desktops.forEach((desktop) => desktop.kill());
  world.killRelay();
  await world.forward(days * DAY_MS);
  world.startRelay();
  world.desktops.forEach((desktop) => desktop.start());
  await world.forward(MINUTE_MS);
}

/** A relay with a log that is long enough to begin with a snapshot: incidents open, held and over, and notes on them. */
async function longLog(): Promise<{ world: World; ana: Desktop }> {
  const world = await World.start();
  world.snapshotFrom = 20;
  world.killRelay();
  world.startRelay();
  const ana = await world.desktop('ana');
  for (const key of ['old', 'held', 'open']) {
    await world.alert({ dedupKey: key, summary: `The ${key} one` });
  }
  ana.app.resolve(world.incident(1).id, 'window');
  await world.settle();
  await daysLater(world, 2);
  ana.app.acknowledge(world.incident(2).id, 'window');
  ana.app.annotate(world.incident(2).id, 'still looking');
  await world.forward(MINUTE_MS);
  return { world, ana };
}

const entriesOf = ({ store }: Desktop) => store.read(0, 1_000_000).map(({ hash }) => hash);

it('[SYN21] a new laptop knows how things stand without the whole log, rings for what rings, and then fetches the past', async () => {
  const { world } = await longLog();
  const bo = await world.desktop('bo');
  expect(bo.app.link.status.state).toBe('online');
  expect(bo.app.replica.head).toMatchObject({ seq: world.store.head().seq, hash: world.store.head().hash });
  expect(stateOf(bo.app.replica.view)).toBe(stateOf(world.relay.state));
  expect(bo.app.replica.history({ kind: 'incident', id: world.incident(2).id }).map(({ event }) => event.type)).toContain(
    'incident.annotated',
  );
  await world.forward(MINUTE_MS);
  expect(entriesOf(bo)).toEqual(world.store.read(0, 1_000_000).map(({ hash }) => hash));
  expect(bo.store.load(0).heldFrom).toBe(1);
});

it('[SYN21] [SYN16] an incident resolved before the snapshot rings when it is reopened', async () => {
  const { world } = await longLog();
  const bo = await world.desktop('bo');
  const old = bo.store.load(0).incidents.find(({ number }) => number === 1);
  expect([old?.status, bo.app.replica.view.incidents.has(old?.id ?? '')]).toEqual(['resolved', false]);
  world.reopen(old?.id ?? '');
  await world.settle();
  expect(bo.incident(1)).toMatchObject({ status: 'triggered', epoch: 2 });
});

it('[SYN21] goes on from what it has after a restart', async () => {
  const { world } = await longLog();
  await daysLater(world, 40);
  await world.alert({ dedupKey: 'today' });
  const bo = await world.desktop('bo');
  bo.kill();
  bo.start();
  await world.forward(5 * MINUTE_MS);
  expect(bo.app.replica.head.hash).toBe(world.store.head().hash);
  expect(stateOf(bo.app.replica.view)).toBe(stateOf(world.relay.state));
});

it('[SYN14] [SYN21] keeps nothing of a snapshot that breaks off, and nothing of a past that does not lead here', async () => {
  const { world } = await longLog();
  const bo = await world.desktop('bo', { start: false });
  bo.store.failure = 'ENOSPC';
  bo.start();
  await world.forward(MINUTE_MS);
  expect(bo.store.load(0).head.seq).toBe(0);
  const read = world.store.read.bind(world.store);
  world.store.read = (after, limit) => read(after, limit).map((entry) => (entry.seq === 5 ? { ...entry, author: '{}' } : entry));
  bo.store.failure = undefined;
  await world.forward(5 * MINUTE_MS);
  expect(bo.app.replica.head.seq).toBeGreaterThan(20);
  expect(bo.store.load(0).heldFrom).toBeGreaterThan(1);
  world.store.read = read;
  await world.forward(5 * MINUTE_MS);
  expect(bo.store.load(0).heldFrom).toBe(1);
});

it('[SYN21] [SYN1] a command the relay has recorded already, before the snapshot, does not wait for ever', async () => {
  const { world, ana } = await longLog();
  // The answer and the entry are lost with the connection; then the copy is begun anew.
  const { settle, receive } = ana.app.replica;
  ana.app.replica.settle = () => undefined;
  ana.app.replica.receive = () => undefined;
  ana.app.annotate(world.incident(3).id, 'recorded, but who knows');
  await world.settle();
  expect(world.logged('incident.annotated').map(({ body }) => body['text'])).toContain('recorded, but who knows');
  ana.app.replica.settle = settle;
  ana.app.replica.receive = receive;
  ana.store.startOver();
  ana.kill();
  ana.start();
  await world.forward(2 * MINUTE_MS);
  expect(ana.app.replica.pending).toEqual([]);
  expect(world.logged('incident.annotated').filter(({ body }) => body['text'] === 'recorded, but who knows')).toHaveLength(1);
});

it('[SYN21] [VER5] a copy that began with a snapshot and was made by another version is given again once the relay is there', async () => {
  const { world } = await longLog();
  const bo = await world.desktop('bo');
  bo.kill();
  bo.store.isFoldedOtherwise = true;
  bo.cut();
  bo.start();
  await world.forward(MINUTE_MS);
  // Until then it rings by what it has.
  expect(bo.app.replica.head.seq).toBeGreaterThan(0);
  let startedOver = 0;
  const { startOver } = bo.store;
  bo.store.startOver = () => {
    startedOver += 1;
    startOver.call(bo.store);
  };
  bo.mend();
  await world.forward(2 * MINUTE_MS);
  expect(startedOver).toBe(1);
  expect(stateOf(bo.app.replica.view)).toBe(stateOf(world.relay.state));
});
