import type { Alert } from '../alert/alert.ts';
import type { Incident } from '../incident/incident.ts';
import { derivedId } from '../log/derived-id.ts';
import { settleNoise } from './settle-noise.ts';
import { mergedWithKey, openWithKey, type State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { applyRules } from './apply-rules.ts';
import { openingOf } from './opening-draft.ts';

/** A draft of the event an alert becomes: type, version of the body, incident and body; the relay gives it its place in the log. */
export interface EventDraft {
  type: string;
  version?: number | undefined;
  entity: { kind: 'incident'; id: string };
  body: Record<string, unknown>;
}

/** What became of an alert, with the reason when nothing did. */
export type Routed =
  | { outcome: 'opened' | 'suppressed' | 'joined' | 'acknowledged' | 'resolved'; incident: string; draft: EventDraft }
  | { outcome: 'dropped'; why: string };

/**
 * Decides what an alert does at `now` (PagerDuty Events API v2, B2): a trigger joins the open incident with its key or opens one;
 * acknowledge and resolve never create, and without an open incident are dropped. What would open one is first put to the routing
 * rules, then to what keeps noise down. `newIncidentId` is used only when an incident is opened.
 */
export function routeAlert(state: State, integrationId: string, alert: Alert, newIncidentId: string, now: Instant): Routed {
  // What became of a part says nothing of the whole it was merged into: only a trigger joins that.
  const open =
    openWithKey(state, integrationId, alert.dedupKey) ??
    (alert.action === 'trigger' ? mergedWithKey(state, integrationId, alert.dedupKey) : undefined);
  if (open) {
    return routeToOpen(open, alert);
  }
  if (alert.action !== 'trigger') {
    return { outcome: 'dropped', why: `No open incident has the key ${alert.dedupKey}.` };
  }
  const settled = settleNoise(state, applyRules(state, openingOf(state, integrationId, alert), now), now);
  if ('joins' in settled) {
    return joining(settled.joins, alert);
  }
  const { opens: body } = settled;
  const entity = { kind: 'incident' as const, id: newIncidentId };
  const isSuppressed = body.suppression !== undefined;
  return {
    outcome: isSuppressed ? 'suppressed' : 'opened',
    incident: newIncidentId,
    // Whoever does not know suppression must not page for what is suppressed.
    draft: { type: 'incident.triggered', entity, body: { ...body }, ...(isSuppressed ? { version: 2 } : {}) },
  };
}

function joining(incident: string, alert: Alert): Routed {
  return { outcome: 'joined', incident, draft: { type: 'incident.alerted', entity: { kind: 'incident', id: incident }, body: { alert } } };
}

function routeToOpen({ id, epoch }: Incident, alert: Alert): Routed {
  const entity = { kind: 'incident' as const, id };
  switch (alert.action) {
    case 'trigger':
      return joining(id, alert);
    case 'acknowledge':
      return { outcome: 'acknowledged', incident: id, draft: { type: 'incident.acknowledged', entity, body: { epoch, via: 'monitor' } } };
    case 'resolve':
      return { outcome: 'resolved', incident: id, draft: { type: 'incident.resolved', entity, body: { epoch, via: 'monitor' } } };
  }
}

/** The key of an alert whose sender named none: the same text is the same problem (GoAlert, B2). */
export function keyOfText(summary: string, source: string): string {
  return derivedId(['alert', summary, source]);
}
