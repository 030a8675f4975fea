/** Those who want to hear of something: one that fails keeps nobody else from hearing of it, and nothing it was told of from having happened. */
export class Listeners<Args extends unknown[]> {
  readonly #all = new Set<(...args: Args) => void>();
  readonly #onTrouble: (message: string, error: unknown) => void;

  /** Without anybody to hear of trouble, an error is thrown. */
  constructor(onTrouble: (message: string, error: unknown) => void = thrown) {
    this.#onTrouble = onTrouble;
  }

  /** Adds one; returns what takes it away again. */
  add(listener: (...args: Args) => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(...args: Args): void {
    for (const listener of this.#all) {
      try {
        listener(...args);
      } catch (error) {
        this.#onTrouble('Something that follows the log failed; it is on disk, and all others were told.', error);
      }
    }
  }
}

function thrown(_: string, error: unknown): never {
  throw error;
}
