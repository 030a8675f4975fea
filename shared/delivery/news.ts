import type { IncidentEventType } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import { isOpen } from '../incident/incident.ts';
import { incidentEvent, type IncidentEvent } from '../incident/reduce.ts';
import { derivedId } from '../log/derived-id.ts';
import type { Event } from '../log/envelope.ts';
import { shownAs, updatesOf, type StatusUpdate } from '../insight/status-page.ts';
import type { State } from '../state/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Delivery } from './delivery.ts';

/** Somebody who reads along, without who they are: of these services, or of all the status page shows. */
export interface Subscription {
  id: string;
  services?: readonly string[] | undefined;
}

/**
 * What an entry asks to be told to those who read along, from the state after it: words of an incident that were just released for the
 * public, and that a disturbance is over of which there were some. Only what the status page shows, and once for each id (S92, S103).
 */
export function newsOf(state: State, event: Event, subscriptions: () => readonly Subscription[]): Delivery[] {
  const typed = event.verdict === 'applied' && brings.has(event.type) ? incidentEvent(event) : undefined;
  const incident = typed && state.incidents.get(event.entity.id);
  const news = typed && incident && whatIsNew(incident, typed);
  if (!news || whyNotShown(state.workspace, incident)) {
    return [];
  }
  return subscriptions()
    .filter(({ services }) => services === undefined || services.includes(incident.service))
    .map(({ id }): Delivery => ({
      id: derivedId([news.stepId, 'subscription', id]),
      to: { kind: 'subscription', subscription: id },
      what: news.what,
      incident: incident.id,
      epoch: incident.epoch,
      stepId: news.stepId,
      entry: event.id,
      page: 1,
      reason: event.type,
      dueAt: event.recordedAt,
    }));
}

/** Types of entries that may bring news. */
const brings: ReadonlySet<string> = new Set<IncidentEventType>(['action.released', 'action.approved', 'incident.resolved']);

function whatIsNew(incident: Incident, event: IncidentEvent): { what: 'news' | 'over'; stepId: string } | undefined {
  const updates = updatesOf(incident);
  if (event.type === 'action.released' || event.type === 'action.approved') {
    return updates.some(({ id }) => id === event.body.action) ? { what: 'news', stepId: event.body.action } : undefined;
  }
  // One that was merged is not over: what it was merged into goes on.
  const isOver = event.type === 'incident.resolved' && !isOpen(incident);
  return isOver && updates.length > 0 ? { what: 'over', stepId: event.id } : undefined;
}

/** Why the public reads nothing of an incident; undefined when it does. */
function whyNotShown(workspace: Workspace, incident: Incident): string | undefined {
  return incident.test || shownAs(workspace, incident.service) === undefined ? 'The status page does not show it.' : undefined;
}

/** Why news is not sent any more, asked right before each attempt; undefined when it is. What was released stays so. */
export function whyNoNews(workspace: Workspace, { what }: Pick<Delivery, 'what'>, incident: Incident | undefined): string | undefined {
  if (!incident) {
    return 'The incident is not known here any more.';
  }
  const why = whyNotShown(workspace, incident);
  return why ?? (what === 'over' && isOpen(incident) ? 'It has rung again since; that has messages of its own.' : undefined);
}

/** The released words a delivery brings; undefined for the end. */
export function wordsFor({ stepId }: Pick<Delivery, 'stepId'>, incident: Incident): StatusUpdate | undefined {
  return updatesOf(incident).find(({ id }) => id === stepId);
}
