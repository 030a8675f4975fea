/** Time that goes on by as much as telling takes, and by what a test lets pass. */
export class BusyTime {
  ms = 0;
  #timers: { at: number; callback: () => void }[] = [];

  monotonicMs(): number {
    return this.ms;
  }

  after(delayMs: number, callback: () => void): () => void {
    this.#timers.push({ at: this.ms + delayMs, callback });
    return () => undefined;
  }

  pass(ms: number): void {
    this.ms += ms;
    const due = this.#timers.filter(({ at }) => at <= this.ms);
    this.#timers = this.#timers.filter(({ at }) => at > this.ms);
    due.forEach(({ callback }) => callback());
  }
}
