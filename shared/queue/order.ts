import { severities, severityRank } from '../log/severity.ts';
import type { Instant } from '../time/instant.ts';
import type { Ranked } from './row.ts';

/** Rank of a row by what needs a person first: ringing for me, for others, triggered, acknowledged and overdue, acknowledged, asleep, suppressed, resolved. */
function urgency(row: Ranked, now: Instant): number {
  if (row.status === 'resolved') {
    return 7;
  }
  // A page in one's own right rings although somebody has the incident.
  if (row.ringing === 'me') {
    return 0;
  }
  if (row.status === 'acknowledged') {
    return row.next && row.next.at <= now ? 3 : row.snoozedUntil === undefined ? 4 : 5;
  }
  if (row.status === 'suppressed') {
    return 6;
  }
  return row.ringing === 'others' ? 1 : 2;
}

/** Compares rows by their places among all of them: what is asked of each again and again is worked out once. */
function orderOf(rows: readonly Ranked[], now: Instant): (a: number, b: number) => number {
  // Of resolved rows the time comes before the severity.
  const ranks = rows.map((row) => urgency(row, now) * severities.length + (row.status === 'resolved' ? 0 : severityRank(row.severity)));
  const tied = (a: Ranked, b: Ranked): number =>
    (a.status === 'resolved' ? (b.resolvedAt ?? 0) - (a.resolvedAt ?? 0) || severityRank(a.severity) - severityRank(b.severity) : 0) ||
    a.triggeredAt - b.triggeredAt;
  return (a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || tied(rows[a] as Ranked, rows[b] as Ranked) || a - b;
}

/** Rows in the queue's order: what needs a person first, then the worse, then the older; resolved ones newest first. */
export function sortQueue<T extends Ranked>(rows: readonly T[], now: Instant): T[] {
  const order = orderOf(rows, now);
  return rows
    .map((_, place) => place)
    .toSorted(order)
    .flatMap((place) => rows[place] ?? []);
}

/**
 * The places of the first `limit` rows of the queue's order, of those behind the row at the place `after` when it is given, and whether
 * more follow. Of very many each is looked at once, and only the first are sorted (P11).
 */
export function queuePage(rows: readonly Ranked[], now: Instant, limit: number, after?: number): { places: number[]; more: boolean } {
  const order = orderOf(rows, now);
  const all = rows.map((_, place) => place);
  const behind = after === undefined ? all : all.filter((place) => order(place, after) > 0);
  if (limit >= behind.length) {
    return { places: behind.toSorted(order), more: false };
  }
  const places: number[] = [];
  for (const place of behind) {
    const last = places.at(-1);
    if (last === undefined || places.length < limit || order(place, last) < 0) {
      places.splice(placeIn(places, place, order), 0, place);
      places.length = Math.min(places.length, limit);
    }
  }
  return { places, more: true };
}

/** Where in a sorted list something goes. */
function placeIn(sorted: readonly number[], place: number, order: (a: number, b: number) => number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (order(sorted[middle] ?? 0, place) < 0) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
