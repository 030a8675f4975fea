import type { Instant } from '../time/instant.ts';

/** A stretch of time: from `from` up to, not including, `until` (relay ms); one that is not longer than nothing is refused. */
export interface Stretch {
  from: Instant;
  until: Instant;
}

/** How long two stretches run beside each other, in milliseconds; 0 when they do not. */
export function overlapMs(one: Stretch, other: Stretch): number {
  return Math.max(0, Math.min(one.until, other.until) - Math.max(one.from, other.from));
}

/** Stretches in order, with those that overlap or adjoin made one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const { from, until } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from <= last.until) {
      last.until = Math.max(last.until, until);
    } else {
      found.push({ from, until });
    }
  }
  return found;
}
