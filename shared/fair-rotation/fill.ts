import { bendsIn, isHard } from './breach.ts';
import type { Draft } from './draft.ts';
import type { Plan } from './plan.ts';

/** How many people are moved at most to make room for one who could not take a slot. */
const longestChain = 3;
/** How often at most somebody is moved on trial in one filling, and how much work all trials together may be. */
const mostTrials = 20_000;
const mostWork = 1_000_000;

interface Choice {
  person: number;
  unfairness: number;
}

/**
 * Fills every place it can, the hardest slots first: those fewest people could take, then those that weigh most. Every slot gets
 * its first person before any gets its second.
 */
export function fill(draft: Draft, order: readonly number[] = hardestFirst(draft.plan)): void {
  const trials = { left: Math.min(mostTrials, mostWork / draft.plan.candidates.length) };
  for (let place = 1; place <= draft.plan.together; place += 1) {
    for (const slot of order) {
      if ((draft.holders[slot]?.length ?? 0) < place) {
        const person = bestFor(draft, slot);
        if (person !== undefined) {
          draft.give(person, slot);
        }
      }
    }
    for (const slot of order) {
      if ((draft.holders[slot]?.length ?? 0) < place) {
        fillByMoving(draft, slot, longestChain, new Set([slot]), trials);
      }
    }
  }
}

/** Fills what places it can without moving anybody, until there is none left that anybody can take. */
export function fillPlainly(draft: Draft): void {
  for (let isFilled = true; isFilled; ) {
    isFilled = false;
    for (const slot of draft.plan.slots.keys()) {
      const person = (draft.holders[slot]?.length ?? 0) < draft.plan.together ? bestFor(draft, slot) : undefined;
      if (person !== undefined) {
        draft.give(person, slot);
        isFilled = true;
      }
    }
  }
}

/** Whoever can take a slot with the fewest bends and leaves things fairest; of equals the first by id; undefined when nobody can. */
export function bestFor(draft: Draft, slot: number): number | undefined {
  let best: { person: number; bends: number } | undefined;
  for (const { person } of byFairness(draft, slot)) {
    if (draft.candidate(person).leave[slot] !== undefined) {
      continue;
    }
    const objections = draft.objections(person, slot);
    if (objections.some((each) => isHard(draft.plan, each))) {
      continue;
    }
    const bends = bendsIn(objections) - draft.bendsOnTheWay(person);
    if (bends <= 0) {
      return person;
    }
    best = best && best.bends <= bends ? best : { person, bends };
  }
  return best?.person;
}

function byFairness(draft: Draft, slot: number): Choice[] {
  const choices = draft.plan.candidates.map((_, person) => ({ person, unfairness: draft.unfairnessWith(person, slot) }));
  return choices.filter(({ person }) => !draft.has(person, slot)).toSorted((a, b) => a.unfairness - b.unfairness || a.person - b.person);
}

/** The slots in the order they are filled in: fewest people who are not on leave first, then what weighs most, then the earlier. */
export function hardestFirst({ slots, candidates, importance }: Plan): number[] {
  const hardness = slots.map((_, s) => {
    const able = candidates.filter(({ leave }) => leave[s] === undefined);
    const weight = able.reduce((sum, { amounts }) => sum + (amounts[s] ?? []).reduce((all, each, m) => all + each ** 2 * (importance[m] ?? 0), 0), 0);
    return { s, able: able.length, weight: able.length > 0 ? weight / able.length : 0 };
  });
  return hardness.toSorted((a, b) => a.able - b.able || b.weight - a.weight || a.s - b.s).map(({ s }) => s);
}

/** Puts somebody on a slot whom another slot kept from it, and somebody else on that one; changes nothing when it cannot. */
function fillByMoving(draft: Draft, slot: number, chain: number, moved: Set<number>, trials: { left: number }): boolean {
  const able = bestFor(draft, slot);
  if (able !== undefined) {
    draft.give(able, slot);
    return true;
  }
  if (chain === 0) {
    return false;
  }
  for (const { person } of byFairness(draft, slot)) {
    if (draft.candidate(person).leave[slot] === undefined && makeRoom(draft, person, slot, chain, moved, trials)) {
      return true;
    }
  }
  return false;
}

/** Takes one other slot off a person, the nearest first, if that frees them for this one and somebody else can have it. */
function makeRoom(draft: Draft, person: number, slot: number, chain: number, moved: Set<number>, trials: { left: number }): boolean {
  const others = (draft.mine[person] ?? []).filter((each) => !moved.has(each)).toSorted((a, b) => Math.abs(a - slot) - Math.abs(b - slot));
  for (const other of others) {
    if (trials.left <= 0) {
      return false;
    }
    trials.left -= 1;
    draft.take(person, other);
    if (!draft.lacksSenior(draft.holders[other] ?? []) && draft.mayTake(person, slot)) {
      draft.give(person, slot);
      if (fillByMoving(draft, other, chain - 1, new Set([...moved, other]), trials)) {
        return true;
      }
      draft.take(person, slot);
    }
    draft.give(person, other);
  }
  return false;
}
