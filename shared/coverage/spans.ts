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

/**
 * Each stretch that begins while another runs, with the one of those that runs longest and the part they share; the two in the order they
 * were given. So of many that all run at once as many are told as there are, and not every two of them.
 */
export function sharing<T extends Stretch>(stretches: readonly T[]): { one: T; other: T; part: Stretch }[] {
  const ordered = stretches.map((stretch, given) => ({ stretch, given })).toSorted((a, b) => a.stretch.from - b.stretch.from);
  let longest: (typeof ordered)[number] | undefined;
  return ordered.flatMap((next) => {
    const running = longest;
    longest = running && running.stretch.until >= next.stretch.until ? running : next;
    const part = running && shared(running.stretch, next.stretch);
    if (!running || !part) {
      return [];
    }
    const [one, other] = running.given < next.given ? [running.stretch, next.stretch] : [next.stretch, running.stretch];
    return [{ one, other, part }];
  });
}

/** Whether one of some stretches, which are in order and apart, covers another from end to end. */
export function isWithin({ from, until }: Stretch, apart: readonly Stretch[]): boolean {
  let [low, high] = [0, apart.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((apart[middle]?.from ?? Infinity) <= from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return (apart[low - 1]?.until ?? -Infinity) >= until;
}
