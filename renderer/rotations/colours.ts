import type { CSSProperties } from 'react';
import type { Named } from '../../shared/queue/row.ts';

/** A person's colour: a hue, lighter or stronger. */
export interface PersonColour {
  hue: number;
  tone: 1 | 2;
}

/** Hues between green and magenta, far enough apart to be told from one another: red, orange and yellow are severities'. */
const colours: readonly PersonColour[] = ([1, 2] as const).flatMap((tone) => [255, 160, 316, 204, 286, 130].map((hue) => ({ hue, tone })));
const firsts = colours.length / 2;

const fallback: PersonColour = { hue: 255, tone: 1 };

/** What the style sheets draw a person with. */
export function personStyle({ hue, tone }: PersonColour = fallback): CSSProperties {
  return { '--person': hue, '--person-ground': `var(--wb-person-ground-${tone})` } as CSSProperties;
}

function hashOf(id: string): number {
  let hash = 7;
  for (const letter of id) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  }
  return hash;
}

/**
 * A colour for each person: the same in every window and on every machine, and another for each while there are enough of them. Names
 * stand beside colours everywhere; the colour only helps the eye along.
 */
export function coloursOf(people: readonly Named[]): ReadonlyMap<string, PersonColour> {
  const taken = new Map<number, number>();
  const found = new Map<string, PersonColour>();
  for (const id of people.map((person) => person.id).toSorted()) {
    const wanted = hashOf(id) % firsts;
    const order = colours.map((_, i) => (i < firsts ? 0 : firsts) + ((wanted + i) % firsts));
    const least = Math.min(...order.map((i) => taken.get(i) ?? 0));
    const index = order.find((i) => (taken.get(i) ?? 0) === least) ?? wanted;
    taken.set(index, (taken.get(index) ?? 0) + 1);
    found.set(id, colours[index] ?? fallback);
  }
  return found;
}

/** `AF` of Ana Ferreira. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const [first = '', last = ''] = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return `${first.slice(0, 1)}${last.slice(0, 1)}`.toUpperCase() || '?';
}
