import { describe, expect, it } from 'vitest';
import { alertOf } from '../../test/harness/ruled.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { exportOf, imported, type SourceName } from '../../test/harness/imports.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import type { Alert } from '../alert/alert.ts';
import { applyRules } from '../routing/apply-rules.ts';
import { openingOf } from '../routing/opening-draft.ts';
import type { Json } from './json.ts';

/** What the imported rules make of an alert: its service, policy and severity, and whether it waits or pages nobody. */
function ruler(source: SourceName, content?: object) {
  const { yaml, report } = imported(source, content ? [{ path: 'all.json', values: [content as Json] }] : exportOf(source));
  const state = stateWith(yaml);
  const made = (integration: string, alert: Partial<Alert>) => {
    const { body, pauseMs, isSuppressed } = applyRules(state, openingOf(state, integration, alertOf(alert)), mondayNight);
    const { service, policy, severity, priority } = body;
    return { service, policy: policy.id, severity, priority, pauseMs, isSuppressed };
  };
  return { made, of: (path: string) => report.entries.find((entry) => entry.path === path) };
}

describe('PagerDuty', () => {
  const { made, of } = ruler('pagerduty');

  it('[IMP15] sorts events as the first rule that holds does', () => {
    const event = (more: Partial<Alert>) => made('default-global', { summary: 'Fan broken', labels: { env: 'test' }, ...more });
    expect(event({ summary: 'A disk is full', component: 'db' })).toMatchObject({ service: 'refunds', severity: 'error' });
    expect(event({ labels: { env: 'live' } })).toMatchObject({ service: 'checkout', severity: 'warning' });
    expect(event({ source: 'lab-7' })).toMatchObject({ isSuppressed: true });
    expect(event({ source: 'LAB-7' })).toMatchObject({ isSuppressed: false });
    expect(of('rulesets[0].rules[3]')?.said?.[0]).toContain('headers.from contains "x"');
  });

  it('[IMP15] sorts events by orchestrations, and then by those of the service', () => {
    const event = (more: Partial<Alert>) => made('front-door', more);
    expect(event({ summary: 'No refund goes out' })).toMatchObject({ service: 'refunds', isSuppressed: false });
    expect(event({ labels: { team: 'refunds' }, source: 'load-3' })).toMatchObject({ service: 'refunds', isSuppressed: true });
    expect(event({ labels: { team: 'refunds' }, severity: 'info' })).toMatchObject({ service: 'checkout' });
    expect(of('orchestration_paths[0].sets[0].rules[1]')?.said?.[0]).toContain('now in Mon,Tue');
  });

  it('[IMP15] has what is not critical wait where notifications were paused', () => {
    expect(made('prometheus', { severity: 'error' })).toMatchObject({ service: 'checkout', pauseMs: 120_000 });
    expect(made('prometheus', { severity: 'critical' })).toMatchObject({ pauseMs: undefined });
  });

  it('[IMP15] groups by the same fields for as long, and says what is learnt and not said', () => {
    const service = (id: string, grouping: object) => ({ id, name: id, alert_grouping_parameters: grouping });
    const services = [
      service('a', { type: 'content_based', config: { aggregate: 'all', fields: ['custom_details.cluster', 'class'], time_window: 600 } }),
      service('b', { type: 'time', config: { timeout: 0 } }),
      service('c', { type: 'intelligent', config: { time_window: 300 } }),
      service('d', { type: 'content_based', config: { aggregate: 'any', fields: ['source', 'class'] } }),
    ];
    const { definitions, report } = imported('pagerduty', [{ path: 'services.json', values: [{ services } as unknown as Json] }]);
    expect(definitions?.grouping.map(({ id, by, windowMs, rolling }) => [id, by, windowMs, rolling])).toEqual([
      ['a', ['label.cluster', 'class'], 600_000, true],
      ['b', [], 86_400_000, true],
    ]);
    const outcomes = report.entries.filter(({ kind }) => kind === 'alert grouping').map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['converted', 'approximated', 'not-converted', 'not-converted']);
  });
});

it('[IMP15] Opsgenie: sets what policies set, routes what rules routed, delays what was delayed', () => {
  const { made, of } = ruler('opsgenie');
  const alert = (more: Partial<Alert>) => made('prometheus', more);
  expect(alert({ labels: { tier: 'gold' } })).toMatchObject({ priority: 'P1', policy: 'platform-escalation' });
  expect(alert({})).toMatchObject({ policy: 'platform-platform-schedule', pauseMs: undefined });
  expect(alert({ summary: 'Ping lost' })).toMatchObject({ pauseMs: 120_000 });
  expect(of('policies[3]')?.said?.[0]).toContain('tags contains "lab"');
});

it('[IMP15] Grafana OnCall: leads to the chain of the first route whose simple template holds', () => {
  const content = {
    integrations: [{ id: 'I', name: 'Edge', type: 'alertmanager', default_route: { id: 'D', escalation_chain_id: 'C0' } }],
    escalation_chains: ['C0', 'C1', 'C2'].map((id) => ({ id, name: id })),
    routes: [
      ['jinja2', '{{ payload.commonLabels.severity == "critical" or "pay" in payload.labels.team }}', 'C1'],
      ['regex', String.raw`"env"\s*:\s*"test"`, null],
      ['jinja2', `{{ payload.labels.team not in ['a', 'b'] and payload.labels.env != 'dev' }}`, 'C2'],
    ].map(([routing_type, routing_regex, chain], position) => ({
      id: `R${position}`,
      integration_id: 'I',
      position,
      routing_type,
      routing_regex,
      escalation_chain_id: chain,
    })),
  };
  const { made } = ruler('grafana-oncall', content);
  const alert = (labels: Record<string, string>) => made('edge', { labels });
  expect(alert({ severity: 'critical', env: 'test' })).toMatchObject({ policy: 'c1', isSuppressed: false });
  expect(alert({ team: 'payments' })).toMatchObject({ policy: 'c1' });
  expect(alert({ team: 'a', env: 'test' })).toMatchObject({ isSuppressed: true });
  expect(alert({ team: 'c', env: 'live' })).toMatchObject({ policy: 'c2' });
  expect(alert({ team: 'a' })).toMatchObject({ policy: 'c0', isSuppressed: false });
});

it('[IMP15] keeps nothing from paging that a rule before it, which was not converted, may have taken', () => {
  const route = (position: number, routing_regex: string) => ({ id: `R${position}`, integration_id: 'I', position, routing_regex });
  const integrations = [{ id: 'I', name: 'Edge', type: 'webhook', default_route: { id: 'D', escalation_chain_id: 'C' } }];
  const content = (...routes: object[]) => ({ integrations, escalation_chains: [{ id: 'C', name: 'C' }], routes });
  const quiet = route(2, '"env": "test"');
  const alert = { labels: { env: 'test' } };
  expect(ruler('grafana-oncall', content(quiet)).made('edge', alert)).toMatchObject({ isSuppressed: true });
  const unsure = ruler('grafana-oncall', content({ ...route(1, 'a.*b'), escalation_chain_id: 'C' }, quiet));
  expect(unsure.made('edge', alert)).toMatchObject({ isSuppressed: false });
  expect(unsure.of('routes[1]')).toMatchObject({ outcome: 'not-converted' });

  const receivers = [{ name: 'all', email_configs: [{ to: 'x' }] }, { name: 'none' }];
  const routes = [{ receiver: 'none', matchers: ['env="test"'] }];
  const config = (...before: object[]) => ({ route: { receiver: 'all', routes: [...before, ...routes] }, receivers });
  expect(ruler('alertmanager', config()).made('alertmanager', alert)).toMatchObject({ isSuppressed: true });
  const unread = config({ receiver: 'all', matchers: ['env=~"(?=t)est"'] });
  expect(ruler('alertmanager', unread).made('alertmanager', alert)).toMatchObject({ isSuppressed: false });
});
