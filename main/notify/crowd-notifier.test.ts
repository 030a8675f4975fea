import { describe, expect, it } from 'vitest';
import { noticeOf, notifierContract } from '../../test/contract/notifier-contract.ts';
import { FakeClock } from '../../test/harness/fake-clock.ts';
import { FakeNotifier } from '../../test/harness/fake-notifier.ts';
import { plainLine } from '../text/plain.ts';
import { wordsFor } from '../text/words.ts';
import { callLimitMs } from './deadline.ts';
import { CrowdNotifier, crowdKey, mostAlone } from './crowd-notifier.ts';
import { testNotice, testSoundKey } from './test-notice.ts';

function crowdOver(inner = new FakeNotifier('inner')) {
  const clock = new FakeClock(0);
  const notifier = new CrowdNotifier(inner, () => wordsFor('en'), clock);
  const sounds = () => inner.raised.filter(({ key }) => key === crowdKey).map(({ sound }) => sound);
  const told: string[] = [];
  notifier.subscribe((key, action) => told.push(`${key} ${action}`));
  return { inner, notifier, clock, told, crowd: () => inner.standing.get(crowdKey), sounds };
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `incident ${i + 1}`);

notifierContract('one that keeps a crowd together', { takesBack: true, tells: true }, async () => {
  const { inner, notifier } = crowdOver();
  return {
    notifier,
    // Cleaning the text is the adapters' part, which this one leaves to the test.
    standing: async () => [...inner.standing].map(([key, { title, body }]) => ({ key, text: plainLine(`${title} ${body}`, 400) })),
    person: {
      answer: async (key, action) => inner.do(key, action),
      dismiss: async (key) => inner.do(key, 'closed'),
    },
    stop: () => Promise.resolve(),
  };
});

describe('a crowd of pages', () => {
  it('[RING15] stands for all but five, says how many and the worst, and shows many that come at once a few times', async () => {
    const { inner, notifier, crowd } = crowdOver();
    const notices = names(200).map((key, i) =>
      i === 150 || i < mostAlone
        ? noticeOf(key, { title: 'Critical: Payments' })
        : noticeOf(key, { title: 'Error: Checkout', urgency: 'normal' }),
    );
    const results = await Promise.all(notices.map((notice) => notifier.raise(notice)));
    expect(results.every(({ outcome }) => outcome === 'shown')).toBe(true);
    expect([...inner.standing.keys()]).toEqual([...names(mostAlone), crowdKey]);
    expect(crowd()).toMatchObject({
      title: '195 more incidents ring',
      body: 'The worst is Critical: Payments.',
      urgency: 'critical',
      labels: { acknowledge: 'Acknowledge all 195', open: 'Open' },
    });
    expect(inner.raised.length).toBeLessThanOrEqual(mostAlone + 2);
  });

  it('[RING15] is heard every ten seconds at most, and says what is new in between without a sound', async () => {
    const { notifier, clock, sounds } = crowdOver();
    for (const key of names(7)) {
      await notifier.raise(noticeOf(key));
    }
    expect(sounds()).toEqual([true, false]);
    await clock.forward(9_999);
    await notifier.raise(noticeOf('incident 6'));
    expect(sounds()).toEqual([true, false, false]);
    await clock.forward(1);
    expect(sounds()).toEqual([true, false, false, true]);
    await notifier.raise(noticeOf('incident 7'));
    expect(sounds()).toEqual([true, false, false, true, false]);
  });

  it('[RING15] is heard at the end of the quiet for what came in it, be that never raised again, unless it is over by then', async () => {
    const { notifier, clock, sounds, crowd } = crowdOver();
    for (const key of names(5)) {
      await notifier.raise(noticeOf(key));
    }
    await notifier.raise(noticeOf('incident 6', { urgency: 'normal' }));
    await notifier.raise(noticeOf('worst', { title: 'Critical: Payments' }));
    expect(sounds()).toEqual([true, false]);
    await clock.forward(10_000);
    expect(sounds()).toEqual([true, false, true]);
    expect(crowd()).toMatchObject({ urgency: 'critical', sound: true });
    await notifier.raise(noticeOf('incident 8'));
    await notifier.raise(noticeOf('incident 9', { sound: false }));
    await notifier.clear('incident 8');
    await clock.forward(60_000);
    expect(sounds().slice(3)).toEqual([false, false, false]);
  });

  it('[RING15] acknowledges what it stood for when it was last shown, not what could not be shown any more', async () => {
    const { inner, notifier, told, crowd } = crowdOver();
    for (const key of names(7)) {
      await notifier.raise(noticeOf(key));
    }
    inner.result = { outcome: 'failed', why: 'The bus is gone.' };
    await notifier.raise(noticeOf('incident 8'));
    expect(crowd()?.title).toBe('2 more incidents ring');
    inner.do(crowdKey, 'acknowledge');
    expect(told).toEqual(['incident 6 acknowledge', 'incident 7 acknowledge']);
  });

  it('[RING15] is heard again at once when nobody can have heard it, for it could not be shown', async () => {
    const { inner, notifier, sounds } = crowdOver();
    for (const key of names(5)) {
      await notifier.raise(noticeOf(key));
    }
    inner.result = { outcome: 'failed', why: 'The bus is gone.' };
    await notifier.raise(noticeOf('incident 6'));
    inner.result = { outcome: 'shown' };
    await notifier.raise(noticeOf('incident 6'));
    expect(sounds()).toEqual([true, true]);
  });

  it('[RING6] keeps nobody waiting longer than one call may take while its notice hangs, and raises beside it what has a place', async () => {
    const inner = new FakeNotifier('inner');
    const { notifier, clock } = crowdOver(inner);
    for (const key of names(7)) {
      await notifier.raise(noticeOf(key));
    }
    inner.result = undefined;
    const results: string[] = [];
    for (const key of ['incident 6', 'incident 8']) {
      void notifier.raise(noticeOf(key)).then(({ outcome }) => results.push(outcome));
      await clock.forward(0);
    }
    await notifier.clear('incident 1');
    inner.result = { outcome: 'shown' };
    void notifier.raise(noticeOf('incident 6')).then(({ outcome }) => results.push(outcome));
    expect(inner.standing.has('incident 6')).toBe(true);
    const cleared = notifier.clear('incident 6');
    await clock.forward(callLimitMs);
    expect(results.toSorted()).toEqual(['failed', 'failed', 'shown']);
    await cleared;
    expect(inner.standing.has('incident 6')).toBe(false);
  });

  it('[RING15] acknowledges with one click all it stood for when it was shown, and none that came or ended since', async () => {
    const { inner, notifier, told } = crowdOver();
    for (const key of names(8)) {
      await notifier.raise(noticeOf(key));
    }
    void notifier.raise(noticeOf('incident 9'));
    void notifier.clear('incident 7');
    inner.do(crowdKey, 'acknowledge');
    inner.do(crowdKey, 'open');
    inner.do(crowdKey, 'closed');
    inner.do('incident 1', 'acknowledge');
    expect(told).toEqual(['incident 6 acknowledge', 'incident 8 acknowledge', `${crowdKey} open`, 'incident 1 acknowledge']);
  });

  it('[RING15] gets smaller as its incidents end, goes with the last, and what pages again takes a place that is free', async () => {
    const { inner, notifier, crowd } = crowdOver();
    for (const key of names(8)) {
      await notifier.raise(noticeOf(key));
    }
    await notifier.clear('incident 8');
    expect(crowd()?.title).toBe('2 more incidents ring');
    await notifier.clear('incident 1');
    await notifier.raise(noticeOf('incident 6'));
    expect(inner.standing.has('incident 6')).toBe(true);
    expect(crowd()).toMatchObject({ title: 'One more incident rings', labels: { acknowledge: 'Acknowledge' } });
    await notifier.clear('incident 7');
    expect([...inner.standing.keys()]).toEqual(['incident 2', 'incident 3', 'incident 4', 'incident 5', 'incident 6']);
  });

  it('[RING15] counts the notice a person tries the sound with neither among the five nor in the crowd', async () => {
    const { inner, notifier } = crowdOver();
    await testNotice(notifier, 'critical', wordsFor('en'));
    for (const key of names(mostAlone)) {
      await notifier.raise(noticeOf(key));
    }
    await testNotice(notifier, 'critical', wordsFor('en'));
    expect([...inner.standing.keys()].toSorted()).toEqual([...names(mostAlone), testSoundKey]);
  });

  it('[RING15] gives a critical page the place of one that is not, whenever it comes', async () => {
    const { inner, notifier, crowd } = crowdOver();
    const lesser = { title: 'Warning: Checkout', urgency: 'normal' as const };
    for (const key of names(7)) {
      await notifier.raise(noticeOf(key, lesser));
    }
    await notifier.raise(noticeOf('down'));
    expect([...inner.standing.keys()].toSorted()).toEqual([crowdKey, 'down', ...names(5).slice(1)].toSorted());
    expect(crowd()).toMatchObject({ title: '3 more incidents ring', body: 'The worst is Warning: Checkout.' });
    for (const key of ['down 2', 'down 3', 'down 4', 'down 5', 'down 6']) {
      await notifier.raise(noticeOf(key));
    }
    expect(inner.standing.has('down 6')).toBe(false);
    expect(crowd()).toMatchObject({ title: '8 more incidents ring', body: 'The worst is Critical: Checkout.' });
    await notifier.clear('down');
    await notifier.raise(noticeOf('down 6'));
    expect(inner.standing.has('down 6')).toBe(true);
  });

  it('[RING15] lets what is no page through, and says so when the crowd could not be shown', async () => {
    const inner = new FakeNotifier('inner');
    const { notifier } = crowdOver(inner);
    for (const key of names(6)) {
      await notifier.raise(noticeOf(key));
    }
    await notifier.raise(noticeOf('watch/test', { labels: { open: 'Open' } }));
    expect(inner.standing.has('watch/test')).toBe(true);
    inner.result = { outcome: 'failed', why: 'The bus is gone.' };
    expect(await notifier.raise(noticeOf('incident 6'))).toEqual({ outcome: 'failed', why: 'The bus is gone.' });
    inner.result = { outcome: 'shown' };
    expect(await notifier.raise(noticeOf('incident 6'))).toEqual({ outcome: 'shown' });
  });
});
