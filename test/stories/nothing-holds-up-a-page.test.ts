import { expect, it } from 'vitest';
import { waitingRow } from '../../shared/delivery/attempt.ts';
import { deliveryOfItself } from '../../shared/delivery/delivery.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';
import type { Letters } from '../../relay/deliver/letters.ts';
import { Outside } from '../harness/outside.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const oneStep = { steps: [{ notify: ['person:ana'], acknowledgeWithin: '20m' }] };
const pageText = 'CRITICAL: #1 Disk full on db1';

/** A shop in which Ana is paged by mail, people read along by the same provider, and what waits in its outbox. */
async function shopWith(outside: Outside) {
  const letters: Letters = {
    whyNot: () => undefined,
    waysTo: () => [{ provider: 'mail', to: 'jo@example.com' }],
    write: (_, at) => ({ id: derivedId(['letter', at]), language: 'en', at, subject: 'News', parts: [], links: [], small: [] }),
  };
  outside.writers = { digest: letters, subscription: letters };
  const world = await World.start(shop(oneStep, { people: { ana: { pages: [{ channel: 'mail' }] } } }), { outside });
  const put = (count: number, to: (i: number) => Parameters<typeof deliveryOfItself>[1], what: 'confirm' | 'update') =>
    world.store.outbox.put(
      Array.from({ length: count }, (_, i) => waitingRow(deliveryOfItself(derivedId([what, i]), to(i), what, world.clock.now()))),
    );
  const paged = async () => {
    await world.alert();
    await world.forward(SECOND_MS);
    return outside.texts.filter((text) => text.startsWith('mail ana'));
  };
  return { world, put, paged };
}

const notNow = () => ({ outcome: 'retry' as const, why: 'The mail server answered 450.' });

it('[COM30] pages by a provider at once that took no letter of strangers: what their mail servers say is not held against it (D6)', async () => {
  const outside = new Outside();
  const { world, put, paged } = await shopWith(outside);
  outside.behaviour.set('mail', notNow);
  put(6, (i) => ({ kind: 'subscription', subscription: derivedId(['stranger', i]) }), 'confirm');
  await world.forward(2 * SECOND_MS);
  outside.behaviour.delete('mail');
  expect(outside.letters).toEqual([]);
  expect(await paged()).toEqual([`mail ana: ${pageText}`]);
});

it('[OWN12] pages by a provider at once whose tests failed a moment ago', async () => {
  const outside = new Outside();
  const { world, paged } = await shopWith(outside);
  outside.behaviour.set('mail', notNow);
  for (const id of ['ana', 'bo', 'chi']) {
    world.relay.write({ type: 'way.test-asked', entity: { kind: 'person', id }, body: { channels: ['mail'] } }, { kind: 'admin' });
  }
  await world.forward(15 * SECOND_MS);
  outside.behaviour.delete('mail');
  expect(await paged()).toEqual([`mail ana: ${pageText}`]);
});

it('[DLV5] pages at once while a room whose provider hangs has more to be told than is looked at in one go (D6)', async () => {
  const outside = new Outside();
  const { world, put, paged } = await shopWith(outside);
  world.trigger({ title: 'Slow' }, 'none');
  await world.forward(SECOND_MS);
  outside.behaviour.set('room', () => new Promise(() => undefined));
  put(600, () => ({ kind: 'room', room: 'major-incident' }), 'update');
  await world.forward(SECOND_MS);
  expect((await paged()).at(-1)).toBe('mail ana: CRITICAL: #2 Disk full on db1');
});

it('[DLV5] [LOG28] pages as soon as the outbox can be read again: that it could not be ends no relay (R22)', async () => {
  const outside = new Outside();
  const { world, paged } = await shopWith(outside);
  const { outbox } = world.store;
  let fails = true;
  const failing =
    <Args extends unknown[], Found>(read: (...args: Args) => Found) =>
    (...args: Args): Found => {
      if (fails) {
        throw new Error('disk I/O error');
      }
      return read(...args);
    };
  outbox.due = failing(outbox.due.bind(outbox));
  outbox.nextAt = failing(outbox.nextAt.bind(outbox));
  expect(await paged()).toEqual([]);
  expect(world.troubles).toContain('What waits to be brought outside could not be read; it is looked at again.');
  fails = false;
  await world.forward(2 * SECOND_MS);
  expect(outside.texts).toEqual([`mail ana: ${pageText}`]);
});
