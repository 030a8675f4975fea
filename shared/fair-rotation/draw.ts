import { Draft } from './draft.ts';
import { bestFor, fill, fillPlainly, hardestFirst, type Trials } from './fill.ts';
import { improve, type Looks } from './improve.ts';
import type { Plan } from './plan.ts';

/** How good a draft is, what matters most first: places empty, what bending costs, unfairness. */
type Worth = readonly [empty: number, bends: number, unfairness: number];

/** What one may spend: the first time, and on all drawing anew together. Counted, not timed, so that every machine draws the same. */
const firstEffort = { looks: 10_000_000, trials: 20_000 };
const laterEffort = { looks: 2_000_000, trials: 3000 };
/** How often it is drawn anew at most, and how much all trials for one person may be the first time. */
const mostAnew = 60;
const trialWork = 1_000_000;

interface Effort {
  looks: Looks;
  trials: Trials;
}

function effortOf({ looks, trials }: typeof firstEffort): Effort {
  return { looks: { left: looks }, trials: { left: trials } };
}

/**
 * Draws a rotation: hardest slots first, then better by trades. Where it is small enough for that to take no time, it begins from other
 * orders too, and takes parts out and fills them anew, and keeps the best. Never worse than people taking turns by their ids.
 */
export function draw(plan: Plan): Draft {
  const draft = new Draft(plan);
  const hardest = hardestFirst(plan);
  const first = effortOf({ ...firstEffort, trials: Math.min(firstEffort.trials, trialWork / plan.candidates.length) });
  const later = effortOf(laterEffort);
  fill(draft, hardest, first.trials);
  settle(draft, hardest, first);
  const anew = timesAnew(plan);
  keepBetter(draft, () => {
    takeTurns(draft);
    if (anew > 0) {
      settle(draft, hardest, later);
    }
  });
  for (let time = 0; time < anew && later.looks.left > 0 && !isPerfect(draft); time += 1) {
    keepBetter(draft, () => {
      takeOut(draft, time);
      fill(draft, rotated(hardest, time), later.trials);
      settle(draft, hardest, later);
    });
  }
  fillPlainly(draft);
  return draft;
}

function settle(draft: Draft, order: readonly number[], { looks, trials }: Effort): void {
  improve(draft, looks);
  if (draft.holders.every((people) => people.length === draft.plan.together)) {
    return;
  }
  fill(draft, order, trials);
  fillPlainly(draft);
  improve(draft, looks);
  fillPlainly(draft);
}

/** How often a plan is drawn anew: not at all where looking at every trade a few times would be too much. */
function timesAnew({ slots, candidates, together }: Plan): number {
  const places = slots.length * together;
  const times = Math.floor(laterEffort.looks / (4 * places * (candidates.length + places / 2)));
  return times < 3 ? 0 : Math.min(mostAnew, times);
}

/** Tries something on a draft, and goes back where it is no better. */
function keepBetter(draft: Draft, change: () => void): void {
  const before = draft.holders.map((people) => people.slice());
  const worth = worthOf(draft);
  change();
  if (!isBetter(worthOf(draft), worth)) {
    draft.reset(before);
  }
}

function worthOf(draft: Draft): Worth {
  const empty = draft.holders.reduce((sum, people) => sum + draft.plan.together - people.length, 0);
  const seniors = draft.holders.filter((people) => draft.lacksSenior(people)).length;
  return [empty, draft.plan.candidates.reduce((sum, _, p) => sum + draft.bends(p), seniors), draft.unfairness()];
}

function isPerfect(draft: Draft): boolean {
  return worthOf(draft).every((each) => each < 1e-9);
}

function isBetter(one: Worth, other: Worth): boolean {
  const i = one.findIndex((each, k) => Math.abs(each - (other[k] ?? 0)) > 1e-9);
  return i >= 0 && (one[i] ?? 0) < (other[i] ?? 0);
}

/** Everybody in turn by id, and somebody else where it may not be. */
function takeTurns(draft: Draft): void {
  draft.reset([]);
  const { slots, together, candidates } = draft.plan;
  for (const place of Array.from({ length: slots.length * together }).keys()) {
    const [slot, inTurn] = [Math.floor(place / together), place % candidates.length];
    const person = draft.mayTake(inTurn, slot) ? inTurn : bestFor(draft, slot);
    if (person !== undefined) {
      draft.give(person, slot);
    }
  }
  fillPlainly(draft);
}

/** Takes everybody off some slots: in turn a run of neighbouring ones, every so many, and all that two people have. */
function takeOut(draft: Draft, time: number): void {
  const { slots, candidates } = draft.plan;
  const length = 2 + (time % 5);
  const begin = (time * 3) % slots.length;
  const [one, other] = [time % candidates.length, (time * 2 + 1) % candidates.length];
  for (const [slot, people] of draft.holders.entries()) {
    const isNear = slot >= begin && slot < begin + length;
    const isOut = [isNear, slot % length === time % length, draft.has(one, slot) || draft.has(other, slot)][time % 3];
    if (isOut) {
      people.slice().forEach((person) => draft.take(person, slot));
    }
  }
}

function rotated(order: readonly number[], by: number): number[] {
  const at = by % order.length;
  return [...order.slice(at), ...order.slice(0, at)];
}
