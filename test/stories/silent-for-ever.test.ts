import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { about, defines, noisyShop, standing } from '../harness/noise.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const byCluster = { name: 'By cluster', order: 1, by: ['cluster'], windowMs: 10 * MINUTE_MS, rolling: false, most: 10 };
const inCluster = (what: string, more: object = {}) => about(what, { known: { cluster: 'one' }, ...more });
const mutes = (contains: string) => ({ name: 'Mutes', order: 1, when: { field: 'text', contains }, set: { suppress: true } });

it('[NSE11] what a rule suppresses for good takes no part in holding what is silenced or waits for a while', async () => {
  const world = await World.start(noisyShop());
  await defines(world, 'grouping', 'by-cluster', byCluster);
  await defines(world, 'routing-rule', 'mute', mutes('noise'));
  await defines(world, 'routing-rule', 'pause', {
    name: 'Waits',
    order: 2,
    when: { field: 'text', contains: 'disk' },
    set: { pauseMs: 60_000 },
  });
  await defines(world, 'silence', 'memory', {
    name: 'Memory',
    when: { field: 'text', contains: 'memory' },
    until: mondayNight + 5 * MINUTE_MS,
  });
  await world.alert(inCluster('noise'));
  await world.alert(inCluster('memory'));
  await world.alert(inCluster('disk'));
  await world.forward(HOUR_MS);
  expect(standing(world)).toEqual(['suppressed by rule', 'triggered', 'triggered']);
});

it('[NSE11] what a short silence holds does not go on being held by a long one of its group', async () => {
  const world = await World.start(noisyShop());
  await defines(world, 'grouping', 'by-cluster', byCluster);
  const silence = (contains: string, until: number) => ({ name: contains, when: { field: 'text', contains }, until: mondayNight + until });
  await defines(world, 'silence', 'long', silence('disk', 10 * HOUR_MS));
  await defines(world, 'silence', 'short', silence('memory', 5 * MINUTE_MS));
  await world.alert(inCluster('disk'));
  await world.alert(inCluster('memory'));
  await world.forward(HOUR_MS);
  expect(standing(world)).toEqual(['suppressed by silence', 'triggered']);
});

it('[NSE7] a worse alert of what a rule suppresses is put to the rules again, and rings when none suppresses it', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await defines(world, 'routing-rule', 'mild', {
    name: 'Mild',
    order: 1,
    when: { field: 'severity', atMost: 'warning' },
    set: { suppress: true },
  });
  await world.alert({ severity: 'info' });
  await world.alert({ severity: 'warning' });
  expect(standing(world)).toEqual(['suppressed by rule']);
  await world.alert({ severity: 'critical' });
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana suppression-ended']);
  expect(ana.bell.ringing.size).toBe(1);
  expect(differences(world)).toEqual([]);
});

it('[NSE14] one that gets worse under the summary makes the summary worse and rings', async () => {
  const world = await World.start(noisyShop({}, { storm: { most: 3, within: '1m' } }));
  const ana = await world.desktop('ana');
  for (let i = 0; i < 6; i += 1) {
    await world.alert(about(`disk ${i}`, { severity: 'error' }));
  }
  const summary = [...world.relay.state.incidents.values()].find(({ storm }) => storm);
  ana.app.acknowledge(summary?.id ?? '', 'window');
  await world.settle();
  await world.alert(about('disk 5', { severity: 'critical' }));
  await world.forward(SECOND_MS);
  expect(world.relay.state.incidents.get(summary?.id ?? '')).toMatchObject({ status: 'triggered', severity: 'critical' });
  expect(differences(world)).toEqual([]);
});

it('[NSE1] what rings is not merged into what is kept from paging', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana');
  await defines(world, 'routing-rule', 'mute', mutes('noise'));
  await world.alert(about('noise'));
  await world.alert();
  await world.settle();
  ana.does('merge', { incident: '1' }, 2);
  await world.settle();
  expect(standing(world)).toEqual(['suppressed by rule', 'triggered']);
});

it('[NSE12] what got worse than its pause speaks of does not wait for the end of it', async () => {
  const world = await World.start(noisyShop());
  const mild = { field: 'severity', atMost: 'warning' };
  await defines(world, 'routing-rule', 'wait', { name: 'Wait', order: 1, when: mild, set: { pauseMs: HOUR_MS } });
  await world.alert({ severity: 'info' });
  await world.alert({ severity: 'warning' });
  expect(standing(world)).toEqual(['suppressed by pause']);
  await world.alert({ severity: 'critical' });
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana suppression-ended']);
});
