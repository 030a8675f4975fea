import { expect, it } from 'vitest';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { parseSentry } from './sentry.ts';

const from = (resource: string) => ({ headers: { 'sentry-hook-resource': resource } });

it('[ALR19] reads an issue alert of Sentry without the trace that fills its page', () => {
  const alert = alertOf(parseSentry, sentBody('sentry/event-alert'), from('event_alert'));
  expect(alert).toMatchObject({
    action: 'trigger',
    dedupKey: 'sentry-issue-1170820242',
    summary: 'TypeError: total is undefined',
    source: 'checkout/pay.js in charge',
    severity: 'critical',
    class: 'Payments break',
    occurredAt: '2026-11-23T02:40:02.000000Z',
    known: { environment: 'production', deployment: 'checkout@4.2.0' },
    labels: { browser: 'Chrome 140', environment: 'production', customer: 'c-17' },
    links: [{ href: expect.stringContaining('/issues/1170820242/') as string, text: 'Sentry' }],
    client: 'Sentry',
  });
  expect(alert.details?.['event']).toMatchObject({ event_id: 'e4874d664c3540c1a32eab185f12c5ab', platform: 'javascript' });
});

it('[ALR14] leaves a trace of megabytes on its page in Sentry', () => {
  const body = sentBody('sentry/event-alert') as { data: { event: Record<string, unknown> } };
  body.data.event['exception'] = { values: 'x'.repeat(1_000_000) };
  const alert = alertOf(parseSentry, body);
  expect(JSON.stringify(alert).length).toBeLessThan(10_000);
  expect(alert.details?.['event']).toMatchObject({ leftOut: ['exception'] });
});

it('[ALR19] resolves the issue it triggered, and rings for no issue that is only created', () => {
  expect(alertOf(parseSentry, sentBody('sentry/issue-resolved'), from('issue'))).toMatchObject({
    action: 'resolve',
    dedupKey: 'sentry-issue-1170820242',
  });
  expect(madeOf(parseSentry, sentBody('sentry/issue-created'), from('issue'))).toMatchObject({
    alerts: [],
    ignored: expect.stringContaining('created') as string,
  });
  expect(madeOf(parseSentry, {}, from('installation')).alerts).toEqual([]);
});

it('[ALR19] reads a metric alert by its incident, with or without the header', () => {
  const critical = alertOf(parseSentry, sentBody('sentry/metric-critical'), from('metric_alert'));
  expect(critical).toMatchObject({
    action: 'trigger',
    dedupKey: 'sentry-metric-4',
    summary: 'Critical: Too many errors',
    severity: 'critical',
    known: { environment: 'production' },
    details: { description_text: '1200 events in the last 10 minutes\nFilter: level:error' },
  });
  expect(alertOf(parseSentry, { ...sentBody('sentry/metric-critical'), action: 'warning' }).severity).toBe('warning');
  expect(alertOf(parseSentry, sentBody('sentry/metric-resolved'))).toMatchObject({ action: 'resolve', dedupKey: 'sentry-metric-4' });
});

it('[ALR19] refuses what Sentry does not post, with words', () => {
  expect(errorsOf(parseSentry, { data: {} })[0]).toContain('as an integration of Sentry posts it');
  expect(errorsOf(parseSentry, { data: { event: {} } }, from('event_alert'))).toHaveLength(1);
});

it('[ALR41] reads the webhooks plugin of a project, whose key is that of its issue', () => {
  expect(alertOf(parseSentry, sentBody('sentry/legacy-plugin'))).toMatchObject({
    action: 'trigger',
    dedupKey: 'sentry-issue-1170820777',
    summary: 'CardError: card was refused twice',
    source: 'charge in pay.py',
    severity: 'error',
    class: 'Payments break',
    known: { environment: 'production', deployment: 'checkout@4.3.0' },
    labels: { customer: 'c-18' },
    details: { message: 'card was refused twice', project_name: 'Checkout', event: { platform: 'python', user: { id: '77' } } },
    links: [{ href: expect.stringContaining('/issues/1170820777/') as string, text: 'Sentry' }],
  });
  expect(alertOf(parseSentry, { id: 1, event: null, culprit: 'x' })).toMatchObject({ summary: 'x', severity: 'error' });
});

it('[ALR41] reads a metric that only warns, with its triggers, and an issue that is archived', () => {
  expect(alertOf(parseSentry, sentBody('sentry/metric-warning'), from('metric_alert'))).toMatchObject({
    action: 'trigger',
    dedupKey: 'sentry-metric-4',
    severity: 'warning',
    details: { metric_alert: { alert_rule: { triggers: [{ label: 'warning' }] } } },
  });
  expect(alertOf(parseSentry, sentBody('sentry/issue-archived'), from('issue'))).toMatchObject({
    action: 'resolve',
    dedupKey: 'sentry-issue-1170820242',
    details: { action: 'archived', issue: { substatus: 'archived_until_escalating' } },
  });
});

it.each(['error', 'comment', 'installation', 'seer', 'preprod_artifact'])(
  '[ALR41] makes nothing of Sentry’s %s, and says so',
  (resource) => {
    expect(madeOf(parseSentry, { action: 'created', data: {} }, from(resource))).toMatchObject({
      alerts: [],
      ignored: expect.stringContaining(resource) as string,
    });
  },
);
