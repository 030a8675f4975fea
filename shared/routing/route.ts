import type { Alert } from '../alert/alert.ts';
import { derivedId } from '../log/derived-id.ts';
import { mergedWithKey, openWithKey, type State } from '../state/state.ts';
import { find, frozenPolicy } from '../workspace/workspace.ts';

/** A draft of the event an alert becomes: type, incident and body; the relay gives it its place in the log. */
export interface EventDraft {
  type: string;
  entity: { kind: 'incident'; id: string };
  body: Record<string, unknown>;
}

/** What became of an alert, with the reason when nothing did. */
export type Routed =
  | { outcome: 'opened' | 'joined' | 'acknowledged' | 'resolved'; incident: string; draft: EventDraft }
  | { outcome: 'dropped'; why: string };

/**
 * Decides what an alert does (PagerDuty Events API v2, B2): a trigger joins the open incident with its key or opens one;
 * acknowledge and resolve never create, and without an open incident are dropped.
 * Routing is by integration to service: the service's policy, frozen at its present revision, answers for it.
 * An integration that leads to no service any more still pages: its incident has no policy and goes to the catch-all.
 * `newIncidentId` is used only when an incident is opened.
 */
export function routeAlert(state: State, integrationId: string, alert: Alert, newIncidentId: string): Routed {
  const integration = find(state.workspace, 'integration', integrationId);
  const service = integration && find(state.workspace, 'service', integration.service);
  // What became of a part says nothing of the whole it was merged into: only a trigger joins that.
  const open =
    openWithKey(state, integrationId, alert.dedupKey) ??
    (alert.action === 'trigger' ? mergedWithKey(state, integrationId, alert.dedupKey) : undefined);
  if (open) {
    const entity = { kind: 'incident' as const, id: open.id };
    switch (alert.action) {
      case 'trigger':
        return { outcome: 'joined', incident: open.id, draft: { type: 'incident.alerted', entity, body: { alert } } };
      case 'acknowledge':
        return {
          outcome: 'acknowledged',
          incident: open.id,
          draft: { type: 'incident.acknowledged', entity, body: { epoch: open.epoch, via: 'monitor' } },
        };
      case 'resolve':
        return {
          outcome: 'resolved',
          incident: open.id,
          draft: { type: 'incident.resolved', entity, body: { epoch: open.epoch, via: 'monitor' } },
        };
    }
  }
  if (alert.action !== 'trigger') {
    return { outcome: 'dropped', why: `No open incident has the key ${alert.dedupKey}.` };
  }
  return {
    outcome: 'opened',
    incident: newIncidentId,
    draft: {
      type: 'incident.triggered',
      entity: { kind: 'incident', id: newIncidentId },
      body: {
        title: alert.summary.trim() === '' ? alert.dedupKey : alert.summary,
        severity: alert.severity,
        service: service?.id ?? integration?.service ?? integrationId,
        policy: service ? frozenPolicy(state.workspace, service.policy) : { id: 'none', revision: 1 },
        integration: integrationId,
        alert,
      },
    },
  };
}

/** The key of an alert whose sender named none: the same text is the same problem (GoAlert, B2). */
export function keyOfText(summary: string, source: string): string {
  return derivedId(['alert', summary, source]);
}
