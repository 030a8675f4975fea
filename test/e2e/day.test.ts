import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import type { Bridge } from '../../shared/bridge/contract.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { RoughNetwork } from '../harness/rough-network.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { type BusCall, watchNotifications } from './bus-monitor.ts';
import { DesktopApp } from './desktop-app.ts';
import { clickAcknowledge } from './notification-window.ts';

/** A link that fell silent is given up after this long; with `LONG_DAY=1` the laptop sits in the tunnel until it is. */
const silentMs = 45_000;
/** Longer than a page waits before it comes again, and shorter than a link may be silent: what came meanwhile waits in the socket. */
const napMs = 8000;
const isLong = process.env['LONG_DAY'] === '1';
const everyMs = 5000;

/** Checkout pages Ana at once. Billing pages Bo, who has no laptop, and Ana when he has had his time. */
const workspace = `organisation: { name: Night Shop, catchAll: { notify: ["person:ana"], repeatEvery: 1m } }
people:
  ana: { name: Ana Lima, zone: Europe/Lisbon }
  bo: { name: Bo Svensson, zone: Europe/Stockholm }
policies:
  at-once: { name: At once, steps: [{ notify: ["person:ana"], acknowledgeWithin: 10m, repeatEvery: 5s }] }
  after-bo:
    name: After Bo
    steps:
      - { notify: ["person:bo"], acknowledgeWithin: 6s }
      - { notify: ["person:ana"], acknowledgeWithin: 10m, repeatEvery: 5s }
services:
  checkout: { name: Checkout, policy: at-once }
  billing: { name: Billing, policy: after-bo }
integrations:
  checkout: { name: Checkout monitor, service: checkout }
  billing: { name: Billing monitor, service: billing }
`;

/** Everything that a day's story needs at hand. */
async function morning() {
  const folder = temporaryFolder();
  const file = join(folder, 'day.yaml');
  writeFileSync(file, workspace);
  const bus = await watchNotifications();
  const relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', file]);
  const network = await RoughNetwork.start(relay.port);
  const ana = await DesktopApp.start(join(folder, 'ana'), relay, 'ana', { through: network.url });
  onTestFinished(async () => {
    await ana.kill();
    network.stop();
    await relay.kill();
    await bus.stop();
  });
  const page = await ana.window();
  await page.evaluate(() => (window as unknown as { watchbell: Bridge }).watchbell.request('settings:set', { dailyTest: 'off' }));
  const alert = async (service: 'checkout' | 'billing', summary: string) => {
    const payload = { summary, source: 'shop', severity: 'critical' };
    expect((await relay.enqueue({ event_action: 'trigger', dedup_key: summary, payload }, service)).status).toBe(202);
  };
  const row = (title: string) => ana.untilDesk(({ queue }) => queue.some((each) => each.title === title));
  const until = (title: string, status: string) =>
    ana.untilDesk(({ queue }) => queue.some((each) => each.title === title && each.status === status));
  const online = () => ana.untilDesk(({ connection }) => connection.state === 'online' && connection.pending === 0);
  const offline = () => ana.untilDesk(({ connection }) => connection.state === 'offline');
  const log = async () => ((await relay.api('/v1/events?after=0&limit=1000')).body as { entries: StoredEvent[] }).entries.map(decodeEvent);
  return { bus, relay, network, ana, page, alert, row, until, online, offline, log };
}

const say = (text: string) => process.stdout.write(`a laptop’s day: ${text}\n`);

it(
  '[SYN1] [SYN4] [SYN9] [SYN40] [RING5] misses nothing and doubles nothing on a laptop’s day: desk, train, tunnel, sleep, hotel, back (C1, D7, D15)',
  { timeout: 240_000 },
  async () => {
    const { bus, relay, network, ana, page, alert, row, until, online, offline, log } = await morning();
    const startedAt = Date.now();
    const stillAfter = new Map<string, number>();
    // What somebody else ends, at the relay, while this laptop is asleep.
    const resolve = async (title: string) => {
      const open = (await relay.api('/v1/incidents')).body as { incidents: { id: string; title: string }[] };
      const { status } = await relay.api(`/v1/incidents/${open.incidents.find((each) => each.title === title)?.id}/resolve`, {});
      expect(status).toBe(200);
      stillAfter.set(title, Date.now());
    };
    await online();

    say('at the desk');
    await alert('checkout', 'Disk full');
    await bus.until(1, 'Disk full');
    await clickAcknowledge();
    await until('Disk full', 'acknowledged');
    await online();
    expect((await log()).filter(({ type }) => type === 'incident.acknowledged')).toMatchObject([
      { verdict: 'applied', body: { via: 'notification' } },
    ]);

    say('on the train: every connection is refused');
    await alert('billing', 'Queue stuck');
    await row('Queue stuck');
    network.become('refused');
    await offline();
    await alert('checkout', 'Cache cold');
    await bus.until(1, 'Queue stuck');
    await clickAcknowledge();
    const onTrain = await until('Queue stuck', 'acknowledged');
    expect(onTrain.connection.state).not.toBe('online');
    const [disk] = onTrain.queue.filter(({ title }) => title === 'Disk full');
    await page.evaluate(
      (id) => (window as unknown as { watchbell: Bridge }).watchbell.request('incident:annotate', { id, text: 'Logs of May can go.' }),
      disk?.id ?? '',
    );
    expect(bus.raised('Cache cold')).toEqual([]);

    say('at a station: the network is back');
    network.become('good');
    await online();
    await ana.untilTold('Page 1 of "Cache cold" is on the screen');

    say('a nap, in which somebody else ends what rings');
    const nap = ana.sleep();
    await resolve('Cache cold');
    await sleepUntil(Date.now() + napMs);
    nap.wake();
    await until('Cache cold', 'resolved');
    await online();

    say('in the tunnel: nothing arrives, and nobody says so');
    await alert('billing', 'Card declined');
    await alert('billing', 'Refund stuck');
    await row('Refund stuck');
    network.become('swallowed');
    const cutAt = Date.now();
    await alert('checkout', 'Search slow');
    const covered = await Promise.all([bus.until(1, 'Card declined'), bus.until(1, 'Refund stuck')]);
    await Promise.all([ana.untilTold('Page 1 of "Card declined" is'), ana.untilTold('Page 1 of "Refund stuck" is')]);
    const believed = await ana.untilDesk(() => true);
    say(
      `the laptop paged by itself ${seconds(Math.max(...covered.map(({ at }) => at)) - cutAt)} after the cut, while it took the link for ${believed.connection.state}`,
    );
    expect(believed.queue.some(({ title }) => title === 'Search slow')).toBe(false);
    if (isLong) {
      await offline();
      const noticedMs = Date.now() - cutAt;
      say(`the dead link was noticed by itself after ${seconds(noticedMs)}`);
      expect(noticedMs).toBeLessThanOrEqual(65_000);
    }
    // The control: the relay has rung for it since the cut, and a laptop that cannot know keeps still.
    expect(bus.raised('Search slow')).toEqual([]);

    say('asleep');
    const { wake } = ana.sleep();
    await resolve('Card declined');
    const before = { card: bus.raised('Card declined').length, refund: bus.raised('Refund stuck').length };
    network.become('good');
    await sleepUntil(Math.max(cutAt + silentMs + 1000, Date.now() + napMs));
    wake();
    const wokeAt = Date.now();
    const [refundRang, searchRang] = await Promise.all([bus.until(before.refund + 1, 'Refund stuck'), bus.until(1, 'Search slow')]);
    say(
      `awake: paged ${seconds(refundRang.at - wokeAt)} after waking for what was open, ${seconds(searchRang.at - wokeAt)} for what is new`,
    );
    await online();
    expect(bus.raised('Card declined').length).toBe(before.card);
    const { queue } = await until('Card declined', 'resolved');
    const [search] = queue.filter(({ title }) => title === 'Search slow');
    await relay.api(`/v1/incidents/${search?.id}/acknowledge`, {});
    await until('Search slow', 'acknowledged');
    stillAfter.set('Search slow', Date.now());

    say('in the hotel: a page that asks for the room');
    network.become('portal');
    const inHotel = await ana.untilDesk(({ connection }) => connection.state === 'offline' && network.done.portal > 1);
    expect(inHotel.connection.why).toMatch(/this network may want you to sign in first/);
    await alert('checkout', 'Login down');
    await bus.until(bus.raised('Refund stuck').length + 1, 'Refund stuck');
    await clickAcknowledge();
    const heldInHotel = await until('Refund stuck', 'acknowledged');
    expect(heldInHotel.connection.state).toBe('offline');
    expect(heldInHotel.connection.pending).toBeGreaterThan(0);
    expect(bus.raised('Login down')).toEqual([]);
    say('signed in, the lid closed on the way to the room; the Wi-Fi gives way in the middle of a frame, then drips');
    const toTheRoom = ana.sleep();
    network.become('cut');
    await sleepUntil(Date.now() + napMs);
    toTheRoom.wake();
    await ana.untilDesk(() => network.done.cut > 0);
    network.become('slow');

    say('back');
    await bus.until(1, 'Login down');
    await clickAcknowledge();
    await until('Login down', 'acknowledged');
    network.become('good');
    await online();
    await ana.untilHead(relay);

    const entries = await log();
    const titles = new Map(
      entries.flatMap(({ type, entity, body }) => (type === 'incident.triggered' ? [[entity.id, String(body['title'])]] : [])),
    );
    for (const [id, title] of titles) {
      const own = entries.filter(({ entity }) => entity.id === id);
      const answered = own.filter(({ type, verdict }) => type === 'incident.acknowledged' && verdict === 'applied');
      const pages = own.filter(({ type, body }) => type === 'notification.sent' && body['channel'] === 'desktop');
      const raised = bus.raised(title);
      expect(answered.length, title).toBe(['Cache cold', 'Card declined'].includes(title) ? 0 : 1);
      expect(raised.length, title).toBeGreaterThan(0);
      // Each notification on the bus is one page of the log, and no page of a step was raised twice.
      expect(pages.length, title).toBe(raised.length);
      expect(new Set(pages.map(({ body }) => JSON.stringify([body['stepId'], body['page']]))).size, title).toBe(pages.length);
      const stillFrom = stillAfter.get(title) ?? answered[0]?.at.wallMs ?? 0;
      expect(
        raised.filter(({ at }) => at > stillFrom),
        title,
      ).toEqual([]);
      expect(closest(raised), title).toBeGreaterThan(everyMs / 2);
    }
    expect([...titles.values()]).toEqual([
      'Disk full',
      'Queue stuck',
      'Cache cold',
      'Card declined',
      'Refund stuck',
      'Search slow',
      'Login down',
    ]);
    expect(entries.filter(({ type }) => type === 'incident.annotated').map(({ verdict }) => verdict)).toEqual(['applied']);
    const audited = async () => {
      const audit = await runCli(relay, 'audit', 'verify', '--data', relay.data, '--witness', ana.folder, '--json');
      expect(audit.code, audit.out + audit.err).toBe(0);
      return (JSON.parse(audit.out) as { witness: { checkpoints: number } }).witness;
    };
    // The relay says where its log stands once a minute, to whoever is there just then.
    await expect.poll(async () => (await audited()).checkpoints, { timeout: 90_000, interval: 2000 }).toBeGreaterThan(0);
    const witness = await audited();
    say(
      `${titles.size} incidents, ${bus.raised().length} pages, ${entries.length} entries, ${witness.checkpoints} checkpoints; ` +
        `the networks refused ${network.done.refused}, swallowed ${network.done.swallowed}, answered as a portal ${network.done.portal}, ` +
        `cut ${network.done.cut} and dripped ${network.done.dripped} times; over in ${seconds(Date.now() - startedAt)}`,
    );
  },
);

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** The shortest time between two notifications. */
function closest(raised: BusCall[]): number {
  return Math.min(...raised.slice(1).map(({ at }, i) => at - (raised[i]?.at ?? 0)));
}

/** How long a lid stays closed. */
async function sleepUntil(at: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
}
