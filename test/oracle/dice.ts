import { between, seededRandom } from '../harness/random.ts';

/** Chance that is the same for the same seed. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    // Seeds that follow one another begin alike.
    Array.from({ length: 5 }, () => this.#random());
  }

  chance(of: number): boolean {
    return this.#random() < of;
  }

  between(least: number, most: number): number {
    return between(this.#random, least, most);
  }

  one<const A extends readonly [unknown, ...unknown[]]>(from: A): A[number] {
    return from[this.between(0, from.length - 1)];
  }

  /** So many, each made anew. */
  many<T>(least: number, most: number, make: (i: number) => T): T[] {
    return Array.from({ length: this.between(least, most) }, (_, i) => make(i));
  }

  /** At least one of several, in their order. */
  some<const T>(from: readonly [T, ...T[]], of = 0.4): T[] {
    const some = from.filter(() => this.chance(of));
    return some.length > 0 ? some : [this.one(from)];
  }

  /** One of several kinds, each as often as it says. */
  kind<T extends string>(often: Readonly<Record<T, number>>): T {
    const kinds = Object.entries(often) as [T, number][];
    let left = this.#random() * kinds.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [kind, weight] of kinds) {
      left -= weight;
      if (left < 0) {
        return kind;
      }
    }
    return (kinds[0] as [T, number])[0];
  }

  maybe<K extends string, V>(of: number, key: K, make: () => V): Partial<Record<K, V>> {
    return this.chance(of) ? ({ [key]: make() } as Record<K, V>) : {};
  }
}
