import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { apart, bothOrders, mendInTurn, together } from '../harness/apart.ts';
import { shop } from '../harness/shop.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

it('[INC15] pages whoever is asked to help until they answer, and leaves the incident with its holder', async () => {
  const world = await World.start(shop(together));
  const [ana, sam, dana] = [await world.desktop('ana'), await world.desktop('sam'), await world.desktop('dana')];
  await world.alert();
  ana.does('acknowledge');
  const { id: call } = ana.does('add-responders', { people: ['sam', 'dana'] });
  await world.forward(3 * MINUTE_MS);
  expect([sam.reasons[0], dana.reasons[0]]).toEqual(['asked', 'asked']);
  sam.does('acknowledge');
  await world.forward(SECOND_MS);
  expect([sam.bell.ringing.size, dana.bell.ringing.size]).toEqual([0, 1]);
  dana.does('decline', { call, reason: 'Asleep on my feet.' });
  await world.forward(SECOND_MS);
  expect(dana.bell.ringing.size).toBe(0);
  expect(world.incident()).toMatchObject({ acknowledgement: { person: 'ana' }, coAcknowledgements: [{ person: 'sam' }], calls: [] });
});

it('[INC15] stops paging helpers when the incident is over', async () => {
  const world = await World.start(shop(together));
  const [ana, sam] = [await world.desktop('ana'), await world.desktop('sam')];
  await world.alert();
  ana.does('add-responders', { people: ['sam'] });
  await world.forward(SECOND_MS);
  expect(sam.bell.ringing.size).toBe(1);
  ana.does('resolve');
  await world.forward(SECOND_MS);
  expect(sam.bell.ringing.size).toBe(0);
});

it.each(bothOrders)('[INC15] [SYN4] takes an answer and a second request made offline, %s', async (_, order) => {
  const { world, ana, bo } = await apart();
  await mendInTurn(world, ['ana', 'bo']);
  ana.does('acknowledge');
  const { id: call } = ana.does('add-responders', { people: ['bo'] });
  await world.forward(SECOND_MS);
  ana.cut();
  bo.cut();
  ana.does('add-responders', { people: ['sam', 'bo'] });
  bo.does('decline', { call, reason: 'Driving.' });
  await mendInTurn(world, order);
  // What Bo said was about the first request; the second he has not seen.
  expect(world.incident().calls).toMatchObject([{ people: ['sam', 'bo'], reason: 'asked' }]);
  expect(differences(world)).toEqual([]);
});
