import type { Incident } from '../../shared/incident/incident.ts';
import type { Actor, Event, Verdict } from '../../shared/log/envelope.ts';
import { judge } from '../../shared/state/judge.ts';
import { emptyState, fold, type State } from '../../shared/state/state.ts';
import { eventsOf, type EventSketch } from './entries.ts';

export const ana: Actor = { kind: 'person', id: 'ana' };
export const bo: Actor = { kind: 'person', id: 'bo' };

/** A critical incident of the checkout service, on revision 1 of the policy `payments`. */
export function triggered(body: Record<string, unknown> = {}, id = 'incident-1'): EventSketch {
  const full = { title: 'Disk full on db1', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 }, ...body };
  return { type: 'incident.triggered', entity: { kind: 'incident', id }, body: full };
}

export function acknowledged(epoch: number, actor: Actor = ana): EventSketch {
  return { type: 'incident.acknowledged', body: { epoch, via: 'notification' }, actor };
}

export function resolved(epoch: number, actor: Actor = ana): EventSketch {
  return { type: 'incident.resolved', body: { epoch, via: 'window' }, actor };
}

export function reopened(actor: Actor = ana): EventSketch {
  return { type: 'incident.reopened', body: { via: 'window' }, actor };
}

/** Judges and folds events in order, as the relay and every replica do; the state and what became of each. */
export function folded(
  sketches: readonly EventSketch[],
  state: State = emptyState(),
): { state: State; verdicts: Verdict[]; events: Event[] } {
  const events = eventsOf(sketches).map((event): Event => {
    const judged = { ...event, ...judge(state, event) };
    fold(state, judged);
    return judged;
  });
  return { state, verdicts: events.map(({ verdict }) => verdict), events };
}

/** The incident after events that begin with its `incident.triggered`. */
export function incidentAfter(sketches: readonly EventSketch[], id = 'incident-1'): Incident {
  const incident = folded(sketches).state.incidents.get(id);
  if (!incident) {
    throw new Error(`${id} was not triggered.`);
  }
  return incident;
}
