import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { about, defines, noisyShop, standing } from '../harness/noise.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const byCluster = { name: 'By cluster', order: 1, by: ['cluster'], windowMs: 10 * MINUTE_MS, rolling: false, most: 3 };
const inCluster = (what: string, cluster: string, more: object = {}) => about(what, { known: { cluster }, ...more });

async function grouped(grouping: object = {}): Promise<World> {
  const world = await World.start(noisyShop({ integrations: { logs: { name: 'Logs', service: 'checkout' } } }));
  await defines(world, 'grouping', 'by-cluster', { ...byCluster, ...grouping });
  return world;
}

it('[NSE8] alerts of one cluster are one incident that pages once, those of another another', async () => {
  const world = await grouped();
  const ana = await world.desktop('ana');
  expect(await world.alert(inCluster('disk', 'one'))).toMatchObject({ outcome: 'opened' });
  expect(await world.alert(inCluster('memory', 'one'))).toMatchObject({ outcome: 'joined', incident: world.incident(1).id });
  expect(await world.alert(inCluster('disk of two', 'two'))).toMatchObject({ outcome: 'opened' });
  await world.forward(SECOND_MS);
  expect(world.incident(1)).toMatchObject({ alertCount: 2, title: 'disk', group: { by: 'by-cluster' } });
  expect(ana.bell.ringing.size).toBe(2);
  expect(await world.alert(inCluster('network', 'one'), 'logs')).toMatchObject({ outcome: 'joined', incident: world.incident(1).id });
  expect(differences(world)).toEqual([]);
});

it('[NSE9] is over when the last of its problems is, whichever monitor says so, and none of them is lost', async () => {
  const world = await grouped();
  await world.alert(inCluster('disk', 'one'));
  await world.alert(inCluster('memory', 'one'), 'logs');
  await world.alert(inCluster('disk', 'one', { action: 'resolve' }));
  expect(world.incident().members).toEqual([
    { dedupKey: 'disk', isOver: true },
    { dedupKey: 'memory', integration: 'logs', isOver: false },
  ]);
  expect(world.incident()).toMatchObject({ status: 'triggered', alertCount: 2 });
  expect(await world.alert(inCluster('disk', 'one', { action: 'resolve' }))).toMatchObject({ outcome: 'dropped' });
  expect(await world.alert(inCluster('memory', 'one', { action: 'resolve' }))).toMatchObject({ outcome: 'dropped' });
  expect(await world.alert(inCluster('memory', 'one', { action: 'resolve' }), 'logs')).toMatchObject({ outcome: 'resolved' });
  expect(standing(world)).toEqual(['resolved']);
  const said = world.logged('incident.alerted').map(({ body }) => (body['alert'] as { action: string }).action);
  expect(said).toEqual(['trigger', 'resolve']);
});

it('[NSE9] a problem that comes back joins again, a worse one makes the incident worse, and a monitor’s acknowledgement holds it', async () => {
  const world = await grouped();
  await world.alert(inCluster('disk', 'one', { severity: 'warning' }));
  await world.alert(inCluster('memory', 'one', { severity: 'warning' }));
  await world.alert(inCluster('disk', 'one', { action: 'resolve' }));
  await world.alert(inCluster('disk', 'one', { severity: 'critical' }));
  expect(world.incident()).toMatchObject({ severity: 'critical', members: [{ isOver: false }, { isOver: false }] });
  await world.alert(inCluster('memory', 'one', { action: 'acknowledge' }));
  expect(standing(world)).toEqual(['acknowledged']);
});

it('[NSE9] of two merged groups, alerts of either join what is left', async () => {
  const world = await grouped();
  const ana = await world.desktop('ana');
  await world.alert(inCluster('disk', 'one'));
  await world.alert(inCluster('memory', 'one'));
  await world.alert(inCluster('disk of two', 'two'));
  ana.does('merge', { incident: '2' });
  await world.settle();
  expect(await world.alert(inCluster('memory', 'one'))).toMatchObject({ outcome: 'joined', incident: world.incident(2).id });
  expect(differences(world)).toEqual([]);
});

it('[NSE10] collects for as long as its window says, from the first alert or from the latest, for a day at most, and so many', async () => {
  const fixed = await grouped();
  await fixed.alert(inCluster('disk', 'one'));
  await fixed.forward(9 * MINUTE_MS);
  expect(await fixed.alert(inCluster('memory', 'one'))).toMatchObject({ outcome: 'joined' });
  await fixed.forward(MINUTE_MS);
  expect(await fixed.alert(inCluster('network', 'one'))).toMatchObject({ outcome: 'opened' });

  const rolling = await grouped({ rolling: true, windowMs: 2 * HOUR_MS, most: 100 });
  const outcomes: string[] = [];
  for (let i = 0; i < 26; i += 1) {
    outcomes.push((await rolling.alert(inCluster(`disk ${i}`, 'one'))).outcome);
    await rolling.forward(HOUR_MS);
  }
  expect(outcomes.flatMap((outcome, i) => (outcome === 'opened' ? [i] : []))).toEqual([0, 24]);

  const few = await grouped();
  for (const what of ['a', 'b', 'c', 'd']) {
    await few.alert(inCluster(what, 'one'));
  }
  expect([...few.relay.state.incidents.values()].map(({ alertCount }) => alertCount)).toEqual([3, 1]);
});

it('[NSE8] goes by the sender’s own word for what belongs together; what has none of the values stands alone', async () => {
  const world = await grouped({ by: ['groupKey'] });
  await world.alert(about('disk', { groupKey: '{}:{alertname="Disk"}' }));
  await world.alert(about('another disk', { groupKey: '{}:{alertname="Disk"}' }));
  await world.alert(about('without'));
  await world.alert(about('another without'));
  expect([...world.relay.state.incidents.values()].map(({ alertCount }) => alertCount)).toEqual([2, 1, 1]);
});

it('[NSE11] what is silenced neither hides what is not in its group nor pages with it', async () => {
  const world = await grouped({ most: 10 });
  const when = { field: 'text', contains: 'disk' };
  await defines(world, 'silence', 'disks', { name: 'Disks', when, until: mondayNight + HOUR_MS });
  await world.alert(inCluster('disk 1', 'one'));
  await world.alert(inCluster('memory', 'one'));
  await world.alert(inCluster('disk 2', 'one'));
  await world.alert(inCluster('network', 'one'));
  expect(standing(world)).toEqual(['suppressed by silence', 'triggered']);
  expect([...world.relay.state.incidents.values()].map(({ members }) => members?.map(({ dedupKey }) => dedupKey))).toEqual([
    ['disk 1', 'disk 2'],
    ['memory', 'network'],
  ]);
  await world.forward(HOUR_MS);
  expect(stepsOf(world, 1)).toEqual(['60 ana suppression-ended']);
});
