import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Alert } from '../../shared/alert/alert.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { parseAlertmanager } from './alertmanager.ts';

const text = readFileSync(new URL('../../test/fixtures/alertmanager/firing-and-resolved.json', import.meta.url), 'utf8');
const body = () => JSON.parse(text) as { alerts: Record<string, unknown>[]; version: string };

function alertsOf(value: unknown): Alert[] {
  const parsed = parseAlertmanager(value);
  if ('errors' in parsed) {
    throw new Error(parsed.errors.join('\n'));
  }
  return parsed.alerts;
}

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
    details: {
      labels: { alertname: 'HighErrorRate', instance: 'checkout-7d9f4c5b8-x2vqn:8080', job: 'checkout', severity: 'page' },
      annotations: {
        description: '5.3% of requests to checkout failed in the last 5 minutes.',
        runbook_url: 'https://example.org/runbooks/high-error-rate',
        summary: 'Checkout fails for 5.3% of requests',
      },
      groupKey: '{}/{team="payments"}:{job="checkout"}',
      receiver: 'watchbell',
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
    links: [],
  });
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

it('[ALR6] refuses another version and what is no webhook, with words that help', () => {
  expect(parseAlertmanager({ ...body(), version: '3' })).toEqual({
    errors: ['version: Only version "4" of the Alertmanager webhook is known; use Alertmanager 0.16 or newer.'],
  });
  for (const value of [null, 'text', {}, { version: '4' }, { version: '4', alerts: [{ status: 'maybe', labels: {} }] }]) {
    expect(parseAlertmanager(value)).toHaveProperty('errors');
  }
});

it('[ALR9] gives the log only what it can carry', () => {
  const long = `${'x'.repeat(1023)}😀`;
  const alerts = alertsOf({
    version: '4',
    alerts: [{ status: 'firing', labels: { alertname: long, instance: long }, annotations: { summary: `${long}\ud800` }, startsAt: long }],
  });
  expect(alerts.map((alert) => Alert.safeParse(JSON.parse(canonicalJson(alert))).success)).toEqual([true]);
});
