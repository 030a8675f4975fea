import { parseIso, type Instant } from '../../time/instant.ts';
import type { Construct } from '../construct.ts';
import type { DraftMaintenance, DraftRule } from '../draft-noise.ts';
import type { Draft, DraftService } from '../draft.ts';
import { leaveChats } from './chats.ts';
import { readRoutes } from './routes.ts';

/** A service and an integration for each integration; its policy is the chain of its default route, and its other routes are rules. */
export function readServices(root: Construct, now: Instant): Pick<Draft, 'services' | 'integrations' | 'rules' | 'maintenances'> {
  const rules: DraftRule[] = [];
  const maintenances: DraftMaintenance[] = [];
  const routes = root
    .children('routes')
    .map((route) => ({ route, integration: route.text('integration_id'), position: route.number('position') ?? 0 }));
  const chains = new Map(root.children('escalation_chains').map((chain) => [chain.text('id'), chain.name]));
  const services = root.children('integrations').flatMap((integration): DraftService[] => {
    const key = integration.text('id');
    if (key === undefined) {
      integration.leftOut('It has no id, so nothing can mean it.');
      return [];
    }
    const type = integration.text('type') ?? '';
    if (!/^(alertmanager|grafana_alerting|webhook|formatted_webhook)$/.test(type)) {
      integration.approximated(
        `It is of the kind "${type}"; Watchbell takes PagerDuty’s Events API v2 and Alertmanager’s webhook.`,
        'Set this monitor to send one of them.',
      );
    }
    maintenances.push(...readMaintenance(integration, key, now));
    const own = routes.filter((each) => each.integration === key).toSorted((a, b) => a.position - b.position);
    const [given] = integration.children('default_route');
    const last = own.find(({ route }) => route.flag('is_the_last_route') === true)?.route;
    const [policy] = [given, last].flatMap((each) => each?.text('escalation_chain_id') ?? []);
    [given, last].forEach((each) => {
      each?.converted();
      if (each) {
        leaveChats(each);
      }
    });
    readTemplates(integration);
    last?.text('routing_regex');
    last?.text('routing_type');
    const name = integration.name ?? key;
    rules.push(
      ...readRoutes(
        own.flatMap(({ route }) => (route === last ? [] : [route])),
        { key, name, chains },
      ),
    );
    return [{ key, name, policy, from: integration }];
  });
  const known = new Set(services.map(({ key }) => key));
  routes
    .filter(({ integration }) => integration === undefined || !known.has(integration))
    .forEach(({ route }) => route.leftOut('Its integration is not in the export.'));
  return { services, integrations: services.map(({ key, name, from }) => ({ key, name, service: key, from })), rules, maintenances };
}

function readMaintenance(integration: Construct, key: string, now: Instant): DraftMaintenance[] {
  const mode = integration.text('maintenance_mode');
  const [began, until] = ['maintenance_started_at', 'maintenance_end_at'].map((field) => parseIso(integration.text(field) ?? ''));
  if (mode === undefined || (until !== undefined && until <= now)) {
    return [];
  }
  if (until === undefined) {
    integration.approximated(`It is under ${mode} without an end; here it pages.`, 'Write a window under "maintenances".');
    return [];
  }
  const name = `Maintenance of ${integration.name ?? key}`;
  return [{ key, name, when: { services: [key] }, once: { from: Math.min(began ?? now, now), until }, from: [integration] }];
}

/** Templates that only say how a message looks say nothing; the others decide which alerts are one problem, and when it is over. */
function readTemplates(integration: Construct): void {
  const looks = ['slack', 'web', 'sms', 'phone_call', 'telegram', 'email', 'msteams', 'mobile_app', 'is_based_on_alertmanager'];
  const templates = integration.part('templates', looks);
  const decide = ['grouping_key', 'resolve_signal', 'acknowledge_signal', 'source_link'].filter(
    (field) => templates?.text(field) !== undefined,
  );
  if (decide.length > 0) {
    integration.approximated(
      `Its templates for ${decide.join(', ')} are not here; the monitor names the key of a problem and says when it is over.`,
    );
  }
}
