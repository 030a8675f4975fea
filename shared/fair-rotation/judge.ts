import type { Stretch } from '../balance/stretch.ts';
import { isHard, type Breach } from './breach.ts';
import { Draft } from './draft.ts';
import { judgementOf, type FairJudgement } from './judgement.ts';
import { planOf } from './plan.ts';
import { problemOf, type FairProblem } from './problem.ts';
import type { FairRequest } from './request.ts';

/** Who is on a slot, as somebody assigned it. */
export interface AssignedSlot {
  slot: Stretch;
  people: readonly string[];
}

/**
 * Judges an assignment made by hand, or by another rule, as a proposal is judged: how unfair, what it bends, what it breaks and where
 * people lack (C9). A `problem` also for a slot or a person the request does not have, and for somebody twice on one slot.
 */
export function judgeRotation(request: FairRequest, assigned: readonly AssignedSlot[]): FairJudgement | { problem: FairProblem } {
  const draft = draftOf(request, assigned);
  return 'problem' in draft ? draft : judgementOf(draft);
}

/**
 * What keeps a person from a slot as it is assigned (C9, C15): `hard` forbids it, `bends` would have to be bent; both empty when they could
 * take it, or have it.
 */
export function whyNot(
  request: FairRequest,
  assigned: readonly AssignedSlot[],
  slot: Stretch,
  person: string,
): { hard: Breach[]; bends: Breach[] } | { problem: FairProblem } {
  const draft = draftOf(request, assigned);
  if ('problem' in draft) {
    return draft;
  }
  const p = draft.plan.candidates.findIndex((each) => each.person === person);
  const s = draft.plan.slots.findIndex((each) => keyOf(each) === keyOf(slot));
  if (p < 0 || s < 0) {
    return { problem: p < 0 ? { kind: 'unknown-person', person } : { kind: 'unknown-slot', from: slot.from, until: slot.until } };
  }
  const objections = draft.has(p, s) ? [] : draft.objections(p, s);
  return { hard: objections.filter((each) => isHard(draft.plan, each)), bends: objections.filter((each) => !isHard(draft.plan, each)) };
}

function draftOf(request: FairRequest, assigned: readonly AssignedSlot[]): Draft | { problem: FairProblem } {
  const problem = problemOf(request);
  if (problem) {
    return { problem };
  }
  const draft = new Draft(planOf(request));
  const indices = new Map(draft.plan.candidates.map(({ person }, p) => [person, p]));
  const free = Map.groupBy(draft.plan.slots.keys(), (s) => keyOf(draft.plan.slots[s]));
  for (const { slot, people } of assigned) {
    const s = free.get(keyOf(slot))?.shift();
    if (s === undefined) {
      return { problem: { kind: 'unknown-slot', from: slot.from, until: slot.until } };
    }
    for (const person of people) {
      const p = indices.get(person);
      if (p === undefined || draft.has(p, s)) {
        return { problem: p === undefined ? { kind: 'unknown-person', person } : { kind: 'same-person', person } };
      }
      draft.give(p, s);
    }
  }
  return draft;
}

function keyOf(slot: Stretch | undefined): string {
  return `${slot?.from} ${slot?.until}`;
}
