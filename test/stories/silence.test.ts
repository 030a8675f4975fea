import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { about, defines, noisyShop, standing } from '../harness/noise.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const disks = { name: 'Moving the disks', when: { field: 'text', contains: 'disk' } };

it('[NSE1] what is silenced pages nobody, is in sight with the reason, and rings when the silence ends and it still fires', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await defines(world, 'silence', 'disks', { ...disks, until: mondayNight + HOUR_MS });
  expect(await world.alert()).toMatchObject({ outcome: 'suppressed' });
  await world.alert(about('memory'));
  await world.forward(30 * MINUTE_MS);
  expect(standing(world)).toEqual(['suppressed by silence', 'triggered']);
  expect(world.incident(1).suppression).toEqual({ reason: 'silence', by: 'disks', until: mondayNight + HOUR_MS });
  expect(stepsOf(world, 1)).toEqual([]);
  await world.forward(30 * MINUTE_MS);
  expect(stepsOf(world, 1)).toEqual(['60 ana suppression-ended']);
  expect(ana.bell.heard.filter(({ incident }) => incident === world.incident(1).id)).not.toEqual([]);
  expect(differences(world)).toEqual([]);
});

it('[NSE1] what is over before the silence ends never pages, and its history says why', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await defines(world, 'silence', 'disks', { ...disks, until: mondayNight + HOUR_MS });
  await world.alert();
  await world.forward(10 * MINUTE_MS);
  await world.alert({ action: 'resolve' });
  await world.forward(2 * HOUR_MS);
  expect(ana.bell.heard).toEqual([]);
  expect(world.incident()).toMatchObject({ status: 'resolved', endedQuiet: 'silence' });
});

it('[NSE2] a silence for later begins then, goes on for what rings already, and is over at once when somebody ends it', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await defines(world, 'silence', 'disks', { ...disks, from: mondayNight + 10 * MINUTE_MS, until: mondayNight + HOUR_MS });
  await world.alert();
  await world.forward(15 * MINUTE_MS);
  await world.alert(about('another disk'));
  await world.forward(5 * MINUTE_MS);
  expect(standing(world)).toEqual(['triggered', 'suppressed by silence']);
  expect(stepsOf(world, 1)).toEqual(['0 ana triggered', '10 bo not-acknowledged']);
  await defines(world, 'silence', 'disks', undefined);
  await world.forward(SECOND_MS);
  expect(stepsOf(world, 2)).toEqual(['20 ana suppression-ended']);
  expect(ana.bell.ringing.size).toBe(2);
});

it('[NSE2] a silence made longer holds longer, and another takes over where one ends', async () => {
  const world = await World.start(noisyShop());
  await defines(world, 'silence', 'disks', { ...disks, until: mondayNight + HOUR_MS });
  await world.alert();
  await defines(world, 'silence', 'disks', { ...disks, until: mondayNight + 2 * HOUR_MS });
  await defines(world, 'silence', 'more', { ...disks, from: mondayNight + 2 * HOUR_MS, until: mondayNight + 3 * HOUR_MS });
  await world.forward(3 * HOUR_MS - SECOND_MS);
  expect(world.incident().suppression).toMatchObject({ by: 'more' });
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['180 ana suppression-ended']);
  expect(world.logged('incident.suppressed').map(({ body }) => body['suppression'])).toEqual([
    { reason: 'silence', by: 'disks', until: mondayNight + 2 * HOUR_MS },
    { reason: 'silence', by: 'more', until: mondayNight + 3 * HOUR_MS },
  ]);
});

it('[NSE1] what gets worse than the silence speaks of rings at once', async () => {
  const world = await World.start(noisyShop());
  const when = { all: [disks.when, { field: 'severity', atMost: 'error' }] };
  await defines(world, 'silence', 'disks', { ...disks, when, until: mondayNight + HOUR_MS });
  await world.alert({ severity: 'error' });
  expect(standing(world)).toEqual(['suppressed by silence']);
  await world.alert({ severity: 'critical' });
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana suppression-ended']);
});

it('[NSE7] is taken out of silence by hand, and rings although the silence holds', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await defines(world, 'silence', 'disks', { ...disks, until: mondayNight + HOUR_MS });
  await world.alert();
  ana.does('unsuppress');
  await world.forward(MINUTE_MS);
  expect(standing(world)).toEqual(['triggered']);
  expect(stepsOf(world)).toEqual(['0 ana suppression-ended']);
  expect(ana.bell.ringing.size).toBe(1);
});

it('[NSE17] a laptop without the relay ends a silence and a window to the second, and pages', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await defines(world, 'silence', 'disks', { ...disks, until: mondayNight + HOUR_MS });
  await defines(world, 'maintenance', 'patching', {
    name: 'Patching',
    services: ['checkout'],
    when: { field: 'text', contains: 'memory' },
    once: { from: mondayNight, until: mondayNight + 2 * HOUR_MS },
  });
  await world.alert();
  await world.alert(about('memory'));
  await world.settle();
  world.killRelay();
  await world.forward(HOUR_MS - SECOND_MS);
  expect(ana.bell.heard).toEqual([]);
  await world.forward(2 * SECOND_MS);
  expect(ana.bell.ringing.size).toBe(1);
  await world.forward(HOUR_MS);
  expect(ana.bell.ringing.size).toBe(2);
  ana.app.acknowledge(ana.incident(2).id, 'notification');
  world.startRelay();
  await world.forward(MINUTE_MS);
  expect(world.incident(2)).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana' } });
  expect(differences(world)).toEqual([]);
});
