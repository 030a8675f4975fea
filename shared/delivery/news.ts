import type { IncidentEventType } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import { incidentEvent, type IncidentEvent } from '../incident/reduce.ts';
import { derivedId } from '../log/derived-id.ts';
import type { Event } from '../log/envelope.ts';
import { endOf, shownAs, updatesOf, type StatusUpdate } from '../insight/status-page.ts';
import type { State } from '../state/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Delivery } from './delivery.ts';

/** Somebody who reads along, without who they are: of these services, or of all the status page shows. */
export interface Subscription {
  id: string;
  services?: readonly string[] | undefined;
}

/** What there is to tell: words, by the action they are of, or an end. */
interface Piece {
  of: Incident;
  what: 'news' | 'over';
  stepId: string;
}

/**
 * What an entry asks to be told to those who read along, from the state after it: words of an incident that were just released for the
 * public, and that a disturbance is over of which there were some, its own or those of incidents merged into it. Only what the status
 * page shows, and once for each id (S92, S103).
 */
export function newsOf(state: State, event: Event, subscriptions: () => readonly Subscription[]): Delivery[] {
  const typed = event.verdict === 'applied' && brings.has(event.type) ? incidentEvent(event) : undefined;
  const incident = typed && state.incidents.get(event.entity.id);
  const readers = incident ? subscriptions() : [];
  if (!typed || !incident || readers.length === 0) {
    return [];
  }
  return piecesOf(state, incident, typed)
    .filter(({ of }) => whyNotShown(state.workspace, of) === undefined)
    .flatMap(({ of, what, stepId }) =>
      readers
        .filter(({ services }) => services === undefined || services.includes(of.service))
        .map(({ id }): Delivery => ({
          id: derivedId([stepId, 'subscription', id]),
          to: { kind: 'subscription', subscription: id },
          what,
          incident: of.id,
          epoch: of.epoch,
          stepId,
          entry: event.id,
          page: 1,
          reason: event.type,
          dueAt: event.recordedAt,
        })),
    );
}

/** Types of entries that may bring news. */
const brings: ReadonlySet<string> = new Set<IncidentEventType>(['action.released', 'action.approved', 'incident.resolved']);

function piecesOf(state: State, incident: Incident, event: IncidentEvent): Piece[] {
  if (event.type === 'action.released' || event.type === 'action.approved') {
    const stepId = event.body.action;
    const updates = updatesOf(incident);
    const news: Piece[] = updates.some(({ id }) => id === stepId) ? [{ of: incident, what: 'news', stepId }] : [];
    // Words approved once it was over, and the first: nobody else would tell those who read them that it is.
    const isAfterEnd = updates.length === 1 && endOf(incident, (id) => state.incidents.get(id)) !== undefined;
    const over = isAfterEnd ? news.map((each) => ({ ...each, what: 'over' as const, stepId: derivedId([stepId, 'over']) })) : [];
    return [...news, ...over];
  }
  // One that was merged goes on as long as what it was merged into, and ends with it.
  const ended = [...state.incidents.values()].filter((each) => each === incident || leadsInto(state, each, incident.id));
  return ended
    .filter((each) => updatesOf(each).length > 0 && endOf(each, (id) => state.incidents.get(id)) !== undefined)
    .map((of) => ({ of, what: 'over' as const, stepId: of === incident ? event.id : derivedId([event.id, of.id]) }));
}

/** Whether an incident was merged into another, however often that was merged itself. */
function leadsInto(state: State, { mergedInto }: Incident, id: string, left = 20): boolean {
  const next = mergedInto === undefined ? undefined : state.incidents.get(mergedInto);
  return next !== undefined && (next.id === id || (left > 0 && leadsInto(state, next, id, left - 1)));
}

/** Why the public reads nothing of an incident; undefined when it does. */
function whyNotShown(workspace: Workspace, incident: Incident): string | undefined {
  return incident.test || shownAs(workspace, incident.service) === undefined ? 'The status page does not show it.' : undefined;
}

/** Why news is not sent any more, asked right before each attempt; undefined when it is. What was released stays so. */
export function whyNoNews(
  workspace: Workspace,
  { what, incident: id }: Pick<Delivery, 'what' | 'incident'>,
  find: (id: string) => Incident | undefined,
): string | undefined {
  const incident = find(id);
  if (!incident) {
    return 'The incident is not known here any more.';
  }
  const why = whyNotShown(workspace, incident);
  return (
    why ?? (what === 'over' && endOf(incident, find) === undefined ? 'It has rung again since; that has messages of its own.' : undefined)
  );
}

/** The released words a delivery brings; undefined for the end. */
export function wordsFor({ stepId }: Pick<Delivery, 'stepId'>, incident: Incident): StatusUpdate | undefined {
  return updatesOf(incident).find(({ id }) => id === stepId);
}
