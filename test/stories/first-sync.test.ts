import { expect, it } from 'vitest';
import type { Connection } from '../../shared/bridge/desk.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

it.each([3, 4])(
  '[SYN6] catches up on a big log in pages, shows how far it is, and rings only for what is open, speaking %s',
  async (speaks) => {
    const world = await World.start(sample);
    for (let i = 0; i < 600; i += 1) {
      world.trigger({ title: `Old trouble ${i}` }, `old-${i}`);
      world.resolve(`old-${i}`);
    }
    await world.forward(DAY_MS + HOUR_MS);
    await world.alert();
    const ana = await world.desktop('ana', { start: false, speaks });
    const seen: Pick<Connection, 'state' | 'progress'>[] = [];
    ana.start((link) => link.subscribe(() => seen.push({ state: link.status.state, progress: link.status.progress })));
    await world.forward(5 * SECOND_MS);

    expect(world.network.packed > 0).toBe(speaks >= 4);
    const pages = seen.flatMap(({ progress }) => (progress ? [progress.done] : []));
    expect(pages.length).toBeGreaterThanOrEqual(3);
    expect(pages).toEqual(pages.toSorted((a, b) => a - b));
    expect(seen.findIndex(({ state }) => state === 'online')).toBeGreaterThan(seen.findLastIndex(({ state }) => state === 'updating'));
    expect(ana.app.replica.head.hash).toBe(world.store.head().hash);
    expect(ana.bell.heard.map(({ incident }) => incident)).toEqual([world.incident(601).id]);
    // What is over for long is not carried in memory, and is found again when somebody asks.
    expect([...ana.app.replica.view.incidents.keys()]).toEqual([world.incident(601).id]);
    expect(ana.app.replica.history({ kind: 'incident', id: 'old-7' }).map(({ event }) => event.type)).toContain('incident.resolved');
  },
);

it('[SYN16] rings for an incident reopened days after it was over, also on a desktop that had let go of it', async () => {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  const { id } = world.incident();
  bo.app.resolve(id, 'window');
  await world.settle();
  bo.kill();
  ana.kill();
  await world.forward(DAY_MS + HOUR_MS);
  ana.start();
  await world.forward(MINUTE_MS);
  expect(ana.knows()).toBe(false);
  ana.bell.heard.length = 0;
  world.relay.write({ type: 'incident.annotated', entity: { kind: 'incident', id }, body: { text: 'It is back.' } }, { kind: 'admin' });
  world.reopen(id);
  await world.forward(2 * SECOND_MS);
  expect(ana.bell.heard.map(({ reason }) => reason)).toEqual(['reopened']);
  expect(ana.incident()).toMatchObject({ epoch: 2, noteCount: 1 });
});
