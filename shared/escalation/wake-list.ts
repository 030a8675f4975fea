import { Heap } from 'heap-js';
import type { Instant } from '../time/instant.ts';

/**
 * When to look at which incident again: an indexed heap, so that a tick costs what is due and not what is open.
 * An incident has one wake-up; a newer one replaces it. Entries overtaken are skipped when they come up.
 */
export class WakeList {
  readonly #heap = new Heap<{ id: string; at: Instant }>((a, b) => a.at - b.at);
  readonly #wakeAt = new Map<string, Instant>();

  /** Looks at `id` at `at` and not before. */
  set(id: string, at: Instant): void {
    if (this.#wakeAt.get(id) !== at) {
      this.#wakeAt.set(id, at);
      this.#heap.push({ id, at });
    }
  }

  /** Looks at `id` at `at`, unless it does so earlier already. */
  setEarlier(id: string, at: Instant): void {
    if (at < (this.#wakeAt.get(id) ?? Infinity)) {
      this.set(id, at);
    }
  }

  /** Does not look at `id` any more. */
  delete(id: string): void {
    this.#wakeAt.delete(id);
  }

  /** Takes out one id due at `now`; undefined when none is. */
  takeDue(now: Instant): string | undefined {
    for (let top = this.#heap.peek(); top && top.at <= now; top = this.#heap.peek()) {
      this.#heap.pop();
      if (this.#wakeAt.get(top.id) === top.at) {
        this.#wakeAt.delete(top.id);
        return top.id;
      }
    }
    return undefined;
  }

  /** The next instant at which something is due; undefined when nothing ever is. */
  next(): Instant | undefined {
    let top = this.#heap.peek();
    while (top && this.#wakeAt.get(top.id) !== top.at) {
      this.#heap.pop();
      top = this.#heap.peek();
    }
    return top?.at;
  }
}
