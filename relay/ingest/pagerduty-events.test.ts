import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { Alert } from '../../shared/alert/alert.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { parseEnqueue } from './pagerduty-events.ts';

const body = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test/fixtures/pagerduty/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
const trigger = body('trigger');
const payload = trigger['payload'] as Record<string, unknown>;

function alertOf(value: unknown): Alert {
  const parsed = parseEnqueue(value, 'made-here');
  if ('errors' in parsed) {
    throw new Error(parsed.errors.join('\n'));
  }
  return parsed.alert;
}

function errorsOf(value: unknown): string[] {
  const parsed = parseEnqueue(value, 'made-here');
  return 'errors' in parsed ? parsed.errors : [];
}

it('[ALR5] keeps every field a monitor sends', () => {
  expect(parseEnqueue(trigger, 'made-here')).toEqual({
    routingKey: '0123456789abcdef0123456789abcdef',
    alert: {
      action: 'trigger',
      dedupKey: 'prod-datapipe03/disk',
      summary: 'DISK at 99% on machine prod-datapipe03.example.com',
      source: 'prod-datapipe03.example.com',
      severity: 'critical',
      component: 'postgres',
      group: 'prod-datapipe',
      class: 'disk',
      occurredAt: '2026-11-23T02:58:14.412+0000',
      details: {
        'free space': '1%',
        'ping time': '1500ms',
        'load avg': 0.75,
        tags: ['region:eu-west-3', 'team:data'],
        other: { links: [{ href: 'javascript:alert(1)', text: 'Not a link' }] },
      },
      images: [{ src: 'https://www.example.com/graph.png', href: 'https://example.com/', alt: 'Disk usage, last 24 hours' }],
      links: [{ href: 'https://example.com/runbooks/disk', text: 'Runbook' }],
      client: 'Sample Monitoring Service',
      clientUrl: 'https://monitoring.example.com',
    },
  });
});

it('[ALR5] tolerates nulls, plain words for details and fields it does not know, and keeps them', () => {
  expect(alertOf(body('datadog-trigger'))).toMatchObject({
    severity: 'warning',
    dedupKey: 'monitor:1234567:host:web-4',
    details: { details: 'latency 2.4 s for 10 minutes', other: { event_version: 2, event_id: '7311998' } },
  });
});

it('[ALR5] hears a resolution whose payload is only half of one', () => {
  expect(alertOf(body('resolve'))).toMatchObject({ action: 'resolve', dedupKey: 'prod-datapipe03/disk' });
  expect(alertOf({ ...body('resolve'), event_action: 'acknowledge', payload: 'nonsense' })).toMatchObject({ action: 'acknowledge' });
});

it('[ALR5] makes a key for a trigger without one', () => {
  expect(alertOf({ ...trigger, dedup_key: undefined }).dedupKey).toBe('made-here');
  expect(alertOf({ ...trigger, dedup_key: '' }).dedupKey).toBe('made-here');
});

it.each([
  ['no routing key', { ...trigger, routing_key: undefined }, "'routing_key' is missing or blank"],
  ['a short routing key', { ...trigger, routing_key: 'abc' }, "'routing_key' must be a string of 32 characters"],
  ['no action', { ...trigger, event_action: undefined }, "'event_action' is missing or blank"],
  [
    'another action',
    { ...trigger, event_action: 'page' },
    "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge', 'resolve')",
  ],
  ['no payload', { ...trigger, payload: undefined }, "'payload' is missing or blank"],
  ['no summary', { ...trigger, payload: { ...payload, summary: '' } }, "'payload.summary' is missing or blank"],
  ['no source', { ...trigger, payload: { ...payload, source: undefined } }, "'payload.source' is missing or blank"],
  [
    'another severity',
    { ...trigger, payload: { ...payload, severity: 'high' } },
    "'payload.severity' is invalid (must be one of the following: 'critical', 'error', 'warning', 'info')",
  ],
  ['a key of 256 characters', { ...trigger, dedup_key: 'k'.repeat(256) }, "'dedup_key' is too long (at most 255)"],
  ['a resolution without a key', { ...body('resolve'), dedup_key: undefined }, "'dedup_key' is missing or blank"],
])('[ALR5] refuses %s in the words senders know', (_, value, message) => {
  expect(errorsOf(value)).toContain(message);
});

it.each([[null], ['text'], [12], [[]], [undefined]])('[ALR5] refuses a body that is no event: %j', (value) => {
  expect(errorsOf(value).length).toBeGreaterThan(0);
});

it('[ALR5] cuts what is too long instead of losing the page', () => {
  const alert = alertOf({
    ...trigger,
    payload: { ...payload, summary: 's'.repeat(5000), source: 'x'.repeat(5000) },
    links: Array.from({ length: 80 }, () => ({ href: 'https://example.org' })),
  });
  expect(alert.summary).toHaveLength(1024);
  expect(alert.source).toHaveLength(1024);
  expect(alert.links).toHaveLength(50);
  expect(Alert.safeParse(alert).success).toBe(true);
});

it('[ALR5] leaves out a link or a picture that cannot be shown, and keeps the page', () => {
  const links = [
    { href: 'ftp://example.org' },
    { href: `https://example.org/${'x'.repeat(3000)}` },
    'https://example.org',
    { href: 'https://example.org', text: null },
  ];
  const images = [{ src: 'https://example.org/a.png', href: 'javascript:alert(1)', alt: 'a'.repeat(2000) }, { alt: 'nothing' }];
  const alert = alertOf({ ...trigger, links, images });
  expect(alert.links).toEqual([{ href: 'https://example.org', text: undefined }]);
  expect(alert.images).toEqual([{ src: 'https://example.org/a.png', href: undefined, alt: 'a'.repeat(1024) }]);
  expect(Alert.safeParse(alert).success).toBe(true);
});

it('[ALR9] gives the log only what it can carry, whatever text and numbers come', () => {
  const anything = fc.jsonValue({ maxDepth: 3, stringUnit: fc.constantFrom('a', '\ud83d', '\ude00', '\u0000', '"', 'é', '😀') });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '😀', '\ud83d'), minLength: 1, maxLength: 1500 }), anything, (summary, details) => {
      const alert = alertOf({ ...trigger, payload: { ...payload, summary, custom_details: details, surprise: details } });
      expect(Alert.safeParse(JSON.parse(canonicalJson(alert))).success).toBe(true);
    }),
    { numRuns: 200 },
  );
  expect(canonicalJson(alertOf(JSON.parse(JSON.stringify(trigger).replace('0.75', '1e999'))))).toContain('"load avg":"Infinity"');
});

it('[ALR41] keeps whole in the details what is longer than its field, and an acknowledgement without a payload', () => {
  const long = 's'.repeat(2000);
  expect(alertOf({ ...trigger, client: long, payload: { ...payload, summary: long, component: long } }).details).toMatchObject({
    other: { client: long, summary: long, component: long },
  });
  const links = Array.from({ length: 52 }, (_, i) => ({ href: `https://example.org/${i}` }));
  expect(alertOf({ ...trigger, links }).details).toMatchObject({ other: { links: links.slice(50) } });
});
