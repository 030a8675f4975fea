import type { OnCallRow } from '../../shared/bridge/desk.ts';
import type { Named } from '../../shared/queue/row.ts';
import type { Instant } from '../../shared/time/instant.ts';

/** A stretch of time one person, or nobody, has the watch. */
export interface Watch {
  person: Named | undefined;
  from: Instant;
  until: Instant;
  /** Its end is not known to the desk; it is drawn to the edge. */
  isOpen: boolean;
}

/** What the desk knows of a schedule between two instants: the watch that stands, a gap if there is one, and the next. */
export function watchesIn({ person, until, next }: OnCallRow, from: Instant, to: Instant): Watch[] {
  const ends = Math.min(until ?? next?.from ?? to, to);
  const watches: Watch[] = [{ person, from, until: ends, isOpen: ends >= to }];
  if (!next || next.from >= to) {
    return ends < to ? [...watches, { person: undefined, from: ends, until: to, isOpen: true }] : watches;
  }
  if (next.from > ends) {
    watches.push({ person: undefined, from: ends, until: next.from, isOpen: false });
  }
  return [...watches, { person: next.person, from: Math.max(next.from, ends), until: to, isOpen: true }];
}
