import { Draft } from './draft.ts';
import { bestFor, fill, fillPlainly, hardestFirst, type Trials } from './fill.ts';
import { improve } from './improve.ts';
import type { Plan } from './plan.ts';

/** How good a draft is, what matters most first: places empty, what bending costs, unfairness. */
type Worth = readonly [empty: number, bends: number, unfairness: number];

/** Work one may spend on drawing anew after the first time, in trades looked at, and how often at most. */
const spareLooks = 600_000;
const mostAnew = 60;
/** How often somebody may be moved on trial the first time and each time after, and how much work that may be the first time. */
const firstTrials = 20_000;
const laterTrials = 50;
const trialWork = 1_000_000;

/**
 * Draws a rotation: hardest slots first, then better by trades. Where it is small enough for that to take no time, it begins from other
 * orders too, and takes parts out and fills them anew, and keeps the best. Never worse than people taking turns by their ids.
 */
export function draw(plan: Plan): Draft {
  const draft = new Draft(plan);
  const hardest = hardestFirst(plan);
  const trials = { left: Math.min(firstTrials, trialWork / plan.candidates.length) };
  fill(draft, hardest, trials);
  settle(draft, hardest, trials);
  const anew = timesAnew(plan);
  keepBetter(draft, () => {
    takeTurns(draft);
    if (anew > 0) {
      settle(draft, hardest, { left: laterTrials });
    }
  });
  for (let time = 0; time < anew && !isPerfect(draft); time += 1) {
    keepBetter(draft, () => {
      const later = { left: laterTrials };
      takeOut(draft, time);
      fill(draft, rotated(hardest, time), later);
      settle(draft, hardest, later);
    });
  }
  fillPlainly(draft);
  return draft;
}

function settle(draft: Draft, order: readonly number[], trials: Trials): void {
  improve(draft);
  if (draft.holders.every((people) => people.length === draft.plan.together)) {
    return;
  }
  fill(draft, order, trials);
  fillPlainly(draft);
  improve(draft);
  fillPlainly(draft);
}

function timesAnew({ slots, candidates, together }: Plan): number {
  const looks = slots.length * together * (candidates.length + (slots.length * together) / 2);
  const times = Math.floor(spareLooks / looks);
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
