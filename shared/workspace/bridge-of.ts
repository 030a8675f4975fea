import type { Incident } from '../incident/incident.ts';
import { BridgeUrl } from '../incident/telling-events.ts';
import { filledBy } from '../routing/template.ts';
import { find, type Workspace } from './workspace.ts';

/** Where people talk by voice or video about an incident: what was set by hand, else the workspace's address; undefined without either (S91). */
export function bridgeOf(workspace: Workspace, incident: Pick<Incident, 'id' | 'number' | 'service' | 'bridge'>): string | undefined {
  const template = find(workspace, 'organisation', 'organisation')?.bridge;
  const { id, number, service } = incident;
  const places: Record<string, string | number | undefined> = { id, number, service, team: find(workspace, 'service', service)?.team };
  const url = incident.bridge ?? (template && filledBy(template, (name) => encodeURIComponent(String(places[name] ?? ''))));
  // Asked again of every address, wherever it came from: a link is only ever https.
  return BridgeUrl.safeParse(url).success ? url : undefined;
}
