import type { Alert } from '../alert/alert.ts';
import { heartbeatOrigin } from '../alert/missing-beat.ts';
import type { IncidentBody } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import { triggered } from '../incident/opening.ts';
import type { IncidentEventOf } from '../incident/reduce.ts';
import type { State } from '../state/state.ts';
import type { Instant } from '../time/instant.ts';
import { all, find, frozenPolicy } from '../workspace/workspace.ts';

/** The body of the entry that opens an incident. */
export type OpeningBody = IncidentBody<'incident.triggered'>;

/**
 * The incident an alert would open before any rule has said anything of it: its integration's or heartbeat's service, whose policy is frozen at its
 * present revision. An integration that leads to no service any more still pages: its incident has no policy and goes to the
 * catch-all (ALR4).
 */
export function openingOf({ workspace }: State, integrationId: string, alert: Alert): OpeningBody {
  const integration =
    find(workspace, 'integration', integrationId) ?? all(workspace, 'heartbeat').find(({ id }) => heartbeatOrigin(id) === integrationId);
  const service = integration && find(workspace, 'service', integration.service);
  return {
    title: alert.summary.trim() === '' ? alert.dedupKey : alert.summary,
    severity: alert.severity,
    service: service?.id ?? integration?.service ?? integrationId,
    policy: service ? frozenPolicy(workspace, service.policy) : { id: 'none', revision: 1 },
    integration: integrationId,
    alert,
  };
}

/** The incident an entry would open at `now`, for rules to look at before it is written. */
export function incidentOf(body: OpeningBody, id: string, now: Instant): Incident {
  const event = { type: 'incident.triggered', body, entity: { kind: 'incident', id }, seq: 0, device: '', recordedAt: now };
  return triggered(event as unknown as IncidentEventOf<'incident.triggered'>);
}
