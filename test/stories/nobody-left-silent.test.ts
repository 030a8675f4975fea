import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

it('[INC3] never lets an acknowledgement of a ringing only this laptop counted silence one a person began elsewhere', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  const bo = await world.desktop('bo');
  await world.alert();
  const { id } = ana.incident();
  ana.app.acknowledge(id, 'window');
  await world.forward(SECOND_MS);
  ana.cut();
  bo.app.resolve(id, 'window');
  // On Ana's laptop alone her acknowledgement lapses, and she answers that ringing, the second by its count.
  await world.forward(31 * MINUTE_MS);
  ana.app.acknowledge(id, 'window');
  bo.app.reopen(id, 'window');
  await world.forward(SECOND_MS);
  expect(world.incident().epoch).toBe(2);
  ana.mend();
  await world.forward(MINUTE_MS);
  expect(world.incident().status).toBe('triggered');
  expect(ana.app.replica.returned.map(({ outcome }) => outcome)).toContain('parked');
  expect(ana.bell.ringing.has(id)).toBe(true);
});

it('[ALR1] rings when a critical alert joins what paged nobody so far', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'info' });
  await world.forward(MINUTE_MS);
  expect(ana.bell.heard).toHaveLength(0);
  await world.alert({ severity: 'critical' });
  await world.forward(SECOND_MS);
  expect(world.incident().severity).toBe('critical');
  expect(ana.bell.heard).toHaveLength(1);
});

it('[ESC8] gives back what is held by somebody who was removed from the workspace', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  const bo = await world.desktop('bo');
  await world.alert();
  ana.app.acknowledge(ana.incident().id, 'window');
  await world.forward(SECOND_MS);
  world.relay.write({ type: 'person.removed', entity: { kind: 'person', id: 'ana' }, body: {} }, { kind: 'admin' });
  await world.forward(3 * MINUTE_MS);
  expect(world.incident().status).toBe('triggered');
  expect(bo.bell.ringing.size).toBe(1);
});

it('[RING9] goes on counting when the relay’s clock was hours ahead and the relay is gone', async () => {
  const world = await World.start();
  const ana = await world.desktop('ana');
  const bo = await world.desktop('bo');
  world.relayClock.set(HOUR_MS);
  await world.alert();
  await world.forward(SECOND_MS);
  world.killRelay();
  await world.forward(5 * MINUTE_MS);
  expect(ana.bell.heard.length).toBeGreaterThan(5);
  expect(bo.bell.heard.length).toBeGreaterThan(0);
});
