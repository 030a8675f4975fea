import type { Stretch } from '../balance/stretch.ts';
import { breachesOf, isHard, type Breach } from './breach.ts';
import type { Draft } from './draft.ts';
import { measures, type Load } from './request.ts';

/** What one person carries: before, what they are given, after it, their fair share by weight, and how far they are from it (after - fair). */
export interface FairRow {
  person: string;
  weight: number;
  slots: number;
  before: Load;
  given: Load;
  after: Load;
  fairShare: Load;
  difference: Load;
}

/** A slot that lacks people, and for everybody who is not on it what keeps them from it, the gravest named first. */
export interface Unfilled {
  slot: Stretch;
  missing: number;
  because: { person: string; breaches: Breach[] }[];
}

/**
 * How an assignment stands. `unfairness` is 0 when everybody carries exactly their share; it compares assignments of one request only.
 * `bends` are soft constraints not kept to, `broken` hard ones: a proposal never has any.
 */
export interface FairJudgement {
  unfairness: number;
  table: FairRow[];
  bends: Breach[];
  broken: Breach[];
  unfilled: Unfilled[];
}

/** Judges a draft as it stands. */
export function judgementOf(draft: Draft): FairJudgement {
  const breaches = [...draft.plan.candidates.flatMap((each, p) => breachesOf(draft.plan, each, draft.mine[p] ?? [])), ...seniorBreaches(draft)];
  return {
    unfairness: Math.max(0, draft.unfairness()),
    table: tableOf(draft),
    bends: breaches.filter((each) => !isHard(draft.plan, each)),
    broken: breaches.filter((each) => isHard(draft.plan, each)),
    unfilled: unfilledIn(draft),
  };
}

function seniorBreaches(draft: Draft): Breach[] {
  return draft.plan.slots.flatMap((slot, s) => {
    const holders = (draft.holders[s] ?? []).toSorted((a, b) => a - b);
    return draft.lacksSenior(holders)
      ? holders.map((p) => ({ person: draft.candidate(p).person, by: 1, constraint: 'senior' as const, slot }))
      : [];
  });
}

function tableOf({ plan, loads, mine }: Draft): FairRow[] {
  const weights = plan.candidates.reduce((sum, { weight }) => sum + weight, 0);
  const totals = measures.map((_, m) => loads.reduce((sum, load) => sum + (load[m] ?? 0), 0));
  return plan.candidates.map(({ person, weight, before }, p) => {
    const after = loads[p] ?? [];
    const share = totals.map((total) => (total * weight) / weights);
    return {
      person,
      weight,
      slots: mine[p]?.length ?? 0,
      before: loadOf(before),
      given: loadOf(after.map((each, m) => each - (before[m] ?? 0))),
      after: loadOf(after),
      fairShare: loadOf(share),
      difference: loadOf(after.map((each, m) => each - (share[m] ?? 0))),
    };
  });
}

function loadOf([hours = 0, nights = 0, weekendDays = 0, holidays = 0]: readonly number[]): Load {
  return { hours, nights, weekendDays, holidays };
}

function unfilledIn(draft: Draft): Unfilled[] {
  const { plan, holders } = draft;
  return plan.slots.flatMap((slot, s) => {
    const missing = plan.together - (holders[s]?.length ?? 0);
    const absent = plan.candidates.map((_, p) => p).filter((p) => !draft.has(p, s));
    return missing > 0 ? [{ slot, missing, because: absent.map((p) => keptFrom(draft, p, s)) }] : [];
  });
}

function keptFrom(draft: Draft, person: number, slot: number): { person: string; breaches: Breach[] } {
  const breaches = draft.objections(person, slot).filter((each) => isHard(draft.plan, each));
  return { person: draft.candidate(person).person, breaches };
}
