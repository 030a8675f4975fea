import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeldTimers, nextAction, noticeOf, notifierContract } from '../../test/contract/notifier-contract.ts';
import { DbusNotifier } from './dbus-notifier.ts';
import { hasBus, startBus, type FakeBus } from './dbus/fake-bus.ts';
import { FakeNotificationServer, type ServerKind } from './dbus/fake-notification-server.ts';

const unescape = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

describe.skipIf(!hasBus)('D-Bus', () => {
  let bus: FakeBus;
  let notifier: DbusNotifier;
  const start = async (kind: ServerKind = {}, timers?: HeldTimers) => {
    const server = await FakeNotificationServer.start(bus.address, kind);
    notifier = new DbusNotifier({ address: bus.address, ...(timers ? { timers } : {}) });
    return server;
  };

  beforeEach(async () => {
    bus = await startBus();
  });
  afterEach(async () => {
    await notifier.dispose();
    await bus.stop();
  });

  for (const name of ['gnome-shell', 'Plasma']) {
    notifierContract(`D-Bus with ${name}`, { takesBack: true, tells: true }, async () => {
      const server = await start({ name });
      const idOf = (key: string) => server.find(`fail in ${key}.`)?.id ?? 0;
      return {
        notifier,
        standing: async () =>
          [...server.standing.values()].map(({ title, body }) => {
            const text = `${title} ${unescape(body)}`;
            return { key: /fail in (\w+)/.exec(text)?.[1] ?? '', text };
          }),
        person: {
          answer: async (key, action) => server.invoke(idOf(key), action),
          dismiss: async (key) => server.dismiss(idOf(key)),
        },
        stop: () => Promise.resolve(),
      };
    });
  }

  it('asks for critical urgency, no expiry, a sound and three answers', async () => {
    const server = await start();
    await notifier.raise(noticeOf('a'));
    const shown = server.find('fail in a');
    expect(shown?.expiresMs).toBe(0);
    expect(shown?.hints['urgency']?.value).toBe(2);
    expect(shown?.hints['sound-name']?.value).toBe('alarm-clock-elapsed');
    expect(shown?.actions).toEqual(['acknowledge', 'Acknowledge', 'escalate', 'Escalate', 'default', 'Open']);
  });

  it('offers nothing to answer where the notice is no page', async () => {
    const server = await start();
    await notifier.raise(noticeOf('a', { labels: { open: 'Open' } }));
    expect(server.find('fail in a')?.actions).toEqual(['default', 'Open']);
  });

  it('[RING15] offers to acknowledge many by a button that says so, and never by a click beside it', async () => {
    const server = await start();
    const many = { labels: { acknowledge: 'Acknowledge all 3', open: 'Open' } };
    await notifier.raise(noticeOf('a', many));
    expect(server.find('fail in a')?.actions).toEqual(['acknowledge', 'Acknowledge all 3', 'default', 'Open']);
    await notifier.dispose();
    server.leave();
    const dunst = await start({ name: 'dunst' });
    await notifier.raise(noticeOf('a', many));
    expect(dunst.find('fail in a')?.actions).toEqual(['open', 'Open', 'acknowledge', 'Acknowledge all 3']);
  });

  it('asks for normal urgency and no sound where the notice wants neither', async () => {
    const server = await start();
    await notifier.raise(noticeOf('a', { urgency: 'normal', sound: false }));
    const shown = server.find('fail in a');
    expect(shown?.hints['urgency']?.value).toBe(1);
    expect(shown?.hints['suppress-sound']?.value).toBe(true);
    expect(shown?.hints['sound-name']).toBeUndefined();
  });

  it('escapes the body for a server that reads markup and for no other', async () => {
    const server = await start();
    await notifier.raise(noticeOf('a', { body: 'a <i>b</i> & c' }));
    expect(server.find('Checkout')?.body).toBe('a &lt;i&gt;b&lt;/i&gt; &amp; c');
    await notifier.dispose();
    server.leave();
    const plain = await start({ capabilities: ['body'] });
    await notifier.raise(noticeOf('a', { body: 'a <i>b</i> & c' }));
    expect(plain.find('Checkout')).toMatchObject({ body: 'a <i>b</i> & c', actions: [] });
  });

  it('acknowledges by a click where the server shows no buttons', async () => {
    const server = await start({ name: 'dunst' });
    await notifier.raise(noticeOf('a'));
    const shown = server.find('fail in a');
    expect(shown?.actions.slice(0, 2)).toEqual(['default', 'Acknowledge']);
    const told = nextAction(notifier);
    server.invoke(shown?.id ?? 0, 'default');
    expect(await told).toEqual({ key: 'a', action: 'acknowledge' });
  });

  it('opens the incident by a click on the text where there are buttons', async () => {
    const server = await start();
    await notifier.raise(noticeOf('a'));
    const told = nextAction(notifier);
    server.invoke(server.find('fail in a')?.id ?? 0, 'default');
    expect(await told).toEqual({ key: 'a', action: 'open' });
  });

  it('keeps the place of a notice raised again where the server shows it again', async () => {
    const server = await start({ name: 'Xfce Notify Daemon' });
    await notifier.raise(noticeOf('a'));
    const before = server.find('fail in a')?.id;
    await notifier.raise(noticeOf('a', { title: 'Again' }));
    expect(server.find('Again')?.id).toBe(before);
  });

  it('raises a notice anew where a replaced one would stay in the history, and then closes the old one', async () => {
    const server = await start({ name: 'Plasma' });
    await notifier.raise(noticeOf('a'));
    const before = server.find('fail in a')?.id ?? 0;
    const closed = server.next('CloseNotification');
    await notifier.raise(noticeOf('a', { title: 'Again' }));
    expect(server.find('Again')?.id).not.toBe(before);
    expect(await closed).toBe(before);
  });

  it('ignores what happens to notices of other programs', async () => {
    const server = await start();
    await notifier.raise(noticeOf('a'));
    const told = nextAction(notifier);
    server.invoke(4711, 'acknowledge');
    server.dismiss(4711);
    server.invoke(server.find('fail in a')?.id ?? 0, 'escalate');
    expect(await told).toEqual({ key: 'a', action: 'escalate' });
  });

  it('says so when no program shows notifications', async () => {
    notifier = new DbusNotifier({ address: bus.address });
    expect(await notifier.raise(noticeOf('a'))).toEqual({ outcome: 'failed', why: 'No program for them is running.' });
  });

  it('says so when there is no bus', async () => {
    notifier = new DbusNotifier({ address: `${bus.address}-nowhere` });
    const result = await notifier.raise(noticeOf('a'));
    expect(result).toMatchObject({
      outcome: 'failed',
      why: expect.stringMatching(/^The desktop's message bus cannot be reached: .*ENOENT/),
    });
  });

  it('gives up on a server that hangs when its time has run out', async () => {
    const timers = new HeldTimers();
    await start({ hangs: true }, timers);
    const raised = notifier.raise(noticeOf('a'));
    timers.runOut();
    expect(await raised).toEqual({ outcome: 'failed', why: 'The program that shows notifications did not answer within 5 s.' });
  });

  it('closes at once what a server that hung shows after it was cleared', async () => {
    const timers = new HeldTimers();
    const server = await start({ hangs: true }, timers);
    const raised = notifier.raise(noticeOf('a'));
    timers.runOut();
    await raised;
    await notifier.clear('a');
    const closed = server.next('CloseNotification');
    server.recover();
    await closed;
    expect(server.standing.size).toBe(0);
  });

  it('tells that notices are gone when their server is, and shows the next with another', async () => {
    const server = await start();
    await notifier.raise(noticeOf('a'));
    const told = nextAction(notifier);
    server.leave();
    expect(await told).toEqual({ key: 'a', action: 'closed' });
    const other = await FakeNotificationServer.start(bus.address, { name: 'dunst' });
    expect(await notifier.raise(noticeOf('a'))).toEqual({ outcome: 'shown' });
    expect(other.find('fail in a')?.actions[0]).toBe('default');
  });

  it('tells that notices are gone when the bus is, and finds it again when it is back', async () => {
    await start();
    await notifier.raise(noticeOf('a'));
    const told = nextAction(notifier);
    await bus.end();
    expect(await told).toEqual({ key: 'a', action: 'closed' });
    expect(await notifier.raise(noticeOf('a'))).toMatchObject({ outcome: 'failed' });
    await bus.begin();
    const back = await FakeNotificationServer.start(bus.address);
    expect(await notifier.raise(noticeOf('a'))).toEqual({ outcome: 'shown' });
    expect(back.standing.size).toBe(1);
  });

  it('takes its notices away when it ends', async () => {
    const server = await start();
    await notifier.raise(noticeOf('a'));
    await notifier.raise(noticeOf('b'));
    await notifier.dispose();
    expect(server.standing.size).toBe(0);
  });
});
