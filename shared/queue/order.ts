import { comparePlaces, placeOf, type Ranked } from '../state/queue-place.ts';
import type { Instant } from '../time/instant.ts';

/** Rows in the queue's order: what needs a person first, then the worse, then the older; resolved ones newest first. */
export function sortQueue<T extends Ranked>(rows: readonly T[], now: Instant): T[] {
  const placed = rows.map((row) => ({ row, place: placeOf(row, now) }));
  return placed.toSorted((a, b) => comparePlaces(a.place, b.place)).map(({ row }) => row);
}
