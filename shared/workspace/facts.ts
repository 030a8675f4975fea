import type { Facts } from '../condition/evaluate.ts';
import type { Incident } from '../incident/incident.ts';
import { levelOf } from '../incident/ringing.ts';
import { find, nameOf, type Workspace } from './workspace.ts';

/** Fields a condition may name that come from the service's attributes or the alert's details, under the names monitors give them. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  environment: ['environment', 'env'],
  region: ['region', 'zone', 'datacenter'],
  cluster: ['cluster', 'kubernetes_cluster', 'k8s_cluster'],
  deployment: ['deployment', 'deployment_id', 'deploymentId', 'release', 'version'],
  host: ['host', 'hostname', 'instance', 'node'],
  domain: ['domain'],
  segment: ['segment', 'customer_segment', 'customerSegment'],
  customer: ['customer', 'customer_id', 'tenant'],
  owner: ['owner', 'team_owner'],
  dependencies: ['dependencies', 'depends_on'],
  reporter: ['reporter', 'reported_by'],
  detectedBy: ['detectedBy', 'detected_by'],
  impact: ['impact'],
  type: ['type', 'incident_type', 'incidentType'],
  category: ['category'],
  vip: ['vip'],
  customerFacing: ['customerFacing', 'customer_facing'],
};

/** What an alert says in words, under the names monitors give it. */
const sayings = ['text', 'label.description', 'label.message', 'label.summary', 'label.logs', 'label.log'] as const;

/**
 * What conditions are measured against for one incident (S37, S39): its own fields, what its alerts said, what its service is.
 * What the alert says goes before what the service's attributes say. `recentIncidents` counts those of the same service in the
 * 24 hours before this one began (S40).
 */
export function factsOf(workspace: Workspace, incident: Incident, recentIncidents: () => number): Facts {
  const service = find(workspace, 'service', incident.service);
  const attributes = service?.attributes ?? {};
  const labels: typeof attributes = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`label.${name}`, value]));
  const derived: Record<string, string | number | boolean | undefined> = {};
  for (const [field, names] of Object.entries(spellings)) {
    const spelled = [field, ...names.map((name) => `label.${name}`)];
    // However they are spelled: what the alert says in one way goes before what the service says in another.
    const found = [incident.known, labels].flatMap((from) => spelled.map((name) => from[name])).find((value) => value !== undefined);
    derived[field] = field === 'vip' || field === 'customerFacing' ? truthOf(found) : found;
  }
  return {
    ...labels,
    ...incident.known,
    ...derived,
    title: incident.title,
    text: [incident.title, ...sayings.flatMap((name) => incident.known[name] ?? [])].join('\n'),
    service: [incident.service, nameOf(workspace, 'service', incident.service)],
    team: service?.team === undefined ? undefined : [service.team, nameOf(workspace, 'team', service.team)],
    policy: incident.policy.id,
    integration: incident.integration,
    dedupKey: incident.dedupKey,
    severity: incident.severity,
    priority: incident.priority,
    status: incident.status,
    stage: incident.stage,
    alertCount: incident.alertCount,
    epoch: incident.epoch,
    level: levelOf(incident).level,
    test: incident.test,
    tags: tagsOf(incident),
    groupKey: incident.known['groupKey'],
    get recentIncidents() {
      return recentIncidents();
    },
  };
}

function truthOf(value: string | number | boolean | undefined): boolean | undefined {
  return typeof value === 'string' ? ['true', 'yes', '1'].includes(value.toLowerCase()) : value === undefined ? undefined : Boolean(value);
}

/** What rules have tagged an incident with and what its monitor has, which says it as one text with commas. */
function tagsOf({ tags, known }: Incident): string[] | undefined {
  const said = known['tags'];
  const all = [...(tags ?? []), ...(typeof said === 'string' ? said.split(/,\s*/).filter(Boolean) : [])];
  return all.length === 0 ? undefined : all;
}
