import type { Alert } from '../alert/alert.ts';
import type { Incident } from '../incident/incident.ts';
import { isMemberOver, othersFiring } from '../incident/members.ts';
import { derivedId } from '../log/derived-id.ts';
import { settleNoise } from './settle-noise.ts';
import { mergedWithKey, openWithKey, type State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { applyRules } from './apply-rules.ts';
import { joining, opening, type EventDraft } from './event-draft.ts';
import { askedAgain } from './asked-again.ts';
import { openingOf } from './opening-draft.ts';

/**
 * What became of an alert, with the reason when nothing did. `beside` is recorded before `draft`: the summary of a storm that begins, or
 * that it got worse.
 */
export type Routed =
  | {
      outcome: 'opened' | 'suppressed' | 'joined' | 'acknowledged' | 'resolved';
      incident: string;
      beside?: readonly EventDraft[];
      draft: EventDraft;
    }
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
    return (
      (alert.action === 'trigger' && askedAgain(state, open, { integration: integrationId, alert }, now)) ||
      routeToOpen(open, integrationId, alert, now)
    );
  }
  if (alert.action !== 'trigger') {
    return { outcome: 'dropped', why: `No open incident has the key ${alert.dedupKey}.` };
  }
  const settled = settleNoise(state, applyRules(state, openingOf(state, integrationId, alert), now), now, newIncidentId);
  if ('joins' in settled) {
    return { outcome: 'joined', incident: settled.joins, draft: joining(settled.joins, alert) };
  }
  const { opens, beside } = settled;
  return {
    outcome: opens.suppression ? 'suppressed' : 'opened',
    incident: newIncidentId,
    ...(beside.length > 0 ? { beside } : {}),
    draft: opening(newIncidentId, opens),
  };
}

/** What an alert says of one problem of an incident that has several is over, or held, only when that one was not over already. */
function routeToOpen(incident: Incident, integration: string, alert: Alert, now: Instant): Routed {
  const { id, epoch } = incident;
  const { action, dedupKey } = alert;
  const entity = { kind: 'incident' as const, id };
  const body = { epoch, via: 'monitor' };
  const said = { integration, dedupKey };
  if (action === 'trigger') {
    return { outcome: 'joined', incident: id, draft: joining(id, alert) };
  }
  if (isMemberOver(incident, said)) {
    return { outcome: 'dropped', why: `The problem with the key ${dedupKey} is over already.` };
  }
  if (action === 'acknowledge') {
    return { outcome: 'acknowledged', incident: id, draft: { type: 'incident.acknowledged', entity, body } };
  }
  return othersFiring(incident, said, now).length > 0
    ? { outcome: 'joined', incident: id, draft: joining(id, alert) }
    : { outcome: 'resolved', incident: id, draft: { type: 'incident.resolved', entity, body } };
}

/** The key of an alert whose sender named none: the same text is the same problem (GoAlert, B2). */
export function keyOfText(summary: string, source: string): string {
  return derivedId(['alert', summary, source]);
}
