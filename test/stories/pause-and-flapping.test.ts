import { expect, it } from 'vitest';
import { settleNoise } from '../../shared/routing/settle-noise.ts';
import { openingOf } from '../../shared/routing/opening-draft.ts';
import { opening } from '../../shared/routing/event-draft.ts';
import type { Alert } from '../../shared/alert/alert.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { about, defines, noisyShop, standing } from '../harness/noise.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const disk: Alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full on db1', source: 'db1', severity: 'critical' };

/** An alert that a routing rule pauses or suppresses. */
async function ruled(world: World, rule: { pauseMs?: number; isSuppressed?: boolean }): Promise<void> {
  const { state } = world.relay;
  const body = openingOf(state, 'monitoring', disk);
  const id = world.newId();
  const settled = settleNoise(state, { body, by: 'transient', isSuppressed: false, ...rule }, world.clock.now(), id);
  if ('opens' in settled) {
    world.relay.write(opening(id, settled.opens), { kind: 'integration', id: 'monitoring' });
  }
  await world.settle();
}

it('[NSE12] waits whether it goes away by itself: then nobody is paged at all, and it says so', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await ruled(world, { pauseMs: 2 * MINUTE_MS });
  expect(world.incident().suppression).toEqual({ reason: 'pause', by: 'transient', until: mondayNight + 2 * MINUTE_MS });
  await world.forward(2 * MINUTE_MS - SECOND_MS);
  await world.alert({ action: 'resolve' });
  await world.forward(HOUR_MS);
  expect(ana.bell.heard).toEqual([]);
  expect(world.incident()).toMatchObject({ status: 'resolved', endedQuiet: 'pause', resolution: { via: 'monitor' } });
});

it('[NSE12] pages at the end of the pause what has not gone away, also by a laptop alone', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await ruled(world, { pauseMs: 2 * MINUTE_MS });
  world.killRelay();
  await world.forward(2 * MINUTE_MS - SECOND_MS);
  expect(ana.bell.heard).toEqual([]);
  await world.forward(SECOND_MS);
  expect(ana.bell.ringing.size).toBe(1);
  world.startRelay();
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['2 ana suppression-ended']);
  await world.forward(MINUTE_MS);
  expect(differences(world)).toEqual([]);
});

it('[NSE12] goes on waiting though a silence came and went meanwhile, and waits under a silence too', async () => {
  const world = await World.start(noisyShop());
  const silence = { name: 'All', when: { field: 'severity', is: 'critical' }, until: mondayNight + HOUR_MS };
  await ruled(world, { pauseMs: 10 * MINUTE_MS });
  await defines(world, 'silence', 'all', silence);
  expect(standing(world)).toEqual(['suppressed by silence']);
  await world.forward(MINUTE_MS);
  await defines(world, 'silence', 'all', undefined);
  expect(standing(world)).toEqual(['suppressed by pause']);
  await world.forward(9 * MINUTE_MS);
  expect(stepsOf(world)).toEqual(['10 ana suppression-ended']);

  const silenced = await World.start(noisyShop());
  await defines(silenced, 'silence', 'all', silence);
  await ruled(silenced, { pauseMs: 10 * MINUTE_MS });
  await defines(silenced, 'silence', 'all', undefined);
  expect(standing(silenced)).toEqual(['suppressed by pause']);
});

it('[NSE7] what a rule suppresses stays so whatever else begins and ends, until somebody lets it ring or its monitor takes it back', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await ruled(world, { isSuppressed: true });
  await defines(world, 'silence', 'all', { name: 'All', when: { field: 'severity', is: 'critical' }, until: mondayNight + MINUTE_MS });
  await world.forward(HOUR_MS);
  expect(world.incident().suppression).toEqual({ reason: 'rule', by: 'transient' });
  ana.does('unsuppress');
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['60 ana suppression-ended']);
});

it('[NSE13] a key that comes and goes pages again only once it has stayed', async () => {
  const world = await World.start(noisyShop({}, { flapping: { most: 2, within: '1h', quiet: '5m' } }));
  const ana = await world.desktop('ana');
  for (let i = 0; i < 4; i += 1) {
    await world.alert();
    await world.forward(MINUTE_MS);
    await world.alert({ action: 'resolve' });
    await world.forward(MINUTE_MS);
  }
  expect([...world.relay.state.incidents.values()].map(({ endedQuiet }) => endedQuiet)).toEqual([
    undefined,
    undefined,
    'flapping',
    'flapping',
  ]);
  expect(new Set(ana.bell.heard.map(({ incident }) => incident)).size).toBe(2);
  world.killRelay();
  world.startRelay();
  await world.forward(SECOND_MS);
  await world.alert();
  await world.alert(about('another key'));
  expect(standing(world).slice(4)).toEqual(['suppressed by flapping', 'triggered']);
  await world.forward(5 * MINUTE_MS);
  expect(stepsOf(world, 5)).toHaveLength(1);
  await world.alert({ action: 'resolve' });
  await world.forward(HOUR_MS);
  await world.alert();
  expect(standing(world).at(-1)).toBe('triggered');
});
