import type { Instant } from '../time/instant.ts';

/** Something that holds from an instant on (relay ms); without one from the beginning. */
export interface Timed {
  from?: Instant | undefined;
}

/** What is in force at an instant: of what began by then the one that began last, of two that began together the one said last. */
export function inForceAt<T extends Timed>(values: readonly T[], at: Instant): T | undefined {
  let best: T | undefined;
  for (const value of values) {
    const from = value.from ?? -Infinity;
    if (from <= at && from >= (best?.from ?? -Infinity)) {
      best = value;
    }
  }
  return best;
}

/** The instants at which what is in force may change, in order, each once. */
export function changesOf(values: readonly Timed[]): Instant[] {
  return [...new Set(values.flatMap(({ from }) => (from === undefined ? [] : [from])))].toSorted((a, b) => a - b);
}
