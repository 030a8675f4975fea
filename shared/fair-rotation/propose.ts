import type { Stretch } from '../balance/stretch.ts';
import type { Draft } from './draft.ts';
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
