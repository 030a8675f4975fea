import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

const both = sample.replace('- notify: [schedule:payments-primary]', '- notify: [person:ana, person:bo]');

async function apart(): Promise<{ world: World; ana: Desktop; bo: Desktop }> {
  const world = await World.start(both);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.cut();
  bo.cut();
  await world.settle();
  return { world, ana, bo };
}

const acknowledges = (desktop: Desktop) => desktop.app.acknowledge(desktop.incident().id, 'notification');
const resolves = (desktop: Desktop) => desktop.app.resolve(desktop.incident().id, 'window');

it.each([
  ['the acknowledgement first', 'ana'],
  ['the resolution first', 'bo'],
])('[INC2] ends resolved when one acknowledges and another resolves, %s (D9)', async (_, first) => {
  const { world, ana, bo } = await apart();
  acknowledges(ana);
  resolves(bo);
  const order = first === 'ana' ? [ana, bo] : [bo, ana];
  for (const desktop of order) {
    desktop.mend();
    await world.forward(MINUTE_MS);
  }
  await world.forward(MINUTE_MS);
  expect([world.incident().status, ana.incident().status, bo.incident().status]).toEqual(['resolved', 'resolved', 'resolved']);
  expect([ana.app.replica.pending.length, bo.app.replica.pending.length]).toEqual([0, 0]);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([0, 0]);
});

it('[INC4] gives the incident to whom the relay heard first when two acknowledge at once, and tells both', async () => {
  const { world, ana, bo } = await apart();
  acknowledges(ana);
  acknowledges(bo);
  bo.mend();
  await world.forward(MINUTE_MS);
  ana.mend();
  await world.forward(MINUTE_MS);
  for (const incident of [world.incident(), ana.incident(), bo.incident()]) {
    expect(incident.acknowledgement?.person).toBe('bo');
    expect(incident.coAcknowledgements.map(({ person }) => person)).toEqual(['ana']);
  }
  expect([ana.app.replica.returned, bo.app.replica.returned]).toEqual([[], []]);
});
