import type { Words } from '../text/words.ts';
import type { Notice, NoticeAction, Notifier, RaiseResult } from './notifier.ts';

/** The key of the one notice that stands for many. */
export const crowdKey = 'crowd';

/** So many pages stand on the screen by themselves: more nobody can take in, and each of them has its own sound. */
export const mostAlone = 5;
/** The crowd is heard this often at most, however many of it ring. */
const quietMs = 10_000;

const shown: RaiseResult = { outcome: 'shown' };

/**
 * Shows so many pages by themselves and lets one notice stand for all others: it says how many there are and which is the worst, and
 * its button acknowledges those it stood for when it was shown (RING15). What is no page goes through.
 */
export class CrowdNotifier implements Notifier {
  readonly #inner: Notifier;
  readonly #words: () => Words;
  readonly #monotonicMs: () => number;
  readonly #alone = new Set<string>();
  readonly #crowd = new Map<string, Notice>();
  #standsFor: readonly string[] = [];
  #heardAt = -Infinity;
  /** What is being shown, and what is to be shown after it: of many changes at once the screen gets the last. */
  #showing: Promise<unknown> = Promise.resolve();
  #next: { result: Promise<RaiseResult>; sound: boolean } | undefined;

  constructor(inner: Notifier, words: () => Words, monotonicMs: () => number) {
    this.#inner = inner;
    this.#words = words;
    this.#monotonicMs = monotonicMs;
  }

  get name(): string {
    return this.#inner.name;
  }

  async raise(notice: Notice): Promise<RaiseResult> {
    if (notice.labels.acknowledge === undefined) {
      return this.#inner.raise(notice);
    }
    const { key } = notice;
    if (!this.#alone.has(key) && this.#alone.size >= mostAlone) {
      this.#crowd.set(key, notice);
      return this.#ring(notice.sound);
    }
    this.#alone.add(key);
    if (this.#crowd.delete(key)) {
      await this.#show(false);
    }
    return this.#inner.raise(notice);
  }

  async clear(key: string): Promise<void> {
    this.#alone.delete(key);
    if (this.#crowd.delete(key)) {
      await this.#show(false);
    } else {
      await this.#inner.clear(key);
    }
  }

  subscribe(listener: (key: string, action: NoticeAction) => void): () => void {
    return this.#inner.subscribe((key, action) => {
      if (key !== crowdKey || action === 'open') {
        listener(key, action);
      } else if (action === 'acknowledge') {
        this.#standsFor.filter((each) => this.#crowd.has(each)).forEach((each) => listener(each, action));
      }
    });
  }

  dispose(): Promise<void> {
    return this.#inner.dispose();
  }

  #ring(sound: boolean): Promise<RaiseResult> {
    const now = this.#monotonicMs();
    const isHeard = sound && now - this.#heardAt >= quietMs;
    if (isHeard) {
      this.#heardAt = now;
    }
    return this.#show(isHeard);
  }

  #show(sound: boolean): Promise<RaiseResult> {
    if (this.#next) {
      this.#next.sound ||= sound;
      return this.#next.result;
    }
    const result = this.#showing.then(() => {
      const isHeard = this.#next?.sound ?? false;
      this.#next = undefined;
      return this.#showNow(isHeard);
    });
    this.#next = { result, sound };
    this.#showing = result.catch(() => undefined);
    return result;
  }

  async #showNow(sound: boolean): Promise<RaiseResult> {
    const all = [...this.#crowd.values()];
    const worst = all.find(({ urgency }) => urgency === 'critical') ?? all[0];
    this.#standsFor = [...this.#crowd.keys()];
    if (!worst) {
      await this.#inner.clear(crowdKey);
      return shown;
    }
    const { notice: words } = this.#words();
    return this.#inner.raise({
      key: crowdKey,
      title: words.crowd(all.length),
      body: words.crowdText(worst.title, all.length - 1),
      urgency: worst.urgency,
      sound,
      labels: { acknowledge: words.acknowledgeAll(all.length), open: words.open },
    });
  }
}
