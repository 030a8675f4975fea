import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notice, NoticeAction, Notifier } from '../../main/notify/notifier.ts';

/** A test of what an adapter promises; what its system cannot do at all is no promise of it, and no test that was left out. */
const itIf = (promised: boolean): ((title: string, test: () => Promise<void>) => void) => (promised ? it : () => undefined);

/** A notice as the person has it before them. */
export interface Standing {
  key: string;
  /** Title and body as they read, without any markup. */
  text: string;
}

/** One implementation and the person in front of it. */
export interface NotifierUnderTest {
  notifier: Notifier;
  /** Everything before the person now, in the order it came. */
  standing(): Promise<Standing[]>;
  /** Left out where the technology tells nothing of what is done with a notice. */
  person?: Person;
  stop(): Promise<void>;
}

/** Does to the standing notice of a key what a person does. */
export interface Person {
  answer(key: string, action: 'acknowledge' | 'escalate'): Promise<void>;
  dismiss(key: string): Promise<void>;
}

/** What not every technology can do. */
export interface Abilities {
  /** Takes a notice back and replaces it; a terminal's text and notify-send's stay. */
  takesBack: boolean;
  /** Tells what a person does with a notice. */
  tells: boolean;
}

/** Timers that only run out when a test says so. */
export class HeldTimers {
  readonly #held = new Set<() => void>();

  after(_delayMs: number, callback: () => void): () => void {
    this.#held.add(callback);
    return () => this.#held.delete(callback);
  }

  /** Lets the time of every timer so far run out. */
  runOut(): void {
    const due = [...this.#held];
    this.#held.clear();
    due.forEach((callback) => callback());
  }
}

/** A notice for tests. */
export function noticeOf(key: string, patch: Partial<Notice> = {}): Notice {
  return {
    key,
    title: 'Critical: Checkout',
    body: `Payments fail in ${key}. Bo is paged at 03:12.`,
    urgency: 'critical',
    sound: true,
    labels: { acknowledge: 'Acknowledge', escalate: 'Escalate', open: 'Open' },
    ...patch,
  };
}

/** The next thing a person does with a notice. */
export function nextAction(notifier: Notifier): Promise<{ key: string; action: NoticeAction }> {
  return new Promise((resolve) => {
    const stop = notifier.subscribe((key, action) => {
      stop();
      resolve({ key, action });
    });
  });
}

/** The promises of the Notifier port, kept by every implementation. */
export function notifierContract(name: string, { takesBack, tells }: Abilities, start: () => Promise<NotifierUnderTest>): void {
  describe(`${name} as a notifier`, () => {
    let tested: NotifierUnderTest;
    const personOf = ({ person }: NotifierUnderTest): Person => {
      if (!person) {
        throw new Error('A notifier that tells needs a person to tell of.');
      }
      return person;
    };
    beforeEach(async () => {
      tested = await start();
    });
    afterEach(() => tested.stop());

    it('shows a notice and says so', async () => {
      expect(await tested.notifier.raise(noticeOf('a'))).toEqual({ outcome: 'shown' });
      const [shown] = await tested.standing();
      expect(shown?.text).toContain('Critical: Checkout');
      expect(shown?.text).toContain('Payments fail in a. Bo is paged at 03:12.');
    });

    it('shows foreign text as it reads and lets it do nothing', async () => {
      await tested.notifier.raise(noticeOf('a', { body: '<b>5 < 6</b> & "so"\u001B[2J\u0000 on' }));
      const [shown] = await tested.standing();
      expect(shown?.text).toMatch(/<b>5 < 6<\/b> & "so" ?\[2J on/);
    });

    it('shows notices of different keys beside each other', async () => {
      await tested.notifier.raise(noticeOf('a'));
      await tested.notifier.raise(noticeOf('b'));
      expect((await tested.standing()).map(({ key }) => key)).toEqual(['a', 'b']);
    });

    it('clears a key that was never raised without complaint', async () => {
      await expect(tested.notifier.clear('nothing')).resolves.toBeUndefined();
    });

    itIf(takesBack)('replaces the notice of a key that is raised again', async () => {
      await tested.notifier.raise(noticeOf('a'));
      await tested.notifier.raise(noticeOf('a', { title: 'Critical: Checkout (page 2)' }));
      const standing = await tested.standing();
      expect(standing).toHaveLength(1);
      expect(standing[0]?.text).toContain('(page 2)');
    });

    itIf(takesBack)('takes a notice away when it is cleared', async () => {
      await tested.notifier.raise(noticeOf('a'));
      await tested.notifier.raise(noticeOf('b'));
      await tested.notifier.clear('a');
      expect((await tested.standing()).map(({ key }) => key)).toEqual(['b']);
    });

    itIf(tells)('tells which notice the person answered and how', async () => {
      const { notifier } = tested;
      await notifier.raise(noticeOf('a'));
      await notifier.raise(noticeOf('b'));
      const told = nextAction(notifier);
      await personOf(tested).answer('b', 'escalate');
      expect(await told).toEqual({ key: 'b', action: 'escalate' });
      const toldNext = nextAction(notifier);
      await personOf(tested).answer('a', 'acknowledge');
      expect(await toldNext).toEqual({ key: 'a', action: 'acknowledge' });
    });

    itIf(tells)('never takes a dismissed notice for an answer', async () => {
      const { notifier } = tested;
      await notifier.raise(noticeOf('a'));
      const told = nextAction(notifier);
      await personOf(tested).dismiss('a');
      expect(await told).toEqual({ key: 'a', action: 'closed' });
    });

    itIf(tells)('shows a notice anew after it was dismissed', async () => {
      const { notifier } = tested;
      await notifier.raise(noticeOf('a'));
      const told = nextAction(notifier);
      await personOf(tested).dismiss('a');
      await told;
      expect(await notifier.raise(noticeOf('a'))).toEqual({ outcome: 'shown' });
      expect(await tested.standing()).toHaveLength(1);
    });

    itIf(tells)('tells nothing to a listener that has stopped listening', async () => {
      const { notifier } = tested;
      const heard: string[] = [];
      notifier.subscribe((key) => heard.push(key))();
      await notifier.raise(noticeOf('a'));
      const told = nextAction(notifier);
      await personOf(tested).answer('a', 'acknowledge');
      await told;
      expect(heard).toEqual([]);
    });
  });
}
