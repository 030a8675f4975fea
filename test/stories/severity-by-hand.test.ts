import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { apart, bothOrders, mendInTurn, together } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences, stepsOf } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

it('[INC16] rings anew from the level it had reached when it turns out worse (S44, S98)', async () => {
  const world = await World.start(shop(together));
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert({ severity: 'error' });
  await world.forward(11 * MINUTE_MS);
  ana.does('severity', { severity: 'critical' });
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 ana+bo triggered', '10 sam not-acknowledged', '11 sam severity-changed']);
  expect(sam.bell.ringing.size).toBe(1);
});

it('[INC16] begins to page when it paged nobody so far', async () => {
  const world = await World.start(shop(together));
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'info' });
  await world.forward(HOUR_MS);
  expect(ana.bell.heard).toHaveLength(0);
  ana.does('severity', { severity: 'critical' });
  await world.forward(SECOND_MS);
  expect(stepsOf(world)).toEqual(['0 suppressed triggered', '60 ana+bo severity-changed']);
});

it('[INC16] stays with whoever holds it', async () => {
  const world = await World.start(shop(together));
  const ana = await world.desktop('ana');
  await world.alert({ severity: 'error' });
  ana.does('acknowledge');
  ana.does('severity', { severity: 'critical' });
  await world.forward(MINUTE_MS);
  expect(world.incident()).toMatchObject({ status: 'acknowledged', severity: 'critical', epoch: 1 });
});

it.each([
  ['warning', 'no longer climbs the path, and is not raised again'],
  ['info', 'pages nobody any more'],
])('[INC16] [ESC11] turned out to be %s: %s', async (severity) => {
  const world = await World.start(shop(together));
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert();
  await world.forward(2 * MINUTE_MS);
  ana.does('severity', { severity });
  await world.forward(SECOND_MS);
  const heard = ana.bell.heard.length;
  await world.forward(HOUR_MS);
  expect(ana.bell.heard.length - heard).toBe(0);
  expect(ana.bell.ringing.size).toBe(severity === 'info' ? 0 : 1);
  expect(sam.bell.heard).toHaveLength(0);
});

it.each(bothOrders)(
  '[INC16] [SYN4] raised on one laptop and taken on the other, both offline, ends the same everywhere, %s',
  async (_, order) => {
    const { world, ana, bo } = await apart(shop({ ...together }));
    await mendInTurn(world, ['ana', 'bo']);
    ana.does('severity', { severity: 'error' });
    await world.forward(SECOND_MS);
    ana.cut();
    bo.cut();
    ana.does('severity', { severity: 'critical' });
    bo.does('acknowledge');
    await mendInTurn(world, order);
    expect(world.incident()).toMatchObject({ severity: 'critical', status: order[0] === 'ana' ? 'triggered' : 'acknowledged' });
    expect(differences(world)).toEqual([]);
  },
);
