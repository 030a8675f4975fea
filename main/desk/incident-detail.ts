import type { Alert } from '../../shared/alert/alert.ts';
import type { IncidentDetail, TimelineEntry } from '../../shared/bridge/desk.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { pastSteps, rowOf, runbookOf } from '../../shared/queue/row.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import type { State } from '../../shared/state/state.ts';
import { nameOf, type Workspace } from '../../shared/workspace/workspace.ts';

/** An event this much older by its author's clock than by the relay's was made offline. */
const offlineMs = 30_000;

function timelineEntry(workspace: Workspace, { event, pending }: { event: Event; pending: boolean }): TimelineEntry {
  const { actor, body } = event;
  const happenedAt = event.at.wallMs + event.at.offsetMs;
  const isOffline = event.recordedAt - happenedAt > offlineMs;
  const listed = (body['targets'] ?? body['people'] ?? []) as string[];
  const people = [...listed, ...[body['person'], body['to']].filter((id) => typeof id === 'string')];
  const names = {
    person: () => nameOf(workspace, 'person', 'id' in actor ? actor.id : ''),
    integration: () => nameOf(workspace, 'integration', 'id' in actor ? actor.id : ''),
  };
  return {
    id: event.id,
    type: event.type,
    at: event.recordedAt,
    happenedAt: isOffline && actor.kind === 'person' ? happenedAt : undefined,
    actor: { kind: actor.kind, name: actor.kind === 'person' || actor.kind === 'integration' ? names[actor.kind]() : '' },
    device: workspace.devices.get(event.device)?.name,
    pending,
    verdict: event.verdict,
    why: event.why,
    body,
    people: people.map((id) => ({ id, name: nameOf(workspace, 'person', id) })),
  };
}

/** One incident with its timeline; undefined when it is not known here. */
export function incidentDetail(
  state: State,
  id: string,
  me: string,
  history: readonly { event: Event; pending: boolean }[],
  pending: number,
): IncidentDetail | undefined {
  const incident = state.incidents.get(id);
  if (!incident) {
    return undefined;
  }
  const triggered = history.find(({ event }) => event.type === 'incident.triggered')?.event;
  return {
    row: rowOf(state, incident, me, pending),
    past: pastSteps(incident, rulesFor(state, incident), state.workspace),
    alert: triggered?.body['alert'] as Alert | undefined,
    runbook: runbookOf(state.workspace, incident.service),
    timeline: history.map((each) => timelineEntry(state.workspace, each)),
  };
}
