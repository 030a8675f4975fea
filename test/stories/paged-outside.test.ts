import { expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { Outside } from '../harness/outside.ts';
import { shop, type FilePart } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const anas = [{ channel: 'sms' }, { channel: 'voice', after: '2m' }];
const oneStep = { steps: [{ notify: ['person:ana', 'channel:major-incident'], acknowledgeWithin: '20m' }] };

/** A shop in which Ana has rules of her own, and what lies outside of it. */
async function shopWith(pages: FilePart[], policy: FilePart = oneStep) {
  const outside = new Outside();
  const world = await World.start(shop(policy, { people: { ana: { pages } } }), { outside });
  return { world, outside };
}

const pagesOf = (world: World, type: string) =>
  world.logged(type).map(({ body }) => [body['person'], body['channel'], body['reason']].join(' '));

it('[DLV1] pages a person by each of their own rules, at once or later, until somebody acknowledges', async () => {
  const { world, outside } = await shopWith(anas);
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(SECOND_MS);
  expect(outside.texts).toEqual(['sms ana: CRITICAL: #1 Disk full on db1', 'room: CRITICAL: #1 Disk full on db1']);
  await world.forward(2 * MINUTE_MS);
  expect(outside.texts.slice(2)).toEqual(['voice ana: CRITICAL: #1 Disk full on db1']);
  expect(pagesOf(world, 'notification.sent').filter((text) => !text.includes('desktop'))).toEqual(['ana sms first', 'ana voice first']);
  ana.app.acknowledge(world.incident().id, 'window');
  await world.forward(10 * MINUTE_MS);
  expect(outside.texts.slice(3)).toEqual(['room: Ana has it: #1 Disk full on db1']);
});

it('[DLV2] sends nothing that nobody needs any more when its time comes, and says so (D8)', async () => {
  const { world, outside } = await shopWith(anas);
  const ana = await world.desktop('ana');
  await world.alert();
  await world.forward(MINUTE_MS);
  ana.app.acknowledge(world.incident().id, 'window');
  await world.forward(10 * MINUTE_MS);
  expect(outside.arrived.filter(({ channel }) => channel === 'voice')).toEqual([]);
  expect(pagesOf(world, 'notification.suppressed')).toEqual(['ana voice It was acknowledged before the message was sent.']);
});

it('[DLV2] calls back what is on its way as somebody acknowledges: nothing arrives later than 2 s after (D8)', async () => {
  const { world, outside } = await shopWith([{ channel: 'sms' }]);
  const ana = await world.desktop('ana');
  let calledBackAt = 0;
  outside.behaviour.set('sms', (signal) => {
    signal.addEventListener('abort', () => (calledBackAt = world.clock.now()));
    return new Promise(() => undefined);
  });
  await world.alert();
  await world.forward(3 * SECOND_MS);
  const acknowledgedAt = world.clock.now();
  ana.app.acknowledge(world.incident().id, 'window');
  await world.forward(MINUTE_MS);
  expect(calledBackAt - acknowledgedAt).toBeLessThanOrEqual(2 * SECOND_MS);
  expect(calledBackAt).toBeGreaterThan(0);
  expect(outside.arrived.filter(({ channel }) => channel === 'sms')).toEqual([]);
  expect(pagesOf(world, 'notification.suppressed')).toEqual(['ana sms It was acknowledged before the message was sent.']);
});

it('[DLV3] goes to the next provider at once when one fails, and leaves one alone that fails again and again', async () => {
  const { world, outside } = await shopWith([{ channel: 'push' }]);
  outside.channels['push'] = ['first', 'second'];
  let asked = 0;
  outside.behaviour.set('first', () => {
    asked += 1;
    return { outcome: 'retry', why: 'The provider answered 503.' };
  });
  const delays: number[] = [];
  for (let i = 0; i < 12; i += 1) {
    const at = world.clock.now();
    await world.alert({ dedupKey: `disk-${i}`, summary: `Disk ${i}` });
    delays.push((outside.arrived.filter(({ provider }) => provider === 'second').at(-1)?.at ?? 0) - at);
    await world.forward(16 * SECOND_MS);
  }
  expect(delays.every((delay) => delay >= 0 && delay <= SECOND_MS)).toBe(true);
  // Five in a row, then one every 30 s to see whether it is back.
  expect(asked).toBeGreaterThanOrEqual(5);
  expect(asked).toBeLessThanOrEqual(9);
});

it('[DLV4] tries again, later each time, and gives up in the open', async () => {
  const { world, outside } = await shopWith([{ channel: 'mail' }], { steps: [{ notify: ['person:ana'], acknowledgeWithin: '2h' }] });
  const attempts: number[] = [];
  outside.behaviour.set('mail', () => {
    attempts.push(world.clock.now());
    return { outcome: 'retry', why: 'The mail server answered 451.' };
  });
  await world.alert();
  await world.forward(60 * MINUTE_MS);
  const gaps = attempts.slice(1).map((at, i) => at - (attempts[i] ?? 0));
  expect(gaps[0]).toBeLessThanOrEqual(2 * SECOND_MS);
  expect(Math.max(...gaps)).toBeGreaterThan(30 * SECOND_MS);
  expect(world.store.outbox.list({ state: 'dead', limit: 10 })).toMatchObject([{ lastError: 'The mail server answered 451.' }]);
  expect(pagesOf(world, 'notification.failed')).toEqual(['ana mail The mail server answered 451.']);
});

it('[DLV4] waits as long as a provider asks, and gives up at once what it refuses for good', async () => {
  const { world, outside } = await shopWith([{ channel: 'sms' }, { channel: 'push' }]);
  const asked: number[] = [];
  outside.behaviour.set('sms', () => {
    asked.push(world.clock.now());
    return asked.length === 1 ? { outcome: 'retry', why: 'The provider answered 429.', retryAfterMs: 47_000 } : { outcome: 'sent' };
  });
  outside.behaviour.set('push', () => ({ outcome: 'dead', why: 'The provider answered 404; look at its address and credentials.' }));
  await world.alert();
  await world.forward(2 * MINUTE_MS);
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(47_000);
  expect(asked).toHaveLength(2);
  expect(pagesOf(world, 'notification.failed')).toEqual(['ana push The provider answered 404; look at its address and credentials.']);
});

it.each(['throws', 'fails', 'hangs'] as const)(
  '[DLV5] sends to everybody else in the same tick when the provider of one of five %s (D6)',
  async (trouble) => {
    const people = ['ana', 'bo', 'sam', 'dana', 'lea'];
    const outside = new Outside();
    const pages = Object.fromEntries(people.map((id) => [id, { pages: [{ channel: id === 'ana' ? 'push' : 'sms' }] }]));
    const world = await World.start(shop({ steps: [{ notify: people.map((id) => `person:${id}`) }] }, { people: pages }), { outside });
    outside.behaviour.set('push', () => {
      if (trouble === 'throws') {
        throw new Error('an adapter’s own mistake');
      }
      return trouble === 'fails' ? { outcome: 'retry', why: 'no' } : new Promise(() => undefined);
    });
    const at = world.clock.now();
    await world.alert();
    expect(outside.arrived.map(({ to }) => to).toSorted()).toEqual(['bo', 'dana', 'lea', 'sam']);
    expect(outside.arrived.every((each) => each.at - at < SECOND_MS)).toBe(true);
  },
);

it('[DLV6] bundles what one person gets by one way into one message, and keeps to the limits of the way (B2)', async () => {
  const { world, outside } = await shopWith([{ channel: 'sms' }]);
  await world.alert({ dedupKey: 'a', summary: 'First', severity: 'error' });
  for (const key of ['b', 'c', 'd']) {
    await world.alert({ dedupKey: key, summary: `More ${key}` });
  }
  await world.forward(2 * MINUTE_MS);
  const sms = outside.arrived.filter(({ channel }) => channel === 'sms');
  expect(sms.map(({ text }) => text)).toEqual(['ERROR: #1 First', '3 incidents need you: #2 More b, …']);
  expect(world.logged('notification.sent')).toHaveLength(4);
});

it('[DLV7] records what it cannot send and why: no provider, no address', async () => {
  const { world, outside } = await shopWith([{ channel: 'chat' }]);
  outside.channels['chat'] = [];
  await world.alert();
  await world.forward(SECOND_MS);
  expect(pagesOf(world, 'notification.failed')).toEqual(['ana chat No provider for it is set up on the relay.']);
});

it('[DLV8] sends once though two runners look at one outbox, and takes up what a runner left behind when its lease is over (R19)', async () => {
  const outside = new Outside();
  outside.runnersWanted = 2;
  const world = await World.start(shop(oneStep, { people: { ana: { pages: [{ channel: 'sms' }] } } }), { outside });
  await world.alert();
  await world.forward(MINUTE_MS);
  expect(outside.arrived.filter(({ channel }) => channel === 'sms')).toHaveLength(1);

  outside.behaviour.set('sms', () => new Promise(() => undefined));
  await world.alert({ dedupKey: 'other' });
  await world.forward(SECOND_MS);
  world.killRelay();
  outside.behaviour.delete('sms');
  world.startRelay();
  await world.forward(5 * SECOND_MS);
  expect(outside.arrived.filter(({ channel }) => channel === 'sms')).toHaveLength(1);
  await world.forward(15 * SECOND_MS);
  expect(outside.arrived.filter(({ channel }) => channel === 'sms')).toHaveLength(2);
});

it('[DLV8] sends nothing when the disk took nearly all of its lease to take the claim: whoever takes it next sends it, once (R19)', async () => {
  const { world, outside } = await shopWith([{ channel: 'sms' }], { steps: [{ notify: ['person:ana'], acknowledgeWithin: '20m' }] });
  const { outbox } = world.store;
  const change = outbox.change.bind(outbox);
  let isSlow = true;
  outbox.change = async (changes) => {
    const made = await change(changes);
    if (isSlow && changes.some(({ row }) => row.state === 'sending')) {
      isSlow = false;
      await new Promise<void>((resolve) => void world.clock.after(13 * SECOND_MS, resolve));
    }
    return made;
  };
  await world.alert();
  await world.forward(14 * SECOND_MS);
  expect([isSlow, outside.texts]).toEqual([false, []]);
  await world.forward(5 * SECOND_MS);
  expect(outside.texts.length).toBe(1);
  await world.forward(MINUTE_MS);
  expect(outside.texts.length).toBe(1);
});

it('[DLV9] counts a phone as a way to somebody, until a page there was given up (C6)', async () => {
  const outside = new Outside();
  const steps = [
    { notify: ['person:ana'], acknowledgeWithin: '10m' },
    { notify: ['person:bo'], acknowledgeWithin: '10m' },
  ];
  const world = await World.start(shop({ steps }, { people: { ana: { pages: [{ channel: 'sms' }] } } }), { outside, seesPresence: true });
  await world.alert();
  await world.forward(MINUTE_MS);
  expect(world.incident().path.map(({ targets }) => targets)).toEqual([['ana']]);
  outside.behaviour.set('sms', () => ({ outcome: 'dead', why: 'The provider answered 400; look at its address and credentials.' }));
  await world.alert({ dedupKey: 'other' });
  await world.forward(MINUTE_MS);
  expect(world.incident(2).path.map(({ targets }) => targets)[1]).toEqual(['bo']);
});

it('[DLV10] tells a program of every change in order, and overtakes nothing while it is down (S128)', async () => {
  const outside = new Outside();
  outside.subscribers = [{ id: 'cmdb', events: ['incident.'] }];
  const world = await World.start(shop(oneStep), { outside });
  const ana = await world.desktop('ana');
  let isDown = true;
  outside.behaviour.set('cmdb', () => (isDown ? { outcome: 'retry', why: 'The provider answered 503.' } : { outcome: 'sent' }));
  await world.alert();
  await world.forward(SECOND_MS);
  ana.app.acknowledge(world.incident().id, 'window');
  await world.forward(20 * MINUTE_MS);
  isDown = false;
  ana.app.resolve(world.incident().id, 'window');
  await world.forward(60 * MINUTE_MS);
  expect(outside.told.map(({ change }) => change.event.type)).toEqual(['incident.triggered', 'incident.acknowledged', 'incident.resolved']);
  expect(new Set(outside.told.map(({ change }) => change.id)).size).toBe(3);
});

it('[DLV11] waits for the end of quiet hours with what may not wake anybody (S15)', async () => {
  const quiet = [{ from: '22:00', until: '07:00' }];
  const outside = new Outside();
  const people = { ana: { zone: 'Europe/Paris', quietHours: quiet, pages: [{ channel: 'sms' }] } };
  const world = await World.start(shop(oneStep, { people }), { outside });
  await world.alert({ severity: 'warning' });
  await world.forward(2 * 60 * MINUTE_MS);
  expect(outside.arrived.filter(({ channel }) => channel === 'sms')).toEqual([]);
  await world.alert({ severity: 'critical', dedupKey: 'grave' });
  await world.forward(MINUTE_MS);
  expect(outside.arrived.filter(({ channel }) => channel === 'sms')).toHaveLength(1);
});
