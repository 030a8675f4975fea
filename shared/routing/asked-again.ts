import type { Alert } from '../alert/alert.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import { severityRank } from '../log/severity.ts';
import { rulesFor } from '../state/rules.ts';
import type { State } from '../state/state.ts';
import { quietOf } from '../state/suppression.ts';
import type { Instant } from '../time/instant.ts';
import { applyRules } from './apply-rules.ts';
import { joining, type EventDraft } from './event-draft.ts';
import { waitOf } from './flapping.ts';
import { openingOf } from './opening-draft.ts';
import type { Routed } from './route.ts';

/**
 * What one more alert does to an incident that pages nobody because a rule or a storm said so of an earlier one, when it does more than
 * join. No rule holds what it would not suppress (NSE7), nor has what got worse wait that it would not (NSE12): the rules are asked
 * again, and when none does the incident rings, or is kept quiet by what else does. What is worse than the storm's summary makes that worse, which rings (NSE14). Undefined when it only
 * joins.
 */
export function askedAgain(
  state: State,
  incident: Incident,
  said: { integration: string; alert: Alert },
  now: Instant,
): Routed | undefined {
  const reason = incident.suppression?.reason;
  if (reason === 'storm') {
    return underSummary(state, incident, said.alert);
  }
  return reason === 'rule' || (reason === 'pause' && isWorse(said.alert, incident)) ? ruledAgain(state, incident, said, now) : undefined;
}

function ruledAgain(
  state: State,
  incident: Incident,
  { integration, alert }: { integration: string; alert: Alert },
  now: Instant,
): Routed | undefined {
  const ruled = applyRules(state, openingOf(state, integration, alert), now);
  const isPaused = incident.suppression?.reason === 'pause';
  if (ruled.isSuppressed || (isPaused && ruled.pauseMs !== undefined)) {
    return undefined;
  }
  const { id, epoch } = incident;
  const severity = isWorse(alert, incident) ? alert.severity : incident.severity;
  const waits = isPaused ? undefined : (incident.waits ?? waitOf(state, incident, ruled, now));
  const freed: Incident = { ...incident, severity, suppression: undefined, waits };
  const { facts, moment } = rulesFor(state, freed);
  const { suppression } = quietOf(state, freed, { facts, moment: moment(now) });
  const entity = { kind: 'incident' as const, id };
  const draft: EventDraft = suppression
    ? { type: 'incident.suppressed', entity, body: { suppression } }
    : { type: 'incident.unsuppressed', entity, body: { epoch, via: 'monitor' } };
  return { outcome: 'joined', incident: id, beside: [joining(id, alert)], draft };
}

function underSummary(state: State, { id, suppression }: Incident, alert: Alert): Routed | undefined {
  const summary = state.incidents.get(suppression?.incident ?? '');
  return summary && isOpen(summary) && isWorse(alert, summary)
    ? { outcome: 'joined', incident: id, beside: [joining(summary.id, alert)], draft: joining(id, alert) }
    : undefined;
}

function isWorse(alert: Alert, { severity }: Incident): boolean {
  return severityRank(alert.severity) < severityRank(severity);
}
