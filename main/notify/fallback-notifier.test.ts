import { describe, expect, it } from 'vitest';
import { HeldTimers, nextAction, noticeOf, notifierContract } from '../../test/contract/notifier-contract.ts';
import { FakeNotifier } from '../../test/harness/fake-notifier.ts';
import { plainLine } from '../text/plain.ts';
import { FallbackNotifier } from './fallback-notifier.ts';

const sentences = { plain: (why: string) => `plain: ${why}`, silent: (why: string) => `silent: ${why}` };

notifierContract('one that falls back', { takesBack: true, tells: true }, async () => {
  const second = new FakeNotifier('second');
  return {
    notifier: new FallbackNotifier([new FakeNotifier('first', 'It is broken.'), second], () => sentences),
    standing: async () =>
      // Cleaning the text is the adapters' part, which this one leaves to the test.
      [...second.standing].map(([key, { title, body }]) => ({ key, text: plainLine(`${title} ${body}`, 400) })),
    person: {
      answer: async (key, action) => second.do(key, action),
      dismiss: async (key) => second.do(key, 'closed'),
    },
    stop: () => Promise.resolve(),
  };
});

describe('falling back', () => {
  it('uses the first adapter as long as it works, and is in no trouble', async () => {
    const [first, second] = [new FakeNotifier('first'), new FakeNotifier('second')];
    const notifier = new FallbackNotifier([first, second], () => sentences);
    await notifier.raise(noticeOf('a'));
    expect([first.standing.size, second.standing.size, notifier.name, notifier.trouble()]).toEqual([1, 0, 'first', undefined]);
  });

  it('says what is wrong while another adapter stands in, and that it is over', async () => {
    const [first, second] = [new FakeNotifier('first', 'It is broken.'), new FakeNotifier('second')];
    const notifier = new FallbackNotifier([first, second], () => sentences);
    const heard: (string | undefined)[] = [];
    notifier.subscribeTrouble(() => heard.push(notifier.trouble()));
    await notifier.raise(noticeOf('a'));
    await notifier.raise(noticeOf('a'));
    expect(notifier.name).toBe('second');
    first.result = { outcome: 'shown' };
    await notifier.raise(noticeOf('a'));
    expect(heard).toEqual(['plain: It is broken.', undefined]);
  });

  it('fails with every reason when no adapter can show a notice', async () => {
    const adapters = [new FakeNotifier('first', 'It is broken.'), new FakeNotifier('second', 'It is missing.')];
    const notifier = new FallbackNotifier(adapters, () => sentences);
    expect(await notifier.raise(noticeOf('a'))).toEqual({ outcome: 'failed', why: 'It is broken. It is missing.' });
    expect(notifier.trouble()).toBe('silent: It is broken.');
  });

  it('does not wait for an adapter that hangs, and clears what it shows later', async () => {
    const timers = new HeldTimers();
    const [first, second] = [new FakeNotifier('first'), new FakeNotifier('second')];
    first.result = undefined;
    const notifier = new FallbackNotifier([first, second], () => sentences, {
      after: (ms, callback) => (ms < 5000 ? timers.after(ms, callback) : () => undefined),
    });
    const raised = notifier.raise(noticeOf('a'));
    timers.runOut();
    expect(await raised).toEqual({ outcome: 'shown' });
    first.standing.set('a', noticeOf('a'));
    await notifier.clear('a');
    expect([first.standing.size, second.standing.size]).toEqual([0, 0]);
  });

  it('hears answers to the notices of every adapter', async () => {
    const [first, second] = [new FakeNotifier('first'), new FakeNotifier('second')];
    const notifier = new FallbackNotifier([first, second], () => sentences);
    const told = nextAction(notifier);
    second.do('late', 'acknowledge');
    expect(await told).toEqual({ key: 'late', action: 'acknowledge' });
  });
});
