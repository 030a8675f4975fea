import { callLimitMs, systemTimers, within, type Timers } from './deadline.ts';
import type { Notice, NoticeAction, Notifier, RaiseResult } from './notifier.ts';

/** What the window says about a bell in trouble, in the person's language; `why` is the adapter's own sentence. */
export interface TroubleSentences {
  /** Another adapter stands in, perhaps without buttons. */
  plain(why: string): string;
  /** No adapter can show anything. */
  silent(why: string): string;
}

type Listener = (key: string, action: NoticeAction) => void;

/** How long one adapter may keep the next one waiting: a page must not wait for a system that hangs. */
const patienceMs = 2000;

/** Shows each notice through the first adapter that can, in the order given, and remembers what is wrong with the others. */
export class FallbackNotifier implements Notifier {
  readonly #adapters: readonly Notifier[];
  readonly #sentences: () => TroubleSentences;
  readonly #timers: Timers;
  readonly #troubleListeners = new Set<() => void>();
  #trouble: { kind: keyof TroubleSentences; why: string } | undefined;
  #latest: string;

  /** `sentences` is asked anew each time, because the person may change the language. */
  constructor(adapters: readonly Notifier[], sentences: () => TroubleSentences, timers: Timers = systemTimers) {
    this.#adapters = adapters;
    this.#sentences = sentences;
    this.#timers = timers;
    this.#latest = adapters[0]?.name ?? 'none';
  }

  /** The adapter that showed the latest notice, or else was tried first. */
  get name(): string {
    return this.#latest;
  }

  /** What is wrong with this computer's notifications, in a sentence; undefined when nothing is. */
  trouble(): string | undefined {
    return this.#trouble && this.#sentences()[this.#trouble.kind](this.#trouble.why);
  }

  /** Calls back when `trouble()` has changed; the returned function stops it. */
  subscribeTrouble(listener: () => void): () => void {
    this.#troubleListeners.add(listener);
    return () => this.#troubleListeners.delete(listener);
  }

  raise(notice: Notice): Promise<RaiseResult> {
    const late = (): RaiseResult => this.#remember('silent', 'Nothing that shows notifications answered.');
    return within(this.#timers, callLimitMs, this.#raiseInOrder(notice), late);
  }

  async clear(key: string): Promise<void> {
    // One that was too slow to be waited for may have shown it since.
    await Promise.all(this.#adapters.map((adapter) => adapter.clear(key)));
  }

  subscribe(listener: Listener): () => void {
    const stops = this.#adapters.map((adapter) => adapter.subscribe(listener));
    return () => stops.forEach((stop) => stop());
  }

  async dispose(): Promise<void> {
    this.#troubleListeners.clear();
    await Promise.all(this.#adapters.map((adapter) => adapter.dispose()));
  }

  async #raiseInOrder(notice: Notice): Promise<RaiseResult> {
    const whys: string[] = [];
    for (const adapter of this.#adapters) {
      const slow = (): RaiseResult => ({ outcome: 'failed', why: `The desktop did not answer within ${patienceMs / 1000} s.` });
      const result = await within(this.#timers, patienceMs, adapter.raise(notice), slow);
      if (result.outcome === 'shown') {
        this.#latest = adapter.name;
        this.#setTrouble(whys[0] === undefined ? undefined : { kind: 'plain', why: whys[0] });
        return result;
      }
      whys.push(result.why);
    }
    return this.#remember('silent', whys[0] ?? 'There is nothing to show them with.', whys);
  }

  #remember(kind: keyof TroubleSentences, why: string, whys: readonly string[] = [why]): RaiseResult {
    this.#setTrouble({ kind, why });
    return { outcome: 'failed', why: whys.join(' ') };
  }

  #setTrouble(trouble: { kind: keyof TroubleSentences; why: string } | undefined): void {
    if (trouble?.kind === this.#trouble?.kind && trouble?.why === this.#trouble?.why) {
      return;
    }
    this.#trouble = trouble;
    this.#troubleListeners.forEach((listener) => listener());
  }
}
