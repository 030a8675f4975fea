import type { Incident, IncidentStatus } from '../incident/incident.ts';
import { standingOf, upTo, type Run, type Standing } from '../state/queue-index.ts';
import { comparePlaces, placeOf, type Place } from '../state/queue-place.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { rowOf } from './row.ts';

/** What is asked of the queue: incidents of these statuses, at most `limit` of them, those behind a place when `after` names it. */
export interface PageAsked {
  statuses: readonly IncidentStatus[];
  limit: number;
  after?: Place | undefined;
}

/**
 * A part of the queue of nobody in particular, in its order; `total` counts all of these statuses. `next` is the place some follow
 * behind, undefined when none do: it stays where it is whatever becomes of the incident that stood there, so that whoever goes on from
 * it misses none that stay where they are.
 */
export interface QueuePage {
  incidents: Incident[];
  total: number;
  next?: Place;
}

/**
 * A page of the queue as it stands at an instant. Besides those it shows it looks at acknowledged incidents alone, which wait for
 * timers of the rules.
 */
export function queuePage(state: State, now: Instant, { statuses, limit, after }: PageAsked): QueuePage {
  const runs = runsOf(state, now, statuses);
  const total = runs.reduce((sum, { length }) => sum + length, 0);
  const incidents: Incident[] = [];
  let next: Place | undefined;
  for (const run of runs) {
    for (let i = after ? upTo(run, after) : 0; i < run.length; i += 1) {
      if (incidents.length === limit) {
        return { incidents, total, ...(next && { next }) };
      }
      const incident = state.incidents.get(run[i]?.id ?? '');
      if (incident) {
        incidents.push(incident);
        next = run[i];
      }
    }
  }
  return { incidents, total };
}

/** Where an incident stands in the queue of nobody in particular at an instant. */
export function standsAt(state: State, incident: Incident, now: Instant): Place {
  return standingOf(incident) ?? heldPlace(state, incident, now);
}

/** The runs of these statuses, the first first. */
function runsOf(state: State, now: Instant, statuses: readonly IncidentStatus[]): Run[] {
  const runs = [...state.queue.runs.values()].filter(([first]) => {
    const status = state.incidents.get(first?.id ?? '')?.status;
    return status !== undefined && statuses.includes(status);
  });
  const held = statuses.includes('acknowledged') ? heldIn(state, now) : [];
  return [...runs, ...held.map((standing) => [standing])].toSorted(([a], [b]) => (a && b ? comparePlaces(a, b) : 0));
}

function heldIn(state: State, now: Instant): Standing[] {
  return [...state.queue.held].flatMap((id) => {
    const incident = state.incidents.get(id);
    return incident ? [{ ...heldPlace(state, incident, now), id }] : [];
  });
}

function heldPlace(state: State, incident: Incident, now: Instant): Place {
  return placeOf(rowOf(state, incident, undefined, 0), now);
}
