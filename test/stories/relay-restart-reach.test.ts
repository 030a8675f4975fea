import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[ESC26] takes nobody for away just because the relay has started anew, and waits for no one who stays away', async () => {
  const world = await World.start(undefined, { seesPresence: true });
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.forward(2 * MINUTE_MS);
  world.killRelay();
  ana.cut();
  world.startRelay();
  await world.settle();
  await world.alert();
  await world.forward(MINUTE_MS);
  expect(bo.bell.heard).toHaveLength(0);
  // By now every desktop has had its time to find back.
  await world.forward(45 * SECOND_MS);
  expect(bo.bell.heard[0]?.reason).toBe('escalated');
  expect(world.logged('step.fired').at(-1)?.body).toMatchObject({ reason: 'nobody-reachable' });
});
