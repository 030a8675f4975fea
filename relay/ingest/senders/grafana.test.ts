import { expect, it } from 'vitest';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { parseGrafana } from './grafana.ts';

it('[ALR16] reads Grafana’s unified alerting: one alert a fingerprint, with its links, picture and values', () => {
  const [firing, over] = madeOf(parseGrafana, sentBody('grafana/firing-and-resolved')).alerts;
  expect(firing).toEqual({
    action: 'trigger',
    dedupKey: 'c0ffee0000000001',
    summary: 'checkout uses 94 % of its memory',
    source: 'Grafana',
    severity: 'critical',
    class: 'High memory usage',
    occurredAt: '2026-11-23T03:41:00+01:00',
    groupKey: '{}/{folder="payments"}:{alertname="High memory usage"}',
    labels: { alertname: 'High memory usage', grafana_folder: 'payments', severity: 'critical', zone: 'eu-1' },
    details: {
      receiver: 'Watchbell',
      orgId: 1,
      truncatedAlerts: 0,
      message: '**Firing** High memory usage',
      title: '[FIRING:1, RESOLVED:1] High memory usage payments',
      groupLabels: { alertname: 'High memory usage' },
      appVersion: '12.1.0',
      annotations: { description: 'For ten minutes now.', runbook_url: 'https://example.org/runbooks/memory' },
      values: { B: 94.2, C: 1 },
      valueString: "[ var='B' labels={zone=eu-1} value=94.2 ]",
      ruleUID: 'abc',
    },
    links: [
      { href: 'https://grafana.example.org/alerting/grafana/abc/view?orgId=1', text: 'Source' },
      { href: 'https://example.org/runbooks/memory', text: 'Runbook' },
      { href: 'https://grafana.example.org/d/mem', text: 'Dashboard' },
      { href: 'https://grafana.example.org/d/mem?viewPanel=2', text: 'Panel' },
      { href: 'https://grafana.example.org/alerting/silence/new?alertmanager=grafana&matcher=alertname', text: 'Silence in Grafana' },
    ],
    images: [{ src: 'https://grafana.example.org/public/img/attachments/1.png', alt: 'High memory usage' }],
    client: 'Grafana',
    clientUrl: 'https://grafana.example.org/',
  });
  expect(over).toMatchObject({ action: 'resolve', dedupKey: 'c0ffee0000000002', details: { endsAt: '2026-11-23T03:31:00+01:00' } });
});

it('[ALR16] reads the alerting before it: one alert a rule, whose ok resolves', () => {
  const body = sentBody('grafana/legacy-alerting');
  const alert = alertOf(parseGrafana, body);
  expect(alert).toMatchObject({
    action: 'trigger',
    summary: '[Alerting] Memory of web1',
    class: 'Memory of web1',
    severity: 'error',
    labels: { team: 'web' },
    details: {
      message: 'Look at the heap first.',
      orgId: 1,
      dashboardId: 3,
      panelId: 2,
      evalMatches: [{ value: 97, metric: 'memory', tags: { host: 'web1' } }],
    },
    links: [{ href: 'https://grafana.example.org/d/x?tab=alert', text: 'Rule' }],
    images: [{ src: 'https://grafana.example.org/img/2.png' }],
  });
  expect(alertOf(parseGrafana, { ...body, state: 'ok' })).toMatchObject({ action: 'resolve', dedupKey: alert.dedupKey });
  expect(alertOf(parseGrafana, { ...body, state: 'no_data' })).toMatchObject({ action: 'trigger', dedupKey: alert.dedupKey });
  expect(madeOf(parseGrafana, { ...body, state: 'paused' })).toMatchObject({
    alerts: [],
    ignored: expect.stringContaining('paused') as string,
  });
});

it.each([[null], [{}], [{ alerts: 'none' }], [{ alerts: [{ status: 'maybe', labels: {} }] }], [{ ruleId: 1 }]])(
  '[ALR16] refuses %j with words',
  (body) => {
    expect(errorsOf(parseGrafana, body)).not.toEqual([]);
  },
);

it('[ALR41] reads what Grafana tells of a rule without data: null values, no picture of numbers, its links and what was left out', () => {
  const alert = alertOf(parseGrafana, sentBody('grafana/every-field'));
  expect(alert).toMatchObject({
    action: 'trigger',
    summary: 'No orders are measured',
    severity: 'error',
    details: { truncatedAlerts: 2, orgId: 3, ruleUID: 'ord', message: '**Firing**' },
    images: [{ src: 'https://grafana.example.org/img/7.png', alt: 'DatasourceNoData' }],
  });
  expect(alert.links?.map(({ text }) => text)).toEqual(['Source', 'Runbook', 'Dashboard', 'Panel', 'Silence in Grafana']);
});
