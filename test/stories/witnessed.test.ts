import { expect, it } from 'vitest';
import { entriesADigest } from '../../shared/sync/state-digest.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[LOG17] every laptop keeps the relay’s signed word on where its log stood', async () => {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  await world.forward(2 * MINUTE_MS);
  for (const { store, app } of [ana, bo]) {
    const kept = store.checkpoints();
    expect(kept.map(({ seq }) => seq)).toEqual([...new Set(kept.map(({ seq }) => seq))]);
    expect(kept.length).toBeGreaterThan(1);
    kept.forEach(({ log, seq, hash }) => expect([log, hash]).toEqual([world.store.log, world.store.hashAt(seq)]));
    expect(app.link.status).toMatchObject({ state: 'online', doubt: undefined });
  }
  ana.kill();
  ana.start();
  expect(ana.store.checkpoints().length).toBeGreaterThan(0);
});

it('[LOG17] a relay that rewrote its past is contradicted, and the laptop says so', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(2 * MINUTE_MS);
  // Somebody changes the copy instead of the relay: it comes to the same, one of them is not what was signed.
  const { hashAt } = ana.store;
  ana.store.hashAt = (seq) => hashAt.call(ana.store, seq)?.replace(/^./, 'x');
  await world.alert({ dedupKey: 'next' });
  await world.forward(MINUTE_MS);
  expect(ana.app.link.status).toMatchObject({ state: 'online', doubt: 'other-history' });
  ana.store.hashAt = hashAt;
  await world.alert({ dedupKey: 'third' });
  await world.forward(MINUTE_MS);
  expect(ana.app.link.status.doubt).toBeUndefined();
});

/** A world whose log has just passed the next thousand entries. */
async function longLog(alert: Parameters<World['alert']>[0] = {}) {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert(alert);
  const { id } = world.incident();
  while (world.store.head().seq < entriesADigest + 10) {
    world.relay.write({ type: 'incident.annotated', entity: { kind: 'incident', id }, body: { text: 'note' } }, { kind: 'admin' });
    await world.settle();
  }
  return { world, ana };
}

it('[SYN19] relay and laptop compare how they read the log, also after either was restarted', async () => {
  const { world, ana } = await longLog();
  await world.forward(2 * MINUTE_MS);
  expect(ana.store.checkpoints().at(-1)?.state).toMatchObject({ seq: entriesADigest });
  ana.kill();
  ana.start();
  await world.forward(2 * MINUTE_MS);
  expect(ana.app.link.status).toMatchObject({ state: 'online', doubt: undefined });
});

it('[SYN19] a laptop that reads the log otherwise begins its copy anew, and nothing is lost by it', async () => {
  const { world, ana } = await longLog();
  world.killRelay();
  ana.app.annotate(ana.incident().id, 'written on the way');
  // A fault of the laptop alone: it folded one note too few.
  const { evidence } = ana.app.replica;
  const { folded } = evidence;
  let stays = true;
  evidence.folded = (event, state) => folded.call(evidence, stays ? { ...event, entity: { kind: 'incident', id: 'other' } } : event, state);
  world.startRelay();
  const { id } = world.incident();
  while (world.store.head().seq < 2 * entriesADigest + 10) {
    world.relay.write({ type: 'incident.annotated', entity: { kind: 'incident', id }, body: { text: 'note' } }, { kind: 'admin' });
    await world.settle();
  }
  let startedOver = 0;
  const { startOver } = ana.store;
  ana.store.startOver = () => {
    startedOver += 1;
    stays = false;
    startOver.call(ana.store);
  };
  await world.forward(2 * MINUTE_MS);
  expect(startedOver).toBe(1);
  await world.forward(2 * MINUTE_MS);
  expect(startedOver).toBe(1);
  expect(ana.app.replica.head.hash).toBe(world.store.head().hash);
  expect(world.log().map(({ body }) => body['text'])).toContain('written on the way');
  expect(world.log().every((event, i) => event.seq === i + 1)).toBe(true);
});

it('[SYN19] relay and laptop compare how they read an alert whose long detail ends in the middle of a character', async () => {
  const { world, ana } = await longLog({ details: { log: `${'a'.repeat(499)}😀` } });
  await world.forward(2 * MINUTE_MS);
  expect(ana.store.checkpoints().some(({ state }) => state !== undefined)).toBe(true);
  expect(ana.app.link.status).toMatchObject({ state: 'online', doubt: undefined });
});
