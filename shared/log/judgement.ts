import type { Verdict } from './envelope.ts';

/** A verdict with the reason a person reads when it is not `applied`. */
export interface Judgement {
  verdict: Verdict;
  why?: string;
}

/** It changed something, or recorded a fact. */
export const applied: Judgement = { verdict: 'applied' };
/** It was so already. */
export const noop = (why: string): Judgement => ({ verdict: 'noop', why });
/** It could not be applied any more, and waits for its author. */
export const parked = (why: string): Judgement => ({ verdict: 'parked', why });
