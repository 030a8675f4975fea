import { expect, it } from 'vitest';
import { isoOf, MINUTE_MS, parseIso } from '../../../shared/time/instant.ts';
import { mondayNight } from '../../../test/harness/entries.ts';
import { alertOf, errorsOf, madeOf, sentBody } from '../../../test/harness/senders.ts';
import { parsePrometheus } from './prometheus.ts';

const now = parseIso('2026-11-23T03:00:15Z') ?? 0;

it('[ALR15] takes what Prometheus pushes: an end in the past resolves, one ahead is when it is over', () => {
  const [firing, over, open] = madeOf(parsePrometheus, sentBody('prometheus/firing-and-resolved'), { now }).alerts;
  expect(firing).toEqual({
    action: 'trigger',
    dedupKey: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    summary: 'api-3 does not answer',
    source: 'api-3:9100',
    severity: 'critical',
    class: 'InstanceDown',
    occurredAt: '2026-11-23T02:10:15.123Z',
    expiresAt: parseIso('2026-11-23T03:04:15.123Z'),
    labels: { alertname: 'InstanceDown', instance: 'api-3:9100', job: 'node', severity: 'critical', cluster: 'eu-1' },
    details: { annotations: { runbook_url: 'https://example.org/runbooks/instance-down' } },
    links: [
      { href: 'http://prometheus.example.org/graph?g0.expr=up', text: 'Source' },
      { href: 'https://example.org/runbooks/instance-down', text: 'Runbook' },
    ],
    client: 'Prometheus',
  });
  expect(over).toMatchObject({ action: 'resolve', details: { endsAt: '2026-11-23T02:41:00Z' } });
  expect(over).not.toHaveProperty('expiresAt');
  expect(open).toMatchObject({ action: 'trigger', expiresAt: now + 5 * MINUTE_MS, summary: 'NoEnd' });
});

it('[ALR15] joins what is sent again every minute and what resolves it by its labels', () => {
  const labels = { alertname: 'A', job: 'b' };
  const at = (endsAt: number) => alertOf(parsePrometheus, [{ labels, endsAt: isoOf(endsAt) }]);
  const [first, again, over] = [at(mondayNight + 4 * MINUTE_MS), at(mondayNight + 5 * MINUTE_MS), at(mondayNight - 1)];
  expect([first, again, over].map(({ action }) => action)).toEqual(['trigger', 'trigger', 'resolve']);
  expect(new Set([first, again, over].map(({ dedupKey }) => dedupKey)).size).toBe(1);
});

it('[ALR15] takes the year 1 for no end', () => {
  expect(alertOf(parsePrometheus, [{ labels: {}, endsAt: '0001-01-01T00:00:00Z' }]).expiresAt).toBe(mondayNight + 5 * MINUTE_MS);
});

it.each([[{}], [null], ['text'], [[{}]], [[{ labels: [] }]]])('[ALR15] refuses %j with words', (body) => {
  expect(errorsOf(parsePrometheus, body)).not.toEqual([]);
});

it('[ALR11] says of each place what to send there', () => {
  expect(errorsOf(parsePrometheus, {})).toEqual(['body: must be a list']);
  expect(errorsOf(parsePrometheus, [{}, { labels: { a: [] } }])).toEqual([
    '0.labels: is missing; it must be an object with names and values',
    '1.labels.a: must be text',
  ]);
});

it('[ALR41] shows the description where a rule has no summary', () => {
  expect(alertOf(parsePrometheus, sentBody('prometheus/with-own-fields'))).toMatchObject({ summary: 'api-5 is busy', severity: 'warning' });
});
