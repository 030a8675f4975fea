import type { Alert, Attachment } from '../../shared/alert/alert.ts';
import type { IncidentDetail } from '../../shared/bridge/desk.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { IncidentBody } from '../../shared/incident/incident-events.ts';
import type { Event } from '../../shared/log/envelope.ts';
import { readDecided } from '../../shared/routing/decided.ts';
import { nameOf, type Workspace } from '../../shared/workspace/workspace.ts';

const mostAttachments = 20;
const mostMembers = 100;

/** What is beside an incident: what was said of it by hand, what rules decided, the problems it collects, logs and pictures. */
export function evidenceOf(
  workspace: Workspace,
  incident: Incident,
  history: readonly Event[],
): Pick<IncidentDetail, 'known' | 'links' | 'attachments' | 'routed' | 'members'> {
  const opening = history.find(({ type }) => type === 'incident.triggered')?.body as
    | Partial<IncidentBody<'incident.triggered'>>
    | undefined;
  const alerts = history.flatMap(({ type, body }) => (type.startsWith('incident.') && body['alert'] ? [body['alert'] as Alert] : []));
  const attachments = [...(opening?.attachments ?? []), ...alerts.flatMap((alert) => alert.attachments ?? [])];
  const titles = new Map(alerts.filter(({ action }) => action === 'trigger').map(({ dedupKey, summary }) => [dedupKey, summary]));
  return {
    known: opening?.known,
    links: opening?.links,
    attachments: attachments.length === 0 ? undefined : distinct(attachments).slice(-mostAttachments),
    routed: incident.routed?.map(({ rule, set }) => ({ rule: nameOf(workspace, 'routing-rule', rule), decided: set.map(readDecided) })),
    members: incident.members
      ?.toSorted((a, b) => Number(a.isOver) - Number(b.isOver))
      .slice(0, mostMembers)
      .map(({ dedupKey, isOver }) => ({ key: dedupKey, title: titles.get(dedupKey) ?? dedupKey, isOver })),
  };
}

/** A monitor that says again what it said attaches the same again. */
function distinct(attachments: readonly Attachment[]): Attachment[] {
  return [...new Map(attachments.map((each) => [JSON.stringify(each), each])).values()];
}
