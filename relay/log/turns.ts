/** How much is done in one turn of the event loop, however many ask at once; the rest has the next, in the order in which it was asked for (S2). */
export class Turns {
  readonly #most: number;
  readonly #defer: (callback: () => void) => void;
  readonly #waiting: { count: number; go: () => void }[] = [];
  #done = 0;

  /** `defer` runs a callback when the present turn ends; `most` is what one turn has room for. */
  constructor(most: number, defer: (callback: () => void) => void) {
    this.#most = most;
    this.#defer = defer;
  }

  /** Takes room for so much: undefined when there is some at once, else a promise of a later turn. What is more than a turn has room for has one of its own. */
  take(count: number): Promise<void> | undefined {
    if (this.#waiting.length === 0 && this.#fits(count)) {
      this.#use(count);
      return undefined;
    }
    return new Promise((go) => this.#waiting.push({ count, go }));
  }

  #fits(count: number): boolean {
    return this.#done === 0 || this.#done + count <= this.#most;
  }

  #use(count: number): void {
    if (this.#done === 0) {
      this.#defer(() => this.#next());
    }
    this.#done += count;
  }

  #next(): void {
    this.#done = 0;
    for (let first = this.#waiting[0]; first && this.#fits(first.count); first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#use(first.count);
      first.go();
    }
  }
}
