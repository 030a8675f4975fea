import { expect, it } from 'vitest';
import { alertOf, errorsOf, sentBody } from '../../../test/harness/senders.ts';
import { parseDatadog } from './datadog.ts';

it('[ALR19] reads a Datadog monitor by our payload', () => {
  expect(alertOf(parseDatadog, sentBody('datadog/triggered'))).toEqual({
    action: 'trigger',
    dedupKey: '4711000000000000001',
    summary: 'Too many 500s on checkout on host:web1',
    source: 'web1',
    severity: 'critical',
    class: 'trace.http.request.errors',
    occurredAt: '2026-11-23T02:41:00.000Z',
    known: { host: 'web1', priority: 'P1' },
    labels: { env: 'prod', service: 'checkout', monitor: 'true' },
    details: {
      event_title: '[P1] [Triggered on {host:web1}] Too many 500s on checkout',
      text_only_msg: 'Too many 500s on checkout. Look at the last deployment.',
      alert_id: '118239',
      alert_cycle_key: '4711000000000000001',
      aggreg_key: '9bd4ac313a4d1e8fae2482df7b77628',
      alert_transition: 'Triggered',
      alert_type: 'error',
      alert_metric: 'trace.http.request.errors',
      alert_query: 'avg(last_5m):sum:trace.http.request.errors{env:prod} by {host} > 50',
      alert_scope: 'host:web1, env:prod',
      alert_status: 'trace.http.request.errors over host:web1 was > 50 during the last 5m',
      org_name: 'Example Shop',
    },
    links: [{ href: 'https://app.datadoghq.com/event/event?id=1', text: 'Datadog' }],
    images: [{ src: 'https://p.datadoghq.com/snapshot/1.png', alt: 'Too many 500s on checkout on host:web1' }],
    client: 'Datadog',
  });
});

it('[ALR19] recovers by the same cycle and warns as a warning', () => {
  expect(alertOf(parseDatadog, sentBody('datadog/recovered'))).toMatchObject({ action: 'resolve', dedupKey: '4711000000000000001' });
  const warn = alertOf(parseDatadog, sentBody('datadog/warn'));
  expect(warn).toMatchObject({ action: 'trigger', severity: 'warning', known: { host: 'web1' } });
  expect(warn.known).not.toHaveProperty('priority');
});

it('[ALR19] reads Datadog’s own payload by its title, whose end has the key of its beginning', () => {
  const body = sentBody('datadog/own-payload');
  const alert = alertOf(parseDatadog, body);
  expect(alert).toMatchObject({
    action: 'trigger',
    summary: 'Queue of invoices is long',
    severity: 'error',
    details: { org: { id: '11023' } },
  });
  const over = alertOf(parseDatadog, { ...body, title: '[Recovered] Queue of invoices is long' });
  expect(over).toMatchObject({ action: 'resolve', dedupKey: alert.dedupKey });
});

it('[ALR19] says what to paste where nothing has a title', () => {
  expect(errorsOf(parseDatadog, { body: 'x' })).toEqual([
    'body: event_title is missing; paste the payload of docs/monitors.md into the webhook',
  ]);
});

it('[ALR41] reads every variable of Datadog, and leaves out those it had no value for', () => {
  const alert = alertOf(parseDatadog, sentBody('datadog/every-variable'));
  expect(alert).toMatchObject({
    action: 'trigger',
    dedupKey: '4711000000000000009',
    summary: 'Disk nearly full',
    severity: 'error',
    known: { host: 'db1', priority: 'P2' },
    labels: { env: 'prod', host: 'db1', monitor: 'true', role: 'db' },
    details: {
      alert_title: '[Re-Triggered on {host:db1}] Disk nearly full',
      last_updated_posix: '1795404725',
      org_id: '11023',
      user: 'ana@example.org',
    },
  });
  expect(alert).not.toHaveProperty('images');
  const sent = sentBody('datadog/every-variable');
  const over = alertOf(parseDatadog, { ...sent, alert_title: '[Recovered on {host:db1}] Disk nearly full', alert_transition: 'Recovered' });
  expect(over).toMatchObject({ action: 'resolve', summary: alert.summary });
});

it.each([
  ['No Data', 'error'],
  ['Re-Triggered', 'error'],
  ['Renotify', 'error'],
  ['Re-Warn', 'warning'],
  ['Null', 'error'],
])('[ALR41] rings for the transition %s', (alert_transition, severity) => {
  const { alert_priority: _, ...sent } = sentBody('datadog/every-variable');
  expect(alertOf(parseDatadog, { ...sent, alert_transition })).toMatchObject({ action: 'trigger', severity });
});

it('[ALR41] joins beginning and end without keys by their titles, whatever stands in brackets before them', () => {
  const said = (alert_title: string) => alertOf(parseDatadog, { alert_title, hostname: 'db1' });
  const [first, last] = [said('[Triggered on {host:db1}] Disk nearly full'), said('[Recovered on {host:db1}] Disk nearly full')];
  expect([first.action, last.action, last.dedupKey]).toEqual(['trigger', 'resolve', first.dedupKey]);
});
