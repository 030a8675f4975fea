import { expect, it } from 'vitest';
import { BadSegment, segmentName } from '../../relay/archive/segment.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

/** The file with the relay's entries up to one is lost. */
function loseSegment(world: World, last: number): void {
  const { store } = world;
  const read = store.read.bind(store);
  store.readableFrom = () => last + 1;
  store.read = (after, limit) => {
    if (after < last && limit > 0) {
      throw new BadSegment({ first: 1, last, file: segmentName(1, last), bytes: 0, sha256: '', blocks: [] }, 'is missing');
    }
    return read(after, limit);
  };
}

it('[LOG35] pages laptops that were away and new ones although part of the archive is lost, and leaves those alone that have it all', async () => {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  bo.cut();
  await world.alert({ dedupKey: 'while bo is away' });
  await world.forward(MINUTE_MS);
  const held = ana.store.read(0, 10_000);
  loseSegment(world, world.store.head().seq - 1);
  bo.mend();
  ana.kill();
  ana.start();
  await world.alert({ dedupKey: 'afterwards' });
  await world.forward(MINUTE_MS);
  const cleo = await world.desktop('cleo');
  await world.forward(5 * MINUTE_MS);
  for (const { app } of [ana, bo, cleo]) {
    expect([app.link.status.state, app.replica.head.hash]).toEqual(['online', world.store.head().hash]);
    expect([...app.replica.view.incidents.values()].map(({ status }) => status)).toEqual(['triggered', 'triggered']);
  }
  expect(ana.store.read(0, held.length)).toEqual(held);
  expect(bo.store.load(0).heldFrom).toBeGreaterThan(1);
});
