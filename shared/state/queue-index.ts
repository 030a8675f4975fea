import type { Incident } from '../incident/incident.ts';
import { ringsForOthers } from '../incident/rings-for-others.ts';
import { comparePlaces, placeOf, type Place } from './queue-place.ts';

/** An incident's place in the queue. */
export interface Standing extends Place {
  id: string;
}

/** Standings of one rank, in the queue's order. */
export type Run = readonly Standing[];

/**
 * Where every incident stands in the queue of nobody in particular: made of the incidents alone, whenever one of them is put in place,
 * so that a page of the queue looks at no more of them than it shows (P11).
 * - `runs` are the standings by rank, of all that nobody has acknowledged: their places change only when they do.
 * - `held` are the ids of acknowledged ones, whose place also changes with time and with the rules.
 */
export interface QueueIndex {
  runs: Map<number, Standing[]>;
  held: Set<string>;
}

/** Of no incident. */
export function emptyQueue(): QueueIndex {
  return { runs: new Map(), held: new Set() };
}

/** A copy that can be kept on without touching the original. */
export function copyQueue({ runs, held }: QueueIndex): QueueIndex {
  return { runs: new Map([...runs].map(([rank, run]) => [rank, [...run]])), held: new Set(held) };
}

/** Notes what an incident is now; `before` is what it was, undefined for one that was not here. Without `incident` it is here no more. */
export function noteInQueue(queue: QueueIndex, before: Incident | undefined, incident: Incident | undefined): void {
  const was = before && standingOf(before);
  const is = incident && standingOf(incident);
  if (was && is && comparePlaces(was, is) === 0) {
    return;
  }
  if (before) {
    queue.held.delete(before.id);
  }
  if (was) {
    leave(queue, was);
  }
  if (is) {
    join(queue, is);
  } else if (incident) {
    queue.held.add(incident.id);
  }
}

/** How many standings of a run come at or before a place. */
export function upTo(run: Run, place: Place): number {
  let [from, to] = [0, run.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (comparePlaces(run[middle] ?? place, place) <= 0) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

/** Where an incident nobody has acknowledged stands whatever the time; undefined for one that somebody has. */
export function standingOf(incident: Incident): Standing | undefined {
  const { id, status, severity, snoozedUntil, triggeredAt, resolution, number } = incident;
  if (status === 'acknowledged') {
    return undefined;
  }
  const ringing = ringsForOthers(incident) ? 'others' : 'no';
  const place = placeOf({ status, severity, snoozedUntil, triggeredAt, resolvedAt: resolution?.at, ringing, number }, triggeredAt);
  return { ...place, id };
}

function join({ runs }: QueueIndex, standing: Standing): void {
  const run = runs.get(standing.rank);
  if (run) {
    run.splice(upTo(run, standing), 0, standing);
  } else {
    runs.set(standing.rank, [standing]);
  }
}

function leave({ runs }: QueueIndex, standing: Standing): void {
  const run = runs.get(standing.rank) ?? [];
  for (let i = upTo(run, standing) - 1; i >= 0 && comparePlaces(run[i] ?? standing, standing) === 0; i -= 1) {
    if (run[i]?.id === standing.id) {
      run.splice(i, 1);
      break;
    }
  }
  if (run.length === 0) {
    runs.delete(standing.rank);
  }
}
