import { expect, it } from 'vitest';
import { SECOND_MS } from '../../shared/time/instant.ts';
import { World } from '../harness/world.ts';

async function information() {
  const world = await World.start();
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert({ severity: 'info' });
  await world.forward(10 * SECOND_MS);
  expect([ana.bell.heard.length, bo.bell.heard.length]).toEqual([0, 0]);
  return { world, ana, bo };
}

it('[INC15] pages whoever is asked to help, though the severity itself pages nobody', async () => {
  const { world, ana, bo } = await information();
  ana.app.do(ana.incident().id, 'add-responders', 'window', { people: ['bo'] });
  await world.forward(2 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['asked']);
  bo.app.acknowledge(bo.incident().id, 'window');
  await world.forward(2 * SECOND_MS);
  expect(bo.bell.ringing.size).toBe(0);
});

it('[INC14] pages whom it is reassigned to, and the next level when somebody escalates by hand', async () => {
  const { world, ana, bo } = await information();
  ana.app.do(ana.incident().id, 'reassign', 'window', { people: ['bo'] });
  await world.forward(2 * SECOND_MS);
  expect(bo.bell.heard.map(({ reason }) => reason)).toEqual(['reassigned']);
  const lea = await world.desktop('lea');
  ana.app.do(ana.incident().id, 'escalate', 'window', { level: 3 });
  await world.forward(12 * SECOND_MS);
  expect(lea.bell.heard.map(({ reason }) => reason)).toEqual(['escalated']);
});
