import { bendsIn } from './breach.ts';
import type { Draft } from './draft.ts';
import { measures, type Measure } from './request.ts';

/**
 * Why a person has a slot (C9).
 * - `only-one`: nobody else could take it without breaking what may not be bent.
 * - `fewest`: of all who could, nobody carries less of this for their weight, this slot left aside; `others` is the least of the others.
 * - `spares-a-bend`: whoever would have been fairer would have had a constraint bent.
 * - `evens-out`: everything together, `instead` is the next best and would leave things less fair by `worseBy`.
 */
export type FairReason =
  | { kind: 'only-one' }
  | { kind: 'fewest'; of: Measure; amount: number; others: number }
  | { kind: 'spares-a-bend'; instead: string }
  | { kind: 'evens-out'; instead: string; worseBy: number };

/** The order in which a reason says most. */
const telling: readonly Measure[] = ['holidays', 'weekendDays', 'nights', 'hours'];

/** Why a person has a slot, the most telling reason first; never none. */
export function reasonsFor(draft: Draft, person: number, slot: number): FairReason[] {
  draft.take(person, slot);
  const others = draft.plan.candidates.map((_, p) => p).filter((p) => p !== person && draft.mayTake(p, slot));
  const reasons: FairReason[] = others.length === 0 ? [{ kind: 'only-one' }] : comparedWith(draft, person, slot, others);
  draft.give(person, slot);
  return reasons;
}

function comparedWith(draft: Draft, person: number, slot: number, others: readonly number[]): FairReason[] {
  const amounts = draft.candidate(person).amounts[slot] ?? [];
  const fewest = telling.flatMap((of): FairReason[] => {
    const m = measures.indexOf(of);
    const amount = perWeight(draft, person, m);
    const least = others.reduce((min, other) => Math.min(min, perWeight(draft, other, m)), Infinity);
    return (amounts[m] ?? 0) > 0 && amount < least ? [{ kind: 'fewest', of, amount, others: least }] : [];
  });
  return [...fewest, nextBest(draft, person, slot, others)];
}

function nextBest(draft: Draft, person: number, slot: number, others: readonly number[]): FairReason {
  const mine = draft.unfairnessWith(person, slot);
  let best = { other: others[0] ?? person, unfairness: Infinity };
  for (const other of others) {
    const unfairness = draft.unfairnessWith(other, slot);
    best = unfairness < best.unfairness ? { other, unfairness } : best;
  }
  const instead = draft.candidate(best.other).person;
  const bends = (p: number) => bendsIn(draft.objections(p, slot)) - draft.bendsOnTheWay(p);
  return best.unfairness < mine && bends(best.other) > bends(person)
    ? { kind: 'spares-a-bend', instead }
    : { kind: 'evens-out', instead, worseBy: Math.max(0, best.unfairness - mine) };
}

function perWeight(draft: Draft, person: number, measure: number): number {
  return (draft.loads[person]?.[measure] ?? 0) / draft.candidate(person).weight;
}
