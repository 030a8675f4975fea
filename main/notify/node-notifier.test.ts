import { describe, expect, it } from 'vitest';
import { HeldTimers, nextAction, noticeOf, notifierContract } from '../../test/contract/notifier-contract.ts';
import { NodeNotifier, type NodeNotifierPackage } from './node-notifier.ts';

type Callback = Parameters<NodeNotifierPackage['notify']>[1];
type Options = Record<string, unknown>;

/** The package as far as it is used, with the person in front of it. */
class FakePackage implements NodeNotifierPackage {
  readonly standing: { options: Options; callback: Callback }[] = [];
  readonly #answersAtOnce: boolean;

  constructor(answersAtOnce: boolean) {
    this.#answersAtOnce = answersAtOnce;
  }

  notify(options: Options, callback: Callback): void {
    const key = options['group'] ?? options['id'] ?? options['remove'];
    const before = this.standing.findIndex(({ options: { group, id } }) => key !== undefined && (group ?? id) === key);
    if (before >= 0) {
      this.standing.splice(before, 1);
    }
    if (options['remove'] === undefined) {
      this.standing.push({ options, callback });
    }
    if (this.#answersAtOnce) {
      callback(null);
    }
  }

  answer(key: string, response: string, activationValue?: string): void {
    const at = this.standing.findIndex(({ options }) => (options['group'] ?? options['id']) === key);
    const [notice] = this.standing.splice(at, 1);
    notice?.callback(null, response, activationValue === undefined ? {} : { activationValue });
  }
}

function textOf({ title, message }: Options): string {
  return `${String(title)} ${String(message).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')}`;
}

/** Lets the wait for a failure run out as soon as there is one, because these systems only answer when the person does. */
const impatient = {
  after(delayMs: number, callback: () => void): () => void {
    const immediate = delayMs < 5000 ? setImmediate(callback) : undefined;
    return () => clearImmediate(immediate);
  },
};

for (const platform of ['darwin', 'win32'] as const) {
  notifierContract(`node-notifier on ${platform}`, { takesBack: true, tells: true }, async () => {
    const fake = new FakePackage(false);
    const saysLabel = (key: string, label: string) =>
      platform === 'darwin' ? fake.answer(key, 'activate', label) : fake.answer(key, label.toLowerCase());
    return {
      notifier: new NodeNotifier({ platform, timers: impatient, load: async () => fake }),
      standing: async () => fake.standing.map(({ options }) => ({ key: String(options['group'] ?? options['id']), text: textOf(options) })),
      person: {
        answer: async (key, action) => saysLabel(key, action === 'acknowledge' ? 'Acknowledge' : 'Escalate'),
        dismiss: async (key) => fake.answer(key, platform === 'darwin' ? 'closed' : 'dismissed'),
      },
      stop: () => Promise.resolve(),
    };
  });
}

notifierContract('node-notifier on linux', { takesBack: false, tells: false }, async () => {
  const fake = new FakePackage(true);
  return {
    notifier: new NodeNotifier({ platform: 'linux', load: async () => fake }),
    standing: async () =>
      fake.standing.map(({ options }) => ({ key: /fail in (\w+)/.exec(textOf(options))?.[1] ?? '', text: textOf(options) })),
    stop: () => Promise.resolve(),
  };
});

describe('node-notifier', () => {
  const loading = (notify: NodeNotifierPackage['notify']) => async () => ({ notify });

  it('says why the program failed', async () => {
    const load = loading((_options, callback) => callback(new Error('notify-send must be installed\non the system.')));
    const notifier = new NodeNotifier({ platform: 'linux', load });
    expect(await notifier.raise(noticeOf('a'))).toEqual({
      outcome: 'failed',
      why: 'The notification program failed: notify-send must be installed on the system.',
    });
  });

  it('says so when the package cannot be loaded', async () => {
    const notifier = new NodeNotifier({ load: () => Promise.reject(new Error('not here')) });
    expect(await notifier.raise(noticeOf('a'))).toEqual({ outcome: 'failed', why: 'The notification program failed: not here' });
  });

  it('gives up on a program that neither starts nor fails when its time has run out', async () => {
    const timers = new HeldTimers();
    const notifier = new NodeNotifier({ timers, load: () => new Promise(() => undefined) });
    const raised = notifier.raise(noticeOf('a'));
    timers.runOut();
    expect(await raised).toEqual({ outcome: 'failed', why: 'The notification program did not start.' });
  });

  it('opens the incident by a click on the text', async () => {
    const fake = new FakePackage(false);
    const notifier = new NodeNotifier({ platform: 'win32', timers: impatient, load: async () => fake });
    await notifier.raise(noticeOf('a'));
    const told = nextAction(notifier);
    fake.answer('a', 'activate');
    expect(await told).toEqual({ key: 'a', action: 'open' });
  });

  it('hands the program no text that reads like one of its options', async () => {
    const fake = new FakePackage(true);
    await new NodeNotifier({ platform: 'linux', load: async () => fake }).raise(noticeOf('a', { body: '--hint=byte:urgency:0' }));
    expect(fake.standing[0]?.options['message']).toBe(' --hint=byte:urgency:0');
  });
});
