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

/** Every two of some stretches that share time, each pair in the order they were given, and the part they share. */
export function sharing<T extends Stretch>(stretches: readonly T[]): { one: T; other: T; part: Stretch }[] {
  const ordered = stretches.map((stretch, given) => ({ stretch, given })).toSorted((a, b) => a.stretch.from - b.stretch.from);
  const found: { one: T; other: T; part: Stretch }[] = [];
  ordered.forEach((a, i) => {
    for (let j = i + 1; j < ordered.length; j += 1) {
      const b = ordered[j];
      if (!b || b.stretch.from >= a.stretch.until) {
        break;
      }
      const part = shared(a.stretch, b.stretch);
      const [one, other] = a.given < b.given ? [a.stretch, b.stretch] : [b.stretch, a.stretch];
      found.push(...(part ? [{ one, other, part }] : []));
    }
  });
  return found;
}
