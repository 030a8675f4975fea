import { expect, it } from 'vitest';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { isoOf, MINUTE_MS } from '../../../shared/time/instant.ts';
import { mondayNight } from '../../../test/harness/entries.ts';
import { parseAlertmanager } from './alertmanager.ts';

const body = () => sentBody('alertmanager/firing-and-resolved');
const alertsOf = (value: unknown) => madeOf(parseAlertmanager, value).alerts;

it('[ALR6] reads one alert a fingerprint: firing triggers, resolved resolves', () => {
  const [firing, over] = alertsOf(body());
  expect(firing).toEqual({
    action: 'trigger',
    dedupKey: '9d1c6d4f3a8e2b10',
    summary: 'Checkout fails for 5.3% of requests',
    source: 'checkout-7d9f4c5b8-x2vqn:8080',
    severity: 'critical',
    class: 'HighErrorRate',
    occurredAt: '2026-11-23T02:58:14.412Z',
    groupKey: '{}/{team="payments"}:{job="checkout"}',
    labels: { alertname: 'HighErrorRate', instance: 'checkout-7d9f4c5b8-x2vqn:8080', job: 'checkout', severity: 'page' },
    details: {
      annotations: {
        description: '5.3% of requests to checkout failed in the last 5 minutes.',
        runbook_url: 'https://example.org/runbooks/high-error-rate',
      },
      receiver: 'watchbell',
      groupLabels: { job: 'checkout' },
      notification_reason: 'new alerts in group',
    },
    links: [
      { href: 'http://prometheus.example.org/graph?g0.expr=rate', text: 'Source' },
      { href: 'https://example.org/runbooks/high-error-rate', text: 'Runbook' },
    ],
    client: 'Alertmanager',
    clientUrl: 'http://alertmanager.example.org',
  });
  expect(over).toMatchObject({
    action: 'resolve',
    dedupKey: '1f2e3d4c5b6a7980',
    severity: 'warning',
    summary: 'The invoice queue is 20 minutes behind.',
    details: { endsAt: '2026-11-23T02:57:30Z' },
  });
  expect(over).not.toHaveProperty('links');
  expect(over).not.toHaveProperty('expiresAt');
});

it('[ALR6] derives the key from the labels, whatever their order, when the fingerprint is missing or too long for one', () => {
  const keyOf = (alert: Record<string, unknown>) => alertsOf({ version: '4', alerts: [{ status: 'firing', ...alert }] })[0]?.dedupKey;
  const derived = keyOf({ labels: { alertname: 'A', job: 'b' } });
  expect(keyOf({ labels: { job: 'b', alertname: 'A' } })).toBe(derived);
  expect(keyOf({ labels: { alertname: 'A', job: 'b' }, fingerprint: '' })).toBe(derived);
  expect(keyOf({ labels: { alertname: 'A', job: 'b' }, fingerprint: 'f'.repeat(256) })).toBe(derived);
  expect(keyOf({ labels: { alertname: 'A', job: 'c' } })).not.toBe(derived);
});

it.each([
  ['critical', 'critical'],
  ['PAGE', 'critical'],
  ['high', 'error'],
  ['warn', 'warning'],
  ['none', 'info'],
  ['sev2', 'error'],
  ['', 'error'],
])('[ALR6] takes the severity "%s" for %s, and in doubt rings', (severity, expected) => {
  expect(alertsOf({ version: '4', alerts: [{ status: 'firing', labels: { alertname: 'A', severity } }] })[0]?.severity).toBe(expected);
});

it('[ALR6] tells how many alerts were left out, and why it was notified', () => {
  expect(alertOf(parseAlertmanager, sentBody('alertmanager/truncated-with-reason')).details).toEqual({
    receiver: 'watchbell',
    truncatedAlerts: 3,
    notification_reason: 'new-alerts-in-group',
    groupLabels: { alertname: 'DiskWillFill' },
  });
});

it('[ALR6] takes an end ahead for when a firing alert is over; the year 1, an end in the past and a resolved one have none', () => {
  const expiry = (status: string, endsAt: string) => alertsOf({ version: '4', alerts: [{ status, labels: {}, endsAt }] })[0]?.expiresAt;
  const ahead = isoOf(mondayNight + MINUTE_MS);
  expect(expiry('firing', ahead)).toBe(mondayNight + MINUTE_MS);
  expect([expiry('firing', '0001-01-01T00:00:00Z'), expiry('firing', isoOf(mondayNight - 1)), expiry('resolved', ahead)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('[ALR6] refuses another version and what is no webhook, with words that help', () => {
  expect(errorsOf(parseAlertmanager, { ...body(), version: '3' })).toEqual([
    'version: Only version "4" of the Alertmanager webhook is known; use Alertmanager 0.16 or newer.',
  ]);
  for (const value of [null, 'text', {}, { version: '4' }, { version: '4', alerts: [{ status: 'maybe', labels: {} }] }]) {
    expect(errorsOf(parseAlertmanager, value)).not.toEqual([]);
  }
});

it('[ALR14] keeps whole in the details what its field has no room for', () => {
  const long = `${'x'.repeat(1023)}😀`;
  const labels = {
    alertname: long,
    instance: long,
    [long]: 'value',
    ...Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`l${i}`, 'v'])),
  };
  const alert = alertOf(parseAlertmanager, {
    version: '4',
    alerts: [{ status: 'firing', labels, annotations: { summary: long }, startsAt: long }],
  });
  expect(Object.keys(alert.labels ?? {})).toHaveLength(100);
  expect(alert.details).toMatchObject({
    texts: { summary: long, occurredAt: long },
    labels: { alertname: long, [long]: 'value', l119: 'v' },
  });
});

it('[ALR14] repeats what stands beside many alerts only while it is small', () => {
  const alerts = Array.from({ length: 1000 }, (_, i) => ({ status: 'firing', labels: { alertname: `A${i}` } }));
  const beside = (extra: string) => alertsOf({ version: '4', extra, alerts }).filter((alert) => alert.details?.['extra'] === extra).length;
  expect([beside('short'), beside('x'.repeat(100_000))]).toEqual([1000, 1]);
});

it('[ALR41] reads every field of the newest Alertmanager, the labels of its route among them', () => {
  expect(alertOf(parseAlertmanager, sentBody('alertmanager/every-field'))).toMatchObject({
    action: 'resolve',
    severity: 'error',
    labels: { team: 'data' },
    details: {
      routeLabels: { tier: 'two' },
      notification_reason: 'all alerts resolved',
      endsAt: '2026-11-23T02:41:30.25Z',
      annotations: { dashboard: 'https://grafana.example.org/d/replicas' },
    },
  });
});
