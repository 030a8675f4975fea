import { expect, it } from 'vitest';
import { decodeEvent } from '../../shared/log/envelope.ts';
import { firstOfStretch } from '../../shared/sync/state-digest.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { World } from '../harness/world.ts';

/** Everybody is switched off for some days: nothing happens, and it takes no time to tell. */
async function daysLater(world: World, days: number): Promise<void> {
  world.desktops.forEach((desktop) => desktop.kill());
  world.killRelay();
  await world.forward(days * DAY_MS);
  world.startRelay();
  world.desktops.forEach((desktop) => desktop.start());
  await world.forward(2 * MINUTE_MS);
}

/** Notes on an incident until the log is so long that old entries may go. */
async function untilLong(world: World, ana: Desktop, number: number): Promise<void> {
  const { id } = world.incident(number);
  const enough = firstOfStretch(world.store.head().seq) + 1000;
  while (world.store.head().seq < enough) {
    for (let i = 0; i < 50; i += 1) {
      ana.app.annotate(id, `Looked at disk ${i}`);
    }
    await world.settle();
  }
}

/** A copy with incidents that have been over for a month, one of them still open, and a log that goes on. */
async function oldLog(): Promise<{ world: World; ana: Desktop; over: string; open: string }> {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert({ dedupKey: 'over' });
  await world.alert({ dedupKey: 'open' });
  ana.app.annotate(world.incident(2).id, 'this stays');
  await untilLong(world, ana, 1);
  [1, 2].forEach((number) => ana.app.acknowledge(world.incident(number).id, 'window'));
  ana.app.resolve(world.incident(1).id, 'window');
  await world.settle();
  return { world, ana, over: world.incident(1).id, open: world.incident(2).id };
}

const seqs = ({ store }: Desktop, id: string) => store.readEntity({ kind: 'incident', id }).map(({ seq }) => seq);

it('[SYN22] a laptop lets go of what is older than a month, keeps what defines and what is open, and goes on as one that began with a snapshot', async () => {
  const { world, ana, over, open } = await oldLog();
  const [before, ofOpen] = [seqs(ana, over), seqs(ana, open)];
  await daysLater(world, 29);
  expect(seqs(ana, over)).toEqual(before);
  await daysLater(world, 3);
  const { heldFrom, head, definitions } = ana.store.load(0);
  expect(heldFrom).toBeGreaterThan(500);
  expect(heldFrom).toBeLessThanOrEqual(firstOfStretch(head.seq));
  expect(seqs(ana, over)).toEqual(before.filter((seq) => seq >= heldFrom));
  expect(seqs(ana, open).slice(0, ofOpen.length)).toEqual(ofOpen);
  expect(definitions).toEqual(world.store.readDefinitions());
  expect(ana.store.incident(over)?.status).toBe('resolved');
  expect(ana.store.hashAt(heldFrom - 1)).toBe(world.store.hashAt(heldFrom - 1));

  const { read } = world.store;
  let asked = 0;
  world.store.read = (after, limit) => {
    asked += after < heldFrom - 1 ? 1 : 0;
    return read.call(world.store, after, limit);
  };
  ana.kill();
  ana.start();
  await world.forward(5 * MINUTE_MS);
  expect([asked, ana.app.replica.head.hash]).toEqual([0, world.store.head().hash]);
  await world.alert({ dedupKey: 'today' });
  expect(ana.incident(3).status).toBe('triggered');
  expect(ana.app.link.status).toMatchObject({ state: 'online', doubt: undefined });
});

it('[SYN23] lets go of nothing while the relay is away or something made here waits for it', async () => {
  const { world, ana, over } = await oldLog();
  const before = seqs(ana, over);
  ana.cut();
  await daysLater(world, 32);
  ana.app.annotate(world.incident(2).id, 'made on the train');
  await world.forward(10 * MINUTE_MS);
  expect(seqs(ana, over)).toEqual(before);
  expect(ana.app.replica.pending.map(({ author }) => author).join()).toContain('made on the train');
  ana.mend();
  await world.forward(5 * MINUTE_MS);
  expect(ana.app.replica.pending).toEqual([]);
  expect(seqs(ana, over).length).toBeLessThan(before.length);
  expect(world.logged('incident.annotated').map(({ body }) => body['text'])).toContain('made on the train');
});

it('[SYN17] [SYN22] a relay that lost its end gets it back from a laptop that let go of what is old', async () => {
  const { world, ana } = await oldLog();
  await daysLater(world, 32);
  expect(ana.store.load(0).heldFrom).toBeGreaterThan(1);
  const backup = world.backup();
  await world.alert({ dedupKey: 'today' });
  ana.app.acknowledge(world.incident(3).id, 'window');
  await world.settle();
  const ids = world.store.read(0, 100_000).map((entry) => decodeEvent(entry).id);
  world.killRelay();
  world.restore(backup);
  world.startRelay();
  await world.forward(5 * MINUTE_MS);
  const after = world.store.read(0, 100_000).map((entry) => decodeEvent(entry).id);
  expect(ids.filter((id) => !after.includes(id))).toEqual([]);
  expect(ana.app.replica.head.hash).toBe(world.store.head().hash);
  expect(world.incident(3).status).toBe('acknowledged');
});
