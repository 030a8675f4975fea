import type { Incident, IncidentStatus } from '../incident/incident.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { comparePlaces, placeOf, type Place } from './order.ts';
import { standingOf, upTo, type Run, type Standing } from './queue-index.ts';
import { rowOf } from './row.ts';

/** What is asked of the queue: incidents of these statuses, at most `limit` of them, those behind one when `after` names it. */
export interface PageAsked {
  statuses: readonly IncidentStatus[];
  limit: number;
  after?: Incident | undefined;
}

/** A part of the queue of nobody in particular, in its order; `total` counts all of these statuses, `more` tells whether some follow. */
export interface QueuePage {
  incidents: Incident[];
  total: number;
  more: boolean;
}

/**
 * A page of the queue as it stands at an instant. Besides those it shows it looks at acknowledged incidents alone, which wait for
 * timers of the rules.
 */
export function queuePage(state: State, now: Instant, { statuses, limit, after }: PageAsked): QueuePage {
  const runs = runsOf(state, now, statuses);
  const total = runs.reduce((sum, { length }) => sum + length, 0);
  const last = after && (standingOf(after) ?? heldPlace(state, after, now));
  const incidents: Incident[] = [];
  for (const run of runs) {
    for (let i = last ? upTo(run, last) : 0; i < run.length; i += 1) {
      if (incidents.length === limit) {
        return { incidents, total, more: true };
      }
      const incident = state.incidents.get(run[i]?.id ?? '');
      if (incident) {
        incidents.push(incident);
      }
    }
  }
  return { incidents, total, more: false };
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
