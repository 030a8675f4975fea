import { expect, it } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { fc } from '../../test/harness/properties.ts';
import { sentBody } from '../../test/harness/senders.ts';
import { canonicalJson } from '../log/canonical.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { Alert } from './alert.ts';
import { applyMapping } from './apply-mapping.ts';
import { Mapping } from './mapping.ts';

const keyOf = (summary: string, source: string) => `${summary} of ${source}`.slice(0, 255) || 'nothing';

function alertsOf(mapping: unknown, body: unknown): Alert[] {
  const mapped = applyMapping(mapping === undefined ? undefined : Mapping.parse(mapping), body, mondayNight, keyOf);
  if ('errors' in mapped) {
    throw new Error(mapped.errors.join('\n'));
  }
  return mapped.alerts;
}
const alertOf = (mapping: unknown, body: unknown) => alertsOf(mapping, body)[0];
const errorsOf = (mapping: unknown, body: unknown) => {
  const mapped = applyMapping(mapping === undefined ? undefined : Mapping.parse(mapping), body, mondayNight, keyOf);
  return 'errors' in mapped ? mapped.errors : [];
};

it('[ALR21] reads the obvious names without a mapping', () => {
  expect(alertOf(undefined, sentBody('generic/everything'))).toEqual({
    action: 'trigger',
    dedupKey: 'checkout-latency',
    summary: 'Checkout is slow',
    source: 'web1',
    severity: 'critical',
    component: 'gateway',
    group: 'payments',
    class: 'latency',
    occurredAt: '2026-11-23T02:41:00.000Z',
    groupKey: 'checkout-latency-group',
    known: {
      service: 'checkout',
      environment: 'production',
      region: 'eu-west-1',
      customer: 'c-17',
      host: 'web1',
      vip: true,
      priority: 'P1',
    },
    labels: { team: 'payments', shard: '7' },
    details: { p99: 4.2, nested: { kept: true }, status: 'firing', severity: 'P1', priority: 'p1' },
    links: [
      { href: 'https://monitor.example.org/a/1', text: 'Source' },
      { href: 'https://example.org/runbooks/latency', text: 'Runbook' },
    ],
    images: [{ src: 'https://monitor.example.org/a/1.png' }],
  });
});

const homeMade = {
  each: 'events',
  action: { from: 'now', words: { resolve: ['fine'], ignore: ['heartbeat'] } },
  severity: { from: 'level', words: { critical: ['4'], info: ['1'] }, otherwise: 'warning' },
  dedupKey: '{{check.name}}/{{check.host}}',
  summary: ['text', 'check.name'],
  source: 'check.host',
  component: { constant: 'gateway' },
  class: { from: 'text', find: '^([a-z0-9]+) is' },
  labels: 'facts',
  known: { customer: '$.tenant', host: 'check.host', vip: true },
  links: [{ href: 'https://monitor.example.org/{{check.name}}', text: 'check.name' }],
};

it('[ALR21] reads a body by paths, templates, constants, words and patterns, each alert of its list', () => {
  const [first, second, ...more] = alertsOf(homeMade, sentBody('generic/home-made'));
  expect(more).toEqual([]);
  expect(first).toEqual({
    action: 'trigger',
    dedupKey: 'latency/web1',
    summary: 'p99 is 4.2 s (limit 1 s)',
    source: 'web1',
    severity: 'critical',
    component: 'gateway',
    class: 'p99',
    known: { customer: 'c-17', host: 'web1', vip: true },
    labels: { env: 'prod', rack: 'b4' },
    details: { tenant: 'c-17', check: { name: 'latency', host: 'web1' }, level: 4, now: 'ALERT' },
    links: [{ href: 'https://monitor.example.org/latency', text: 'latency' }],
  });
  expect(second).toMatchObject({ action: 'resolve', dedupKey: 'latency/web2', severity: 'info' });
  const mapped = applyMapping(Mapping.parse(homeMade), sentBody('generic/home-made'), mondayNight, keyOf);
  expect(mapped).toMatchObject({ ignored: 1 });
});

it('[ALR21] reads what a mapping leaves open, or does not find, by the obvious names', () => {
  const body = { title: 'Disk full', host: 'db1', severity: 'warning' };
  expect(alertOf({ summary: 'headline', component: { constant: 'disk' } }, body)).toMatchObject({
    summary: 'Disk full',
    source: 'db1',
    severity: 'warning',
    component: 'disk',
  });
});

it('[ALR21] starts a path with $ at the whole body and any other where each stands', () => {
  const body = { name: 'outer', list: [{ name: 'inner' }] };
  const mapping = { each: '$.list', summary: '{{name}} of {{$.name}}', dedupKey: '$["list"][0].name' };
  expect(alertOf(mapping, body)).toMatchObject({ summary: 'inner of outer', dedupKey: 'inner' });
});

it('[ALR14] [ALR21] keeps what stands beside the list, however deep it is', () => {
  const body = { tenant: 'c-17', a: { list: [{ title: 'x' }], note: 'kept' } };
  expect(alertOf({ each: '$.a.list' }, body)?.details).toEqual({ tenant: 'c-17', a: { note: 'kept' } });
  expect(alertOf({ each: '$' }, { title: 'x', more: 1 })?.details).toEqual({ more: 1 });
});

it('[ALR22] rings in doubt about the state, is an error in doubt about the severity, and takes a severity for a state that is one', () => {
  const read = (body: object) => alertOf(undefined, { title: 'x', ...body });
  expect(read({ status: 'purple', severity: 'purple' })).toMatchObject({ action: 'trigger', severity: 'error' });
  expect(read({ status: 'Warning' })).toMatchObject({ action: 'trigger', severity: 'warning' });
  expect(read({ status: 'Recovered' })).toMatchObject({ action: 'resolve' });
  expect(read({ action: 'acknowledged' })).toMatchObject({ action: 'acknowledge' });
  expect(read({ priority: 'P 3' })).toMatchObject({ severity: 'warning' });
});

it('[ALR10] [ALR21] names a problem by its text where no key is given', () => {
  const [first, again, over, other] = [{}, {}, { status: 'ok' }, { host: 'db2' }].map((more) =>
    alertOf(undefined, { title: 'x', host: 'db1', ...more }),
  );
  expect([again?.dedupKey, over?.dedupKey]).toEqual([first?.dedupKey, first?.dedupKey]);
  expect(other?.dedupKey).not.toBe(first?.dedupKey);
});

it('[ALR21] takes an end ahead as seconds, milliseconds or ISO, and none in the past', () => {
  const end = mondayNight + MINUTE_MS;
  const expiry = (expires_at: unknown) => alertOf(undefined, { title: 'x', expires_at })?.expiresAt;
  expect([end, end / 1000, String(end), '2026-11-23T02:01:00Z'].map(expiry)).toEqual([end, end, end, end]);
  expect([mondayNight - 1, 'tomorrow', 1e300].map(expiry)).toEqual([undefined, undefined, undefined]);
});

it('[ALR21] says what is missing; with a mapping it rings whatever the body holds', () => {
  expect(errorsOf(undefined, {})[0]).toMatch(/^it says nothing that could be shown; give it one of summary, title, message/);
  expect(errorsOf(undefined, [{ title: 'a' }, {}])).toEqual([expect.stringMatching(/^alert 2: /) as string]);
  expect(errorsOf(undefined, 'text')).toEqual(['the body is not a JSON object; send names and values in braces']);
  expect(errorsOf({ each: 'events' }, {})).toEqual(['there is nothing at events, where the mapping of this integration looks for alerts']);
  expect(alertOf({ summary: 'headline' }, { strange: 1 })).toMatchObject({ summary: '{"strange":1}' });
});

it('[ALR14] keeps every field nobody asked for, and what is too long for its own', () => {
  const long = 'x'.repeat(5000);
  expect(alertOf(undefined, { title: long, unknown: { deep: [1] } })?.details).toEqual({
    texts: { summary: long },
    unknown: { deep: [1] },
  });
});

const name = fc.constantFrom(
  'a',
  'b',
  'title',
  'status',
  'severity',
  'labels',
  'tags',
  'id',
  'url',
  'host',
  'timestamp',
  'expires_at',
  '__proto__',
);
const body = fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 8 });
const place = fc.oneof(
  fc.constantFrom('$', 'a', '$.a.b', 'a[0]', '["title"]', '{{a}} {{$.b}}', 'labels'),
  fc.record({ constant: fc.oneof(fc.string({ maxLength: 50 }), fc.integer(), fc.boolean()) }),
  fc.record({ from: fc.constantFrom('a', '$'), find: fc.constantFrom('(a|b)+', '[0-9]+', '^$') }),
);
const mapping = fc.dictionary(
  fc.constantFrom('summary', 'dedupKey', 'source', 'occurredAt', 'expiresAt', 'client', 'groupKey', 'class'),
  place,
);

it('[ALR9] [ALR21] makes of any body by any mapping something the log can carry, or says what is wrong', () => {
  let made = 0;
  fc.assert(
    fc.property(fc.oneof(body, fc.array(body, { maxLength: 3 }), fc.jsonValue()), mapping, (given, by) => {
      const mapped = applyMapping(Mapping.parse(by), given, mondayNight, keyOf);
      const alerts = 'alerts' in mapped ? mapped.alerts : [];
      made += alerts.length;
      alerts.forEach((alert) => expect(Alert.safeParse(JSON.parse(canonicalJson(alert))).error).toBeUndefined());
      expect('errors' in mapped && mapped.errors.length === 0).toBe(false);
    }),
    { numRuns: 1000 },
  );
  expect(made).toBeGreaterThan(300);
});

it('[ALR23] keeps a label that only pretends to be text', () => {
  const labels = { team: { toString: 1 }, rack: 'b4' };
  expect(alertOf(undefined, { title: 'x', labels })).toMatchObject({ labels: { rack: 'b4' }, details: { labels } });
});
