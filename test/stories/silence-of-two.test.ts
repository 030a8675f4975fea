import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { defines, noisyShop, standing } from '../harness/noise.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const entity = { kind: 'silence' as const, id: 'disks' };
const until = (hours: number) => ({
  definition: { id: 'disks', name: 'Disks', when: { field: 'text', contains: 'disk' }, until: mondayNight + hours * HOUR_MS },
});

async function cutOff(): Promise<World> {
  const world = await World.start(noisyShop());
  await defines(world, 'silence', 'disks', until(1).definition);
  await world.desktop('ana');
  const bo = await world.desktop('bo');
  await world.settle();
  world.network.cut(bo.identity.device);
  await world.forward(SECOND_MS);
  return world;
}

it('[NSE2] what somebody has ended is not made longer by a laptop that could not know, whose author is told', async () => {
  const world = await cutOff();
  const [ana, bo] = world.desktops;
  bo?.app.replica.command('silence.defined', entity, until(5));
  ana?.app.replica.command('silence.removed', entity, {});
  await world.forward(MINUTE_MS);
  world.network.mend(bo?.identity.device ?? '');
  await world.forward(MINUTE_MS);
  expect(world.logged('silence.defined').map(({ verdict, why }) => [verdict, why])).toEqual([
    ['applied', undefined],
    ['parked', 'Somebody has ended it since; look again and bring it back if it is still needed.'],
  ]);
  await world.alert();
  expect(standing(world)).toEqual(['triggered']);
  bo?.app.replica.command('silence.defined', entity, until(5));
  await world.forward(SECOND_MS);
  await world.alert({ dedupKey: 'another' });
  expect(standing(world)).toEqual(['triggered', 'suppressed by silence']);
  expect(differences(world)).toEqual([]);
});

it('[NSE2] of two that make it longer the later counts, and what was ended and brought back without the relay is there', async () => {
  const world = await cutOff();
  const [ana, bo] = world.desktops;
  ana?.app.replica.command('silence.defined', entity, until(3));
  bo?.app.replica.command('silence.defined', entity, until(4));
  await world.forward(MINUTE_MS);
  world.network.mend(bo?.identity.device ?? '');
  await world.forward(MINUTE_MS);
  expect(world.relay.state.workspace.entries.silence.get('disks')?.current).toEqual(until(4).definition);
  world.network.cut(bo?.identity.device ?? '');
  await world.forward(SECOND_MS);
  bo?.app.replica.command('silence.removed', entity, {});
  bo?.app.replica.command('silence.defined', entity, until(5));
  world.network.mend(bo?.identity.device ?? '');
  await world.forward(MINUTE_MS);
  expect(world.relay.state.workspace.entries.silence.get('disks')?.current).toEqual(until(5).definition);
  expect(differences(world)).toEqual([]);
});
