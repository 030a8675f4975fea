/** One exchange of times with the relay, all in ms: mine when I asked, its when it heard and answered, mine when I heard. */
export interface ClockSample {
  sentAt: number;
  receivedAt: number;
  answeredAt: number;
  heardAt: number;
}

const keptSamples = 8;

/** Estimates how far the relay's clock is from this one: of the last exchanges the quickest, which can be wrong by half its round trip. */
export class ClockOffset {
  #samples: { offsetMs: number; roundTripMs: number }[] = [];

  add({ sentAt, receivedAt, answeredAt, heardAt }: ClockSample): { offsetMs: number; uncertaintyMs: number } {
    const roundTripMs = Math.max(0, heardAt - sentAt - (answeredAt - receivedAt));
    const offsetMs = (receivedAt - sentAt + (answeredAt - heardAt)) / 2;
    this.#samples = [...this.#samples, { offsetMs, roundTripMs }].slice(-keptSamples);
    const best = this.#samples.reduce((a, b) => (b.roundTripMs < a.roundTripMs ? b : a));
    return { offsetMs: best.offsetMs, uncertaintyMs: best.roundTripMs / 2 };
  }

  /** Forgets what was measured, because a clock was set or the machine slept. */
  reset(): void {
    this.#samples = [];
  }
}
