import { expect, it } from 'vitest';
import { genesis, verifyChain } from '../../shared/log/chain.ts';
import { oldestProtocolVersion, protocolVersion } from '../../shared/protocol/version.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

const versions = Array.from({ length: protocolVersion - oldestProtocolVersion + 1 }, (_, i) => oldestProtocolVersion + i);
const pairs = versions.flatMap((relay) => versions.map((desktop) => ({ relay, desktop })));

it.each(pairs)(
  '[WIRE5] a relay that speaks $relay and a laptop that speaks $desktop do all of it together (R25)',
  async ({ relay, desktop }) => {
    const world = await World.start();
    world.killRelay();
    world.relaySpeaks = relay;
    world.snapshotFrom = 15;
    world.startRelay();
    const ana = await world.desktop('ana', { speaks: desktop });
    await world.alert();
    expect(ana.bell.ringing.size).toBe(1);
    ana.cut();
    ana.app.acknowledge(ana.incident().id, 'notification');
    ana.app.annotate(ana.incident().id, 'on the train');
    await world.forward(MINUTE_MS);
    ana.mend();
    await world.forward(2 * MINUTE_MS);
    const bo = await world.desktop('bo', { speaks: desktop });
    world.killRelay();
    world.startRelay();
    await world.forward(3 * MINUTE_MS);
    const entries = world.store.read(0, 1_000_000);
    const { broken, head } = verifyChain(genesis, entries);
    expect(broken).toBeUndefined();
    expect(world.incident()).toMatchObject({ status: 'acknowledged', noteCount: 1 });
    for (const { app } of [ana, bo]) {
      expect(app.link.status).toMatchObject({ state: 'online', doubt: undefined });
      expect([app.replica.head.hash, app.replica.pending]).toEqual([head.hash, []]);
    }
    expect(ana.store.checkpoints().length > 0).toBe(Math.min(relay, desktop) >= 2);
  },
);
