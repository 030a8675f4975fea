import type { ReactElement } from 'react';
import type { Instant } from '../../shared/time/instant.ts';
import { TimeAt } from './TimeAt.tsx';
import { useElapsed } from './use-countdown.ts';

/** How long ago something was: `12 min`. */
export function Elapsed({ since }: { since: Instant }): ReactElement {
  return <TimeAt at={since}>{useElapsed(since)}</TimeAt>;
}
