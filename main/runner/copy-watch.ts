import type { Clock } from '../../shared/time/clock.ts';
import { DAY_MS } from '../../shared/time/instant.ts';

/** The copy is looked at once the desk has settled, a stretch at a time with a pause for everything else, then once a day. */
const firstAfterMs = 20_000;
const pauseMs = 100;
const longestTimerMs = 30_000;

/** What the watch needs of the replica and of the link. */
export interface WatchedCopy {
  /** Lets go of the next stretch of what is too old to be kept. */
  letGoOn(): 'more' | 'done' | 'not now';
  inspectOn(): 'more' | 'sound' | 'damaged';
}
export interface WatchedLink {
  readonly isLive: boolean;
  fetchAgain(): void;
}

/**
 * Lets go of what is too old in a desktop's copy, only while the relay is there, which has it; and looks through the copy for damage. A damaged one is fetched again, but only while the relay is there to give it:
 * until then it is the best this laptop has to page by.
 */
export class CopyWatch {
  readonly #copy: WatchedCopy;
  readonly #link: WatchedLink;
  readonly #clock: Clock;
  readonly #onTrouble: (message: string, error: unknown) => void;
  #cancel: (() => void) | undefined;
  #lookedAt = 0;
  #letGoAt = -Infinity;
  #isDamaged = false;

  constructor(copy: WatchedCopy, link: WatchedLink, clock: Clock, onTrouble: (message: string, error: unknown) => void) {
    this.#copy = copy;
    this.#link = link;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  start(): void {
    this.#in(firstAfterMs);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** The link has changed: a damaged copy may now be fetched again. */
  wake(): void {
    if (this.#isDamaged && this.#link.isLive) {
      this.#isDamaged = false;
      this.#in(firstAfterMs);
      try {
        this.#link.fetchAgain();
      } catch (error) {
        this.#onTrouble('The copy of the log could not be fetched again', error);
      }
    }
  }

  #in(delayMs: number): void {
    this.#cancel?.();
    this.#cancel = this.#clock.after(delayMs, () => this.#next());
  }

  #next(): void {
    if (this.#link.isLive && this.#clock.now() - this.#letGoAt >= DAY_MS && this.#letsGo()) {
      this.#in(pauseMs);
    } else {
      this.#look();
    }
  }

  /** Whether there is more to let go of. */
  #letsGo(): boolean {
    try {
      const went = this.#copy.letGoOn();
      if (went === 'done') {
        this.#letGoAt = this.#clock.now();
      }
      return went === 'more';
    } catch (error) {
      this.#letGoAt = this.#clock.now();
      this.#onTrouble('Old entries of the copy could not be let go of; they stay for now', error);
      return false;
    }
  }

  #look(): void {
    try {
      const found = this.#copy.inspectOn();
      if (found === 'more') {
        this.#in(pauseMs);
        return;
      }
      this.#isDamaged = found === 'damaged';
    } catch (error) {
      this.#onTrouble('The copy of the log could not be looked at', error);
    }
    this.#lookedAt = this.#clock.now();
    if (this.#isDamaged) {
      const message = 'The copy of the log on this laptop is damaged';
      this.#onTrouble(message, new Error('it is fetched again as soon as the relay is there'));
      this.wake();
      return;
    }
    this.#wait();
  }

  #wait(): void {
    this.#cancel?.();
    const delayMs = this.#clock.idleTickMs ?? longestTimerMs;
    this.#cancel = this.#clock.after(delayMs, () => {
      const isDue = (at: number) => this.#clock.now() - at >= DAY_MS;
      if (isDue(this.#lookedAt)) {
        this.#next();
      } else if (this.#link.isLive && isDue(this.#letGoAt) && this.#letsGo()) {
        // Begun where an inspection had ended, which then begins anew.
        this.#in(pauseMs);
      } else {
        this.#wait();
      }
    });
  }
}
