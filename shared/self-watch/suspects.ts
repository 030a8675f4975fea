import { SECOND_MS, type Instant } from '../time/instant.ts';

/** An engine looks every second: what it has not done this long after it was seen to be due, it has missed (ESC10). */
export const missedAfterMs = 10 * SECOND_MS;

/** What the engine has missed: which thing on which incident, and since when it was seen to be due (relay ms). */
export interface Missed<D extends { key: string; since: Instant }> {
  id: string;
  due: D;
  /** How long it has been due at least. */
  lateMs: number;
}

/**
 * Tells what an engine is about to do from what it has missed: seen due once it is suspected, seen due again with nothing done it is
 * missed. So a step clock, a laptop that has just gone or a rule that has just changed is no false alarm.
 */
export class Suspects<D extends { key: string; since: Instant }> {
  readonly #seen = new Map<string, { due: D; firstAt: Instant }>();

  /** Notes what is due on an incident at `now`, or that nothing is; returns it when it is missed by now. */
  note(id: string, due: D | undefined, now: Instant): Missed<D> | undefined {
    const before = this.#seen.get(id);
    if (!due) {
      this.#seen.delete(id);
      return undefined;
    }
    if (before?.due.key !== due.key || before.firstAt > now) {
      this.#seen.set(id, { due: { ...due, since: Math.min(due.since, now) }, firstAt: now });
      return undefined;
    }
    return now - before.firstAt >= missedAfterMs ? { id, due: before.due, lateMs: now - before.due.since } : undefined;
  }

  /** Whether an incident is suspected. */
  has(id: string): boolean {
    return this.#seen.has(id);
  }

  /** The incidents to look at again soon. */
  get ids(): readonly string[] {
    return [...this.#seen.keys()];
  }

  /** Whether anything is suspected. */
  get isEmpty(): boolean {
    return this.#seen.size === 0;
  }
}
