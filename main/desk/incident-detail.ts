import type { Alert } from '../../shared/alert/alert.ts';
import type { ActionView, IncidentDetail, TimelineEntry } from '../../shared/bridge/desk.ts';
import type { Event } from '../../shared/log/envelope.ts';
import type { Action } from '../../shared/incident/action.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { IncidentRole } from '../../shared/incident/incident-events.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { pastSteps, rowOf, runbookOf, type Named } from '../../shared/queue/row.ts';
import { suppressedBy } from '../../shared/queue/suppressed-by.ts';
import type { Suppression } from '../../shared/noise/suppression.ts';
import { understands } from '../../shared/state/known-types.ts';
import { rulesFor } from '../../shared/state/rules.ts';
import type { State } from '../../shared/state/state.ts';
import { evidenceOf } from './incident-evidence.ts';
import { find, frozenPolicy, nameOf, type Workspace } from '../../shared/workspace/workspace.ts';

/** An event this much older by its author's clock than by the relay's was made offline. */
const offlineMs = 30_000;

/** What a newer version wrote is named and not read: its body may be of any form. */
function asUnknown(event: Event): Event {
  return { ...event, type: event.version > 1 ? `${event.type} (${event.version})` : event.type, body: {} };
}

function timelineEntry(state: State, { event: kept, pending }: { event: Event; pending: boolean }): TimelineEntry {
  const { workspace, reads } = state;
  const event = understands(reads, kept) ? kept : asUnknown(kept);
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
    ...(typeof body['room'] === 'string' ? { room: nameOf(workspace, 'channel', body['room']) } : {}),
    suppression: body['suppression'] === undefined ? undefined : suppressedBy(state, body['suppression'] as Suppression),
  };
}

function personIn(workspace: Workspace, id: string): Named {
  return { id, name: nameOf(workspace, 'person', id) };
}

function actionView(workspace: Workspace, me: string, isOpen: boolean, action: Action): ActionView {
  const { id, kind, text, by, at, status, checkpoint, needed, asked, approvals, until, rejection } = action;
  const named = (person: string) => personIn(workspace, person);
  return {
    id,
    kind,
    text,
    by: by === undefined ? undefined : named(by),
    at,
    status,
    checkpoint,
    needed,
    asked: asked.map(named),
    approvals: approvals.map(named),
    until,
    rejection: rejection && { reason: rejection.reason, person: rejection.person === undefined ? undefined : named(rejection.person) },
    mine: isOpen && status === 'waiting' && me !== by && asked.includes(me) && !approvals.includes(me),
  };
}

/** The revision an incident's policy has now; undefined when that one is in force here, or the policy is gone. */
function newerPolicy(workspace: Workspace, { policy }: Incident): number | undefined {
  if (!find(workspace, 'policy', policy.id)) {
    return undefined;
  }
  const present = frozenPolicy(workspace, policy.id);
  return canonicalJson(present) === canonicalJson(policy) ? undefined : present.revision;
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
    actions: incident.actions.map((action) => actionView(state.workspace, me, incident.status !== 'resolved', action)),
    deadline: incident.deadline,
    roles: IncidentRole.options.flatMap((role) => {
      const person = incident.roles[role];
      return person === undefined ? [] : [{ role, person: personIn(state.workspace, person) }];
    }),
    call: incident.calls.findLast(({ people }) => people.includes(me))?.stepId,
    newerPolicy: newerPolicy(state.workspace, incident),
    past: pastSteps(incident, rulesFor(state, incident), state.workspace),
    alert: triggered?.body['alert'] as Alert | undefined,
    runbook: runbookOf(state.workspace, incident.service),
    ...evidenceOf(
      state.workspace,
      incident,
      history.map(({ event }) => event),
    ),
    timeline: history.map((each) => timelineEntry(state, each)),
  };
}
