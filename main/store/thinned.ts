import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import { DAY_MS } from '../../shared/time/instant.ts';

/** The checkpoints worth keeping, oldest first: all of the last day, and of each earlier day the last. */
export function thinned(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  const dayOf = ({ at }: Checkpoint) => Math.floor(at / DAY_MS);
  const recent = Math.max(...checkpoints.map(({ at }) => at)) - DAY_MS;
  return checkpoints.filter((checkpoint, i) => {
    const next = checkpoints[i + 1];
    return checkpoint.at >= recent || next === undefined || dayOf(next) !== dayOf(checkpoint);
  });
}
