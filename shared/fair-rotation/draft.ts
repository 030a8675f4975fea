import { bendsIn, breachesOf, isHard, type Breach } from './breach.ts';
import type { Candidate, Plan } from './plan.ts';
import { measures } from './request.ts';
import { shifted, squaredDifferences, sumsOf, type Sums } from './unfairness.ts';

function withoutLeast(breaches: Breach[]): Breach[] {
  return breaches.filter(({ constraint }) => constraint !== 'min-share');
}

/** Who gives and who takes which slot; of a trade the first gives `slot` and takes `back`. */
export interface Trade {
  from: number;
  slot: number;
  to: number;
  back?: number | undefined;
}

/**
 * Who has which slot while a rotation is drawn; people and slots are indices into the plan.
 * Its unfairness is, over people and measures, the sum of squared differences between what somebody carries and their fair share.
 */
export class Draft {
  readonly plan: Plan;
  /** By slot, who has it; by person, their slots in order; by person and measure, what they carry. */
  readonly holders: number[][];
  readonly mine: number[][];
  readonly loads: number[][];
  readonly #bends: (number | undefined)[];
  readonly #weights: readonly number[];
  readonly #allWeights: { sum: number; squares: number };
  #sums: Sums[] = [];

  constructor(plan: Plan) {
    this.plan = plan;
    this.holders = plan.slots.map(() => []);
    this.mine = plan.candidates.map(() => []);
    this.loads = plan.candidates.map(({ before }) => [...before]);
    this.#bends = plan.candidates.map(() => undefined);
    this.#weights = plan.candidates.map(({ weight }) => weight);
    const { load, square } = sumsOf(this.#weights, []);
    this.#allWeights = { sum: load, squares: square };
    this.#sumUp();
  }

  /** Puts a person on a slot. */
  give(person: number, slot: number): void {
    this.#put(person, slot, 1);
  }

  /** Takes a person off a slot. */
  take(person: number, slot: number): void {
    this.#put(person, slot, -1);
  }

  has(person: number, slot: number): boolean {
    return this.holders[slot]?.includes(person) ?? false;
  }

  candidate(person: number): Candidate {
    const found = this.plan.candidates[person];
    if (!found) {
      throw new RangeError(`There is no person ${person} in the plan.`);
    }
    return found;
  }

  /** What bending costs for one person as things stand. */
  bends(person: number): number {
    const known = this.#bends[person] ?? bendsIn(this.breaches(person, this.mine[person] ?? []));
    this.#bends[person] = known;
    return known;
  }

  /** Whether a person has not been given their least share yet. */
  lacksLeast(person: number): boolean {
    return this.candidate(person).minMs > 0 && this.bends(person) > this.bendsOnTheWay(person);
  }

  /** The same without the least share, which nobody has before everything is given. */
  bendsOnTheWay(person: number): number {
    const { minMs } = this.candidate(person);
    return minMs === 0 ? this.bends(person) : bendsIn(withoutLeast(this.breaches(person, this.mine[person] ?? [])));
  }

  breaches(person: number, mine: readonly number[]): Breach[] {
    return breachesOf(this.plan, this.candidate(person), mine);
  }

  /** The slots of a person with one more, in order. */
  minePlus(person: number, slot: number): number[] {
    return [...(this.mine[person] ?? []), slot].toSorted((a, b) => a - b);
  }

  /** Whether these people on a slot leave a junior without a senior. */
  lacksSenior(people: readonly number[]): boolean {
    return this.plan.limits.seniorBehind === true && people.length > 0 && people.every((each) => this.candidate(each).isJunior);
  }

  /** What keeps a person from a slot: everything they would not keep to with it, without what no slot can help. */
  objections(person: number, slot: number): Breach[] {
    const breaches = withoutLeast(this.breaches(person, this.minePlus(person, slot)));
    const stretch = this.plan.slots[slot];
    return stretch && this.lacksSenior([...(this.holders[slot] ?? []), person])
      ? [...breaches, { person: this.candidate(person).person, by: 1, constraint: 'senior', slot: stretch }]
      : breaches;
  }

  /** Whether a person may be put on a slot without breaking what may not be bent. */
  mayTake(person: number, slot: number): boolean {
    const barred = this.candidate(person).leave[slot] !== undefined;
    return !barred && !this.has(person, slot) && !this.objections(person, slot).some((each) => isHard(this.plan, each));
  }

  /** Everything off that is on, and these on: by slot, its people. */
  reset(assigned: readonly (readonly number[])[]): void {
    for (const slot of this.holders.keys()) {
      const [now = [], then = []] = [this.holders[slot]?.slice(), assigned[slot]];
      now.filter((person) => !then.includes(person)).forEach((person) => this.take(person, slot));
      then.filter((person) => !now.includes(person)).forEach((person) => this.give(person, slot));
    }
  }

  unfairness(): number {
    return this.#unfairness(this.#sums);
  }

  /** The unfairness there would be if a person had one slot more. */
  unfairnessWith(person: number, slot: number): number {
    return this.#unfairness(this.#sums.map((sums, m) => this.#shifted(sums, person, m, this.#amount(person, slot, m))));
  }

  /** The unfairness there would be after a trade. */
  unfairnessAfter({ from, slot, to, back }: Trade): number {
    let total = 0;
    for (let m = 0; m < measures.length; m += 1) {
      const sums = this.#sums[m];
      if (sums) {
        const lost = (back === undefined ? 0 : this.#amount(from, back, m)) - this.#amount(from, slot, m);
        const won = this.#amount(to, slot, m) - (back === undefined ? 0 : this.#amount(to, back, m));
        total += this.#unfair(this.#shifted(this.#shifted(sums, from, m, lost), to, m, won), m);
      }
    }
    return total;
  }

  #put(person: number, slot: number, sign: 1 | -1): void {
    const [holders, mine, load] = [this.holders[slot], this.mine[person], this.loads[person]];
    if (!holders || !mine || !load) {
      throw new RangeError(`There is no slot ${slot} or no person ${person} in the plan.`);
    }
    if (sign === 1) {
      holders.push(person);
      mine.push(slot);
      mine.sort((a, b) => a - b);
    } else {
      holders.splice(holders.indexOf(person), 1);
      mine.splice(mine.indexOf(slot), 1);
    }
    // Added up anew each time: what is added and taken away again leaves no rounding behind.
    this.loads[person] = measures.map((_, m) =>
      mine.reduce((sum, each) => sum + this.#amount(person, each, m), this.candidate(person).before[m] ?? 0),
    );
    this.#bends[person] = undefined;
    this.#sumUp();
  }

  #sumUp(): void {
    this.#sums = measures.map((_, m) =>
      sumsOf(
        this.loads.map((load) => load[m] ?? 0),
        this.#weights,
      ),
    );
  }

  #amount(person: number, slot: number, measure: number): number {
    return this.plan.candidates[person]?.amounts[slot]?.[measure] ?? 0;
  }

  #shifted(sums: Sums, person: number, measure: number, by: number): Sums {
    return shifted(sums, this.loads[person]?.[measure] ?? 0, this.#weights[person] ?? 1, by);
  }

  #unfairness(sums: readonly Sums[]): number {
    return sums.reduce((total, each, m) => total + this.#unfair(each, m), 0);
  }

  #unfair(sums: Sums, measure: number): number {
    return (this.plan.importance[measure] ?? 0) * squaredDifferences(sums, this.#allWeights);
  }
}
