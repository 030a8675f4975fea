import { expect, it } from 'vitest';
import type { Alert } from '../../shared/alert/alert.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { about, defines, noisyShop, standing } from '../harness/noise.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const limited = noisyShop(
  { services: { billing: { name: 'Billing', policy: 'payments' } }, integrations: { bills: { name: 'Bills', service: 'billing' } } },
  { storm: { most: 3, within: '1m' } },
);

async function storm(world: World, count: number, more: Partial<Alert> = {}): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await world.alert(about(`disk ${i}`, more));
  }
}

const summaryOf = (world: World): Incident => {
  const found = [...world.relay.state.incidents.values()].findLast((incident) => incident.storm);
  if (!found) {
    throw new Error('There is no summary.');
  }
  return found;
};
const waiting = (world: World) => standing(world).filter((each) => each === 'suppressed by storm').length;

it('[NSE14] beyond the limit one summary pages for all that come, and each of them is there, under it', async () => {
  const world = await World.start(limited);
  const ana = await world.desktop('ana');
  await storm(world, 20);
  await world.alert(about('bill'), 'bills');
  await world.forward(SECOND_MS);
  expect(standing(world).filter((each) => each === 'triggered')).toHaveLength(3 + 1 + 1);
  expect(waiting(world)).toBe(17);
  expect(summaryOf(world)).toMatchObject({
    title: 'More than 3 incidents of Checkout within 1m',
    severity: 'critical',
    service: 'checkout',
  });
  expect(world.relay.state.noise.heldCount.get(summaryOf(world).id)).toBe(17);
  expect(new Set(ana.bell.heard.map(({ incident }) => incident)).size).toBe(5);
  expect(differences(world)).toEqual([]);
});

it('[NSE14] a worse alert in the storm makes the summary worse and rings, whoever has it', async () => {
  const world = await World.start(limited);
  const ana = await world.desktop('ana');
  await storm(world, 6, { severity: 'error' });
  ana.app.acknowledge(summaryOf(world).id, 'window');
  await world.settle();
  await world.alert(about('still bad', { severity: 'error' }));
  expect(summaryOf(world).status).toBe('acknowledged');
  await world.alert(about('worse', { severity: 'critical' }));
  await world.forward(SECOND_MS);
  expect(summaryOf(world)).toMatchObject({ status: 'triggered', severity: 'critical' });
  expect(ana.bell.ringing.has(summaryOf(world).id)).toBe(true);
  expect(waiting(world)).toBe(5);
});

it('[NSE14] after the storm the rest waits under the summary, and what is new pages again', async () => {
  const world = await World.start(limited);
  await storm(world, 6);
  await world.forward(2 * HOUR_MS);
  expect(waiting(world)).toBe(3);
  await world.alert(about('new'));
  expect(standing(world).at(-1)).toBe('triggered');
});

it('[NSE15] when the summary is resolved those still firing page, so many at a time, and none is forgotten', async () => {
  const world = await World.start(limited);
  const ana = await world.desktop('ana');
  await storm(world, 11);
  await world.forward(5 * MINUTE_MS);
  ana.app.resolve(summaryOf(world).id, 'window');
  await world.forward(SECOND_MS);
  expect(waiting(world)).toBe(8 - 3);
  await world.forward(MINUTE_MS);
  expect(waiting(world)).toBe(8 - 6);
  world.killRelay();
  world.startRelay();
  await world.forward(MINUTE_MS);
  expect(waiting(world)).toBe(0);
  expect(standing(world).filter((each) => each === 'triggered')).toHaveLength(11);
  expect(differences(world)).toEqual([]);
});

it('[NSE15] a summary that stands for nothing any more is over by itself', async () => {
  const world = await World.start(limited);
  await storm(world, 6);
  await world.forward(5 * MINUTE_MS);
  for (let i = 0; i < 6; i += 1) {
    await world.alert(about(`disk ${i}`, { action: 'resolve' }));
  }
  await world.forward(2 * MINUTE_MS);
  expect(new Set(standing(world))).toEqual(new Set(['resolved']));
  expect(summaryOf(world)).toMatchObject({ status: 'resolved', resolution: { via: 'monitor' } });
});

it('[NSE15] what a window kept back does not page all at once when it ends', async () => {
  const world = await World.start(limited);
  const until = mondayNight + HOUR_MS;
  await defines(world, 'maintenance', 'patching', { name: 'Patching', services: ['checkout'], once: { from: mondayNight, until } });
  await storm(world, 8);
  await world.forward(HOUR_MS);
  expect(standing(world).filter((each) => each === 'triggered')).toHaveLength(3);
  await world.forward(2 * MINUTE_MS);
  expect(waiting(world)).toBe(0);
  expect(new Set(stepsOf(world).map((step) => Math.round(Number(step.split(' ')[0]))))).toEqual(new Set([60, 61, 62]));
});
