import { firstOfStretch } from '../../shared/sync/state-digest.ts';
import type { Replica } from './replica.ts';

/**
 * Lets go of the next stretch of what is older than a month. Not now while something that was made here waits for the relay; never of the
 * stretch that is still to be compared with the relay's.
 */
export function letGoOfOld(copy: Pick<Replica, 'pending' | 'overlay' | 'past' | 'head' | 'now'>): 'more' | 'done' | 'not now' {
  const isWaiting = copy.pending.length > 0 || copy.overlay.length > 0;
  return isWaiting ? 'not now' : copy.past.letGoOn(copy.now(), firstOfStretch(copy.head.seq));
}
