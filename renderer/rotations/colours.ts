import type { Named } from '../../shared/queue/row.ts';

/** Hues between green and magenta: red, orange and yellow are severities'. */
const hues = [255, 150, 305, 200, 275, 175, 328, 232, 132, 290];

function hashOf(id: string): number {
  let hash = 7;
  for (const letter of id) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  }
  return hash;
}

/**
 * A hue for each person: the same in every window and on every machine, and another for each while there are enough of them. Names
 * stand beside colours everywhere; the colour only helps the eye along.
 */
export function huesOf(people: readonly Named[]): ReadonlyMap<string, number> {
  const taken = new Map<number, number>();
  const found = new Map<string, number>();
  for (const id of people.map((person) => person.id).toSorted()) {
    const wanted = hashOf(id) % hues.length;
    const order = hues.map((_, i) => (wanted + i) % hues.length);
    const least = Math.min(...order.map((i) => taken.get(i) ?? 0));
    const index = order.find((i) => (taken.get(i) ?? 0) === least) ?? wanted;
    taken.set(index, (taken.get(index) ?? 0) + 1);
    found.set(id, hues[index] ?? 255);
  }
  return found;
}

/** `AF` of Ana Ferreira. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const [first = '', last = ''] = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return `${first.slice(0, 1)}${last.slice(0, 1)}`.toUpperCase() || '?';
}
