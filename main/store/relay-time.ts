import type { ChainHead } from '../../shared/log/chain.ts';
import type { AuthorPart } from '../../shared/log/envelope.ts';

/** A clock found wrong by more than this was set: what this desktop found due by it must be found due again. */
const clockSetMs = 2000;

/** The last of all times written down here, by the relay or by this desktop. */
export function lastWritten(head: ChainHead, times: readonly number[]): number {
  return times.reduce((last, at) => Math.max(last, at), head.seq === 0 ? 0 : head.recordedAt);
}

/** The relay's time as well as this desktop knows it: its own clock and how far it is off. */
export class RelayTime {
  readonly #wallMs: () => number;
  #offsetMs: number;
  #uncertaintyMs = 0;

  /** `writtenAt` is the last time written down here: time goes on from it, though the clock was set back while this desktop was off. */
  constructor(wallMs: () => number, kept: { offsetMs: number; writtenAt: number }) {
    this.#wallMs = wallMs;
    this.#offsetMs = Math.max(kept.offsetMs, kept.writtenAt - wallMs());
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** The author's clock as an event carries it. */
  get evidence(): AuthorPart['at'] {
    return { wallMs: this.#wallMs(), offsetMs: this.#offsetMs, uncertaintyMs: this.#uncertaintyMs };
  }

  now(): number {
    return this.#wallMs() + this.#offsetMs;
  }

  /** Takes a new measurement; whether the clock was wrong before by so much that it must have been set. */
  measured(offsetMs: number, uncertaintyMs: number): boolean {
    const wasWrong = Math.abs(offsetMs - this.#offsetMs) > clockSetMs;
    this.#offsetMs = Math.round(offsetMs);
    this.#uncertaintyMs = Math.ceil(uncertaintyMs);
    return wasWrong;
  }
}
