import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { sample } from '../harness/workspaces.ts';
import { World } from '../harness/world.ts';

const quiet = sample
  .replace('- notify: [schedule:payments-primary]', '- notify: [person:ana, person:bo, person:lea]')
  .replace('    acknowledgementExpiresAfter: 30m\n', '')
  .replaceAll('        resolveWithin: 1h\n', '');

it('[RING3] is quiet everywhere two seconds after an acknowledgement, and on an offline desktop after it has heard (D8)', async () => {
  const world = await World.start(quiet);
  const [ana, bo, lea] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('lea')];
  await world.alert();
  lea.cut();
  await world.forward(20 * SECOND_MS);
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.forward(2 * SECOND_MS);
  const heard = [ana.bell.heard.length, bo.bell.heard.length];
  expect([ana.bell.ringing.size, bo.bell.ringing.size, lea.bell.ringing.size]).toEqual([0, 0, 1]);

  await world.forward(10 * MINUTE_MS);
  lea.mend();
  await world.forward(2 * MINUTE_MS);
  expect(lea.bell.ringing.size).toBe(0);
  const heardByLea = lea.bell.heard.length;
  await world.forward(6 * HOUR_MS);
  expect([ana.bell.heard.length, bo.bell.heard.length]).toEqual(heard);
  expect(lea.bell.heard.length).toBe(heardByLea);
});

it('[RING3] is not woken again by more alerts of what somebody holds', async () => {
  const world = await World.start(quiet);
  const ana = await world.desktop('ana');
  await world.alert();
  ana.app.acknowledge(ana.incident().id, 'notification');
  for (let i = 0; i < 10; i += 1) {
    await world.alert({ summary: 'still full' });
    await world.forward(MINUTE_MS);
  }
  expect(ana.bell.heard).toHaveLength(1);
  expect(world.incident().alertCount).toBe(11);
});
