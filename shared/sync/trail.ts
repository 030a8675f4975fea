import { z } from 'zod';

/** Schema of one known place of a log: entry `seq` had this `hash`. */
export const Footprint = z.strictObject({ seq: z.int().min(0), hash: z.string().length(64) });
/** One known place of a log. */
export type Footprint = z.infer<typeof Footprint>;

/**
 * The places of a log by which a device lets the relay find where their histories part: its end, then ever further back, twice as far
 * each time, and the beginning. Highest first; about as many as the log's length has binary digits.
 */
export function trailSeqs(headSeq: number): number[] {
  const seqs: number[] = [];
  for (let back = 0; back < headSeq; back = back === 0 ? 1 : back * 2) {
    seqs.push(headSeq - back);
  }
  return [...seqs, 0];
}

/** The last place of a trail that both share; `hashAt` answers for this side's log. Undefined when they share nothing, not even a beginning. */
export function commonPlace(trail: readonly Footprint[], hashAt: (seq: number) => string | undefined): number | undefined {
  return trail.toSorted((a, b) => b.seq - a.seq).find(({ seq, hash }) => hashAt(seq) === hash)?.seq;
}
