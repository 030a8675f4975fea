import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { defines, noisyShop } from '../../test/harness/noise.ts';
import { World } from '../../test/harness/world.ts';
import { listenForHeartbeats } from './listen-for-heartbeats.ts';

const nightly = (name: string) => ({ name, service: 'checkout', everyMs: 5 * MINUTE_MS, graceMs: 0, severity: 'critical' });

it('[ALR29] tells of a heart that is missing again though the group its last silence is in still goes on', async () => {
  const world = await World.start(noisyShop());
  await defines(world, 'grouping', 'all', { name: 'All', order: 1, by: ['service'], windowMs: 10 * HOUR_MS, rolling: false, most: 10 });
  await defines(world, 'heartbeat', 'backup', nightly('Backup'));
  await defines(world, 'heartbeat', 'report', nightly('Report'));
  const heartbeats = listenForHeartbeats(undefined, {
    ledger: world.relay,
    clock: world.clock,
    newId: () => world.newId(),
    metrics: { alerts: { inc: () => undefined } as never },
    onTrouble: () => undefined,
  });
  heartbeats.start();
  await world.forward(6 * MINUTE_MS);
  const isOver = () => world.incident().members?.map((member) => member.isOver);
  expect(isOver()).toEqual([false, false]);
  const [beaten] = await Promise.all([heartbeats.beat('backup'), world.settle()]);
  expect(beaten).toBeUndefined();
  expect(isOver()).toEqual([true, false]);
  await world.forward(10 * MINUTE_MS);
  expect(isOver()).toEqual([false, false]);
  heartbeats.stop();
});
