import type { Construct } from '../construct.ts';
import type { DraftIntegration, DraftPolicy, DraftService } from '../draft.ts';

const webhooks = /^(API|Prometheus|PrometheusV2|Grafana|Webhook)$/i;

/** A service for each team, which its alerts went to, and those of the source; integrations are those of their team. */
export function readServices(
  root: Construct,
  policies: readonly DraftPolicy[],
): { services: DraftService[]; integrations: DraftIntegration[]; policies: DraftPolicy[] } {
  const made: DraftPolicy[] = [];
  const policyOf = new Map<string, string | undefined>();
  const ofTeams = root.children('teams').flatMap((team): DraftService[] => {
    const key = team.text('id') ?? team.text('name');
    if (key === undefined) {
      return [];
    }
    const policy = policyOfTeam(team, key, policies, made);
    policyOf.set(key, policy);
    return [{ key: `team ${key}`, name: team.name ?? key, team: key, policy, from: team }];
  });
  const own = root.children('services').flatMap((service): DraftService[] => {
    const key = service.text('id') ?? service.text('name');
    const team = service.text('teamId');
    service.text('description');
    return key === undefined ? [] : [{ key, name: service.name ?? key, team, policy: policyOf.get(team ?? ''), from: service }];
  });
  return { services: [...ofTeams, ...own], integrations: readIntegrations(root, policyOf), policies: made };
}

/** What the default routing rule of a team leads to; without routing rules the one escalation it has. */
function policyOfTeam(team: Construct, key: string, policies: readonly DraftPolicy[], made: DraftPolicy[]): string | undefined {
  const rules = team.children('routingRules');
  const standard = rules.find((rule) => rule.flag('isDefault') === true) ?? rules.at(-1);
  const notify = standard?.part('notify');
  const [type, id] = [notify?.text('type'), notify?.text('id') ?? notify?.text('name')];
  const criteria = standard?.part('criteria')?.text('type');
  notify?.text('name');
  if (criteria !== undefined && criteria !== 'match-all') {
    standard?.approximated('It is for some alerts in Opsgenie and for all of them here.');
  }
  if (standard && type === 'escalation') {
    standard.converted();
    return policies.find((policy) => policy.key === id || policy.name === id)?.key;
  }
  if (standard && type === 'schedule' && id !== undefined) {
    const policy: DraftPolicy = {
      key: `team ${key}`,
      name: `${team.name ?? key} on call`,
      steps: [{ targets: [{ kind: 'schedule', key: id, name: notify?.text('name'), from: standard }], from: [standard] }],
      loops: 0,
      from: standard,
    };
    made.push(policy);
    return policy.key;
  }
  standard?.leftOut('It leads to nobody.', 'Give the team’s service a policy.');
  const candidates = policies.filter(({ name }) => name === `${team.name ?? ''}_escalation` || name === `${team.name ?? ''} escalation`);
  const [only] = candidates.length > 0 ? candidates : [];
  if (!standard) {
    team.approximated(
      only
        ? 'Its routing rules are not in the export; its service has the escalation that bears its name.'
        : 'Its routing rules are not in the export, so its service has no policy of its own.',
      'Check the policy of its service.',
    );
  }
  return only?.key;
}

function readIntegrations(root: Construct, teams: ReadonlyMap<string, unknown>): DraftIntegration[] {
  return root.children('integrations').flatMap((integration): DraftIntegration[] => {
    const key = integration.text('id') ?? integration.text('name');
    const team = integration.text('teamId') ?? integration.part('ownerTeam', ['name'])?.text('id');
    const type = integration.text('type') ?? '';
    if (key === undefined || team === undefined || !teams.has(team)) {
      integration.leftOut(
        'It belongs to no team, so which service its alerts are for is not known.',
        'Write an integration for the service it is meant for.',
      );
      return [];
    }
    if (integration.flag('enabled') === false) {
      integration.leftOut('It is switched off.');
      return [];
    }
    integration.flag('ignoreRespondersFromPayload');
    if (integration.flag('suppressNotifications') === true) {
      integration.approximated('Its alerts page nobody in Opsgenie and page here.', 'Leave it out of the file if they should not.');
    }
    if (!webhooks.test(type)) {
      integration.approximated(
        `It is of the kind "${type}"; Watchbell takes PagerDuty’s Events API v2 and Alertmanager’s webhook.`,
        'Set this monitor to send one of them.',
      );
    }
    return [{ key, name: integration.name ?? key, service: `team ${team}`, from: integration }];
  });
}
