import type { Stretch } from '../balance/stretch.ts';
import { Draft } from './draft.ts';
import { draw } from './draw.ts';
import { judgementOf, type FairJudgement } from './judgement.ts';
import { planOf } from './plan.ts';
import { problemOf, type FairProblem } from './problem.ts';
import { reasonsFor, type FairReason } from './reason.ts';
import type { FairRequest } from './request.ts';

/** A slot and who has it, with the reasons. People are in the order of their ids. */
export interface FairAssignment {
  slot: Stretch;
  people: { person: string; reasons: FairReason[] }[];
}

/** A proposal for a rotation: every slot in order, and how it stands. */
export interface FairProposal extends FairJudgement {
  assignments: FairAssignment[];
}

/**
 * Draws a fair rotation (C9). The hardest slots are filled first, each by whoever leaves things fairest; then people are moved to make
 * room where nobody could, and slots are traded as long as that makes it fairer. The same request gives the same proposal, in whatever
 * order people and slots are named. No proposal breaks a hard constraint; what is bent, and what stays empty, is named in it.
 * A `problem` says what cannot be worked with.
 */
export function proposeRotation(request: FairRequest): FairProposal | { problem: FairProblem } {
  const problem = problemOf(request);
  if (problem) {
    return { problem };
  }
  const draft = draw(planOf(request));
  const judgement = judgementOf(draft);
  return { ...judgement, assignments: draft.plan.slots.map((slot, s) => assignmentOf(draft, slot, s)) };
}

function assignmentOf(draft: Draft, slot: Stretch, s: number): FairAssignment {
  const holders = (draft.holders[s] ?? []).toSorted((a, b) => a - b);
  return {
    slot: { from: slot.from, until: slot.until },
    people: holders.map((p) => ({ person: draft.candidate(p).person, reasons: reasonsFor(draft, p, s) })),
  };
}

/**
 * Judges an assignment made by hand, or by another rule, as a proposal is judged: how unfair, what it bends, what it breaks and where
 * people lack. A `problem` also for a slot or a person the request does not have, and for somebody twice on one slot.
 */
export function judgeRotation(
  request: FairRequest,
  assigned: readonly { slot: Stretch; people: readonly string[] }[],
): FairJudgement | { problem: FairProblem } {
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
  return judgementOf(draft);
}

function keyOf(slot: Stretch | undefined): string {
  return `${slot?.from} ${slot?.until}`;
}
