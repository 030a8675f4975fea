import type { Construct } from '../construct.ts';
import type { DraftIntegration, DraftService } from '../draft.ts';
import { leaveNoise } from '../noise.ts';
import { leaveChats } from './chats.ts';

/** A service and an integration for each integration; its policy is the chain of its default route. */
export function readServices(root: Construct): { services: DraftService[]; integrations: DraftIntegration[] } {
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
    if (integration.has('maintenance_mode')) {
      integration.approximated(
        `It is under ${integration.text('maintenance_mode') ?? 'maintenance'}; here it pages.`,
        'Leave it out of the file until then.',
      );
      ['maintenance_started_at', 'maintenance_end_at'].forEach((field) => integration.text(field));
    }
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
    own
      .filter(({ route }) => route !== last)
      .forEach(({ route }) => {
        const chain = route.text('escalation_chain_id');
        const to = chain === undefined ? 'nobody' : (chains.get(chain) ?? chain);
        const words = `alerts that meet ${route.text('routing_type') ?? 'regex'} "${(route.text('routing_regex') ?? '').slice(0, 200)}"`;
        leaveNoise(route, { kind: 'routing', scope: `integration ${integration.name ?? key}`, matchers: [], words, to, goesOn: false });
      });
    return [{ key, name: integration.name ?? key, policy, from: integration }];
  });
  const known = new Set(services.map(({ key }) => key));
  routes
    .filter(({ integration }) => integration === undefined || !known.has(integration))
    .forEach(({ route }) => route.leftOut('Its integration is not in the export.'));
  return { services, integrations: services.map(({ key, name, from }) => ({ key, name, service: key, from })) };
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
