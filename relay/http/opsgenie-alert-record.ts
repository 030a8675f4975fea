import type { Incident } from '../../shared/incident/incident.ts';
import { isoOf } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { keyOfAlias } from '../ingest/opsgenie-alerts.ts';
import { openWithKey } from '../../shared/state/state.ts';
import type { Ledger } from '../log/ledger.ts';

/** How an address may name an alert. */
export type IdentifierType = 'id' | 'tiny' | 'alias';

/** The incident an integration means; undefined when there is none, or it is another integration's. */
export function incidentOf(ledger: Ledger, integration: string, type: IdentifierType, name: string): Incident | undefined {
  const found = byName(ledger, integration, type, name);
  return found?.integration === integration ? found : undefined;
}

function byName(ledger: Ledger, integration: string, type: IdentifierType, name: string): Incident | undefined {
  const { state } = ledger;
  if (type === 'id') {
    return ledger.incident(name);
  }
  const all = [...state.incidents.values()];
  if (type === 'tiny') {
    return all.find(({ number }) => String(number) === name);
  }
  const key = keyOfAlias(name);
  return openWithKey(state, integration, key) ?? all.findLast((each) => each.integration === integration && each.dedupKey === key);
}

/** An incident as Opsgenie's `GET /v2/alerts/{identifier}` shows an alert, field by field. */
export function alertRecord(ledger: Ledger, incident: Incident): Record<string, unknown> {
  const { workspace } = ledger.state;
  const alert = latestAlert(ledger, incident);
  const { responders, actions, description, tags, visibleTo: _, ...details } = alert?.details ?? {};
  const holder = incident.acknowledgement?.person;
  const integration = incident.integration ?? '';
  const over = incident.resolution;
  return {
    id: incident.id,
    tinyId: String(incident.number),
    alias: incident.dedupKey ?? incident.id,
    message: incident.title,
    status: over ? 'closed' : 'open',
    acknowledged: incident.status === 'acknowledged',
    isSeen: incident.acknowledgement !== undefined,
    tags: Array.isArray(tags) ? tags : [],
    snoozed: incident.snoozedUntil !== undefined,
    ...(incident.snoozedUntil === undefined ? {} : { snoozedUntil: isoOf(incident.snoozedUntil) }),
    count: incident.alertCount,
    lastOccurredAt: isoOf(incident.lastAlertAt),
    createdAt: isoOf(incident.triggeredAt),
    updatedAt: isoOf(incident.lastEventAt),
    source: textOf(incident.known['source']),
    owner: holder ?? '',
    priority: incident.priority ?? (textOf(incident.known['priority']) || 'P3'),
    responders: Array.isArray(responders) ? responders : [],
    integration: { id: integration, name: find(workspace, 'integration', integration)?.name ?? integration, type: 'API' },
    report: {
      ...(incident.acknowledgement
        ? { ackTime: incident.acknowledgement.at - incident.triggeredAt, acknowledgedBy: holder ?? integration }
        : {}),
      ...(over ? { closeTime: over.at - incident.triggeredAt, closedBy: over.person ?? integration } : {}),
    },
    actions: Array.isArray(actions) ? actions : [],
    entity: textOf(incident.known['domain']),
    description: textOf(description),
    details: Object.fromEntries(
      Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  };
}

interface KeptAlert {
  details?: Record<string, unknown>;
}

function latestAlert(ledger: Ledger, { id }: Incident): KeptAlert | undefined {
  const alerts = ledger.history({ kind: 'incident', id }).flatMap(({ body }) => (body['alert'] ? [body['alert'] as KeptAlert] : []));
  return alerts.at(-1);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
