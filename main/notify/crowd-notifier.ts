import type { Clock } from '../../shared/time/clock.ts';
import type { Words } from '../text/words.ts';
import { callLimitMs, within } from './deadline.ts';
import type { Notice, NoticeAction, Notifier, RaiseResult } from './notifier.ts';
import { testSoundKey } from './test-notice.ts';

/** The key of the one notice that stands for many. */
export const crowdKey = 'crowd';

/** So many pages stand on the screen by themselves: more nobody can take in, and each of them has its own sound. */
export const mostAlone = 5;
/** The crowd is heard this often at most, however many of it ring. */
const quietMs = 10_000;

const shown: RaiseResult = { outcome: 'shown' };
const late: RaiseResult = { outcome: 'failed', why: 'What shows notifications is still busy with the last one.' };

/**
 * Shows so many pages by themselves and lets one notice stand for all others: it says how many there are and which is the worst, and
 * its button acknowledges those it stood for when it was shown (RING15). What is no page goes through.
 */
export class CrowdNotifier implements Notifier {
  readonly #inner: Notifier;
  readonly #words: () => Words;
  readonly #clock: Pick<Clock, 'monotonicMs' | 'after'>;
  readonly #alone = new Map<string, Notice>();
  readonly #crowd = new Map<string, Notice>();
  #standsFor: readonly string[] = [];
  #heardAt = -Infinity;
  /** Whose sound fell into the quiet, and what makes it heard as that ends. */
  readonly #unheard = new Set<string>();
  #cancelSound: (() => void) | undefined;
  /** What is being shown, and what is to be shown after it: of many changes at once the screen gets the last. */
  #showing: Promise<unknown> = Promise.resolve();
  #next: { result: Promise<RaiseResult>; sound: boolean } | undefined;

  constructor(inner: Notifier, words: () => Words, clock: Pick<Clock, 'monotonicMs' | 'after'>) {
    this.#inner = inner;
    this.#words = words;
    this.#clock = clock;
  }

  get name(): string {
    return this.#inner.name;
  }

  async raise(notice: Notice): Promise<RaiseResult> {
    const { key, labels } = notice;
    // Nothing ever clears the one a person tries the sound with: it would hold its place for good.
    if (labels.acknowledge === undefined || key === testSoundKey) {
      return this.#inner.raise(notice);
    }
    const gives = this.#alone.has(key) || this.#alone.size < mostAlone ? undefined : this.#placeFor(notice);
    if (gives === notice) {
      this.#crowd.set(key, notice);
      return this.#inTime(this.#ring(notice));
    }
    this.#alone.set(key, notice);
    // Side by side: it must neither wait for the crowd's notice, nor come up after somebody has cleared it meanwhile.
    const [result] = await Promise.all([this.#inner.raise(notice), this.#leave(key), gives && this.#join(gives)]);
    return result;
  }

  async clear(key: string): Promise<void> {
    this.#alone.delete(key);
    await (this.#leave(key) ?? this.#inner.clear(key));
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
    this.#cancelSound?.();
    return this.#inner.dispose();
  }

  /** Who goes to the crowd when no place is free: one that is not critical for one that is, else whoever comes. */
  #placeFor(notice: Notice): Notice {
    const lesser = notice.urgency === 'critical' ? [...this.#alone.values()].find(({ urgency }) => urgency !== 'critical') : undefined;
    return lesser ?? notice;
  }

  async #join(notice: Notice): Promise<void> {
    this.#alone.delete(notice.key);
    this.#crowd.set(notice.key, notice);
    await Promise.all([this.#inner.clear(notice.key), this.#inTime(this.#show(false))]);
  }

  /** Takes one out of the crowd; undefined when it was not in it. */
  #leave(key: string): Promise<unknown> | undefined {
    this.#unheard.delete(key);
    return this.#crowd.delete(key) ? this.#inTime(this.#show(false)) : undefined;
  }

  /** What is shown may have to wait for what is being shown, and each of them may take as long as one call may. */
  #inTime(result: Promise<RaiseResult>): Promise<RaiseResult> {
    return within(this.#clock, callLimitMs, result, () => late);
  }

  #ring({ key, sound }: Notice): Promise<RaiseResult> {
    if (!sound) {
      return this.#show(false);
    }
    const quietForMs = this.#heardAt + quietMs - this.#clock.monotonicMs();
    if (quietForMs > 0) {
      this.#unheard.add(key);
      this.#cancelSound ??= this.#clock.after(quietForMs, () => this.#catchUp());
      return this.#show(false);
    }
    return this.#sound();
  }

  /** What came in the quiet is heard as it ends: it may be the worst, and a page that never repeats has this sound alone. */
  #catchUp(): void {
    this.#cancelSound = undefined;
    if (this.#unheard.size > 0) {
      this.#sound().catch(() => undefined);
    }
  }

  #sound(): Promise<RaiseResult> {
    this.#heardAt = this.#clock.monotonicMs();
    this.#unheard.clear();
    this.#cancelSound?.();
    this.#cancelSound = undefined;
    return this.#show(true);
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
    const standsFor = [...this.#crowd.keys()];
    if (!worst) {
      this.#standsFor = [];
      await this.#inner.clear(crowdKey);
      return shown;
    }
    const { notice: words } = this.#words();
    const result = await this.#inner.raise({
      key: crowdKey,
      title: words.crowd(all.length),
      body: words.crowdText(worst.title, all.length - 1),
      urgency: worst.urgency,
      sound,
      labels: { acknowledge: words.acknowledgeAll(all.length), open: words.open },
    });
    if (result.outcome === 'shown') {
      this.#standsFor = standsFor;
    } else if (sound) {
      this.#heardAt = -Infinity;
    }
    return result;
  }
}
