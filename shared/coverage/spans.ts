import { joined, type Stretch } from '../balance/stretch.ts';

/** The part two stretches share; undefined when they share none. */
export function shared(a: Stretch, b: Stretch): Stretch | undefined {
  const from = Math.max(a.from, b.from);
  const until = Math.min(a.until, b.until);
  return from < until ? { from, until } : undefined;
}

/** The parts of a window that no stretch covers, in order. */
export function uncovered(window: Stretch, stretches: readonly Stretch[]): Stretch[] {
  const covering = joined(stretches.filter(({ from, until }) => from < until));
  const ends = [window.from, ...covering.map(({ until }) => until)];
  const starts = [...covering.map(({ from }) => from), window.until];
  return ends.flatMap((from, i) => {
    const hole = shared(window, { from, until: starts[i] ?? window.until });
    return hole ? [hole] : [];
  });
}
