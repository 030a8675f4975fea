import type { Stretch } from '../../shared/balance/stretch.ts';

/** Where a stretch lies in the window that is drawn, in percent of its width. */
export interface Place {
  left: string;
  width: string;
}

const percent = (part: number): string => `${(100 * part).toFixed(4)}%`;

/** The part two stretches share; undefined when they share none. */
export function shared(a: Stretch, b: Stretch): Stretch | undefined {
  const [from, until] = [Math.max(a.from, b.from), Math.min(a.until, b.until)];
  return from < until ? { from, until } : undefined;
}

/** Where a stretch lies in a window; undefined when it is outside. */
export function placeIn(window: Stretch, stretch: Stretch): Place | undefined {
  const part = shared(window, stretch);
  const whole = window.until - window.from;
  return part && { left: percent((part.from - window.from) / whole), width: percent((part.until - part.from) / whole) };
}

/** Puts what overlaps in lanes one under another, and what comes first in the first lane that is free. */
export function inLanes<T extends Stretch>(stretches: readonly T[]): { lanes: number; placed: (T & { lane: number })[] } {
  const ends: number[] = [];
  const placed = stretches
    .toSorted((a, b) => a.from - b.from)
    .map((stretch) => {
      const free = ends.findIndex((end) => end <= stretch.from);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = stretch.until;
      return { ...stretch, lane };
    });
  return { lanes: Math.max(1, ends.length), placed };
}
