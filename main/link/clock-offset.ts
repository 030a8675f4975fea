/** One exchange of times with the relay, all in ms: mine when I asked, its when it heard and answered, mine when I heard. */
export interface ClockSample {
  sentAt: number;
  receivedAt: number;
  answeredAt: number;
  heardAt: number;
}

const keptSamples = 8;
/** Two exchanges that differ by more than their round trips explain, and this: a clock was set in between. */
const setMs = 1000;

/** Estimates how far the relay's clock is from this one: of the last exchanges the quickest, which can be wrong by half its round trip. */
export class ClockOffset {
  #samples: { offsetMs: number; roundTripMs: number }[] = [];

  add({ sentAt, receivedAt, answeredAt, heardAt }: ClockSample): { offsetMs: number; uncertaintyMs: number } {
    const roundTripMs = Math.max(0, heardAt - sentAt - (answeredAt - receivedAt));
    const offsetMs = (receivedAt - sentAt + (answeredAt - heardAt)) / 2;
    const before = this.#best();
    if (before && Math.abs(offsetMs - before.offsetMs) > (roundTripMs + before.roundTripMs) / 2 + setMs) {
      this.reset();
    }
    const sample = { offsetMs, roundTripMs };
    this.#samples = [...this.#samples, sample].slice(-keptSamples);
    const best = this.#best() ?? sample;
    return { offsetMs: best.offsetMs, uncertaintyMs: best.roundTripMs / 2 };
  }

  #best(): { offsetMs: number; roundTripMs: number } | undefined {
    return this.#samples.toSorted((a, b) => a.roundTripMs - b.roundTripMs)[0];
  }

  /** Forgets what was measured, because a clock was set or the machine slept. */
  reset(): void {
    this.#samples = [];
  }
}
