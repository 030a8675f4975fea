import { bendsIn, isHard } from './breach.ts';
import type { Draft, Trade } from './draft.ts';

/** How often every slot is looked at again at most, and how many trades are looked at in all. */
const mostRounds = 40;
const mostLooks = 6_000_000;
/** A gain smaller than this is rounding. */
const leastGain = 1e-9;

/**
 * Makes a filled draft fairer by trades of two people, one slot for another or for nothing, as long as one leaves fewer bends, or as many
 * and less unfairness. Never breaks what may not be bent, and never empties a place.
 */
export function improve(draft: Draft): void {
  const looks = { left: mostLooks };
  for (let round = 0; round < mostRounds && looks.left > 0; round += 1) {
    let isBetter = false;
    for (let slot = 0; slot < draft.plan.slots.length && looks.left > 0; slot += 1) {
      const holders = draft.holders[slot]?.slice() ?? [];
      for (const from of holders) {
        isBetter = betterHolder(draft, from, slot, looks) || isBetter;
      }
    }
    if (!isBetter) {
      return;
    }
  }
}

/** Takes the first trade that helps of this person's slot: given away, or for a later one. */
function betterHolder(draft: Draft, from: number, slot: number, looks: { left: number }): boolean {
  for (let to = 0; to < draft.plan.candidates.length; to += 1) {
    looks.left -= 1;
    if (trade(draft, { from, slot, to })) {
      return true;
    }
  }
  for (let back = slot + 1; back < draft.plan.slots.length; back += 1) {
    for (const to of draft.holders[back] ?? []) {
      looks.left -= 1;
      if (trade(draft, { from, slot, to, back })) {
        return true;
      }
    }
  }
  return false;
}

/** Makes a trade if it helps and may be made. */
function trade(draft: Draft, asked: Trade): boolean {
  const { from, slot, to, back } = asked;
  if (from === to || draft.has(to, slot) || (back !== undefined && draft.has(from, back))) {
    return false;
  }
  const bends = draft.bends(from) + draft.bends(to) + seniorBends(draft, draft.holders[slot]) + seniorBends(draft, draft.holders[back ?? -1]);
  const gain = draft.unfairness() - draft.unfairnessAfter(asked);
  if (bends === 0 && gain < leastGain) {
    return false;
  }
  const after = bendsAfter(draft, asked);
  if (after === undefined || after > bends || (after === bends && gain < leastGain)) {
    return false;
  }
  draft.take(from, slot);
  draft.give(to, slot);
  if (back !== undefined) {
    draft.take(to, back);
    draft.give(from, back);
  }
  return true;
}

function seniorBends(draft: Draft, people: readonly number[] | undefined): number {
  return people && draft.lacksSenior(people) ? 1 : 0;
}

/** What bending would cost after a trade; undefined when it would break what may not be bent. */
function bendsAfter(draft: Draft, { from, slot, to, back }: Trade): number | undefined {
  if (draft.candidate(to).leave[slot] || (back !== undefined && draft.candidate(from).leave[back])) {
    return undefined;
  }
  const swapped = (people: readonly number[], out: number, into: number) => people.map((each) => (each === out ? into : each));
  const lacking =
    seniorBends(draft, swapped(draft.holders[slot] ?? [], from, to)) +
    (back === undefined ? 0 : seniorBends(draft, swapped(draft.holders[back] ?? [], to, from)));
  if (lacking > 0 && isHard(draft.plan, { constraint: 'senior' })) {
    return undefined;
  }
  const exchanged = (person: number, out: number | undefined, into: number | undefined) =>
    [...(draft.mine[person] ?? []).filter((each) => each !== out), ...(into === undefined ? [] : [into])].toSorted((a, b) => a - b);
  const breaches = [...draft.breaches(from, exchanged(from, slot, back)), ...draft.breaches(to, exchanged(to, back, slot))];
  return breaches.some((each) => isHard(draft.plan, each)) ? undefined : bendsIn(breaches) + lacking;
}
