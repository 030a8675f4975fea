import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { senders } from '../ingest/senders/senders.ts';
import { intakeSurface, monitoringKey } from '../../test/harness/intake-surface.ts';
import { sentBody } from '../../test/harness/senders.ts';

const secret = 'a secret of the team';
const hex = (text: string) => createHmac('sha256', secret).update(text).digest('hex');

const signed: readonly [name: string, body: string, event: Record<string, string>, header: string, value: (text: string) => string][] = [
  [
    'github',
    'github/workflow-run-failure',
    { 'x-github-event': 'workflow_run' },
    'x-hub-signature-256',
    (text) => `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`,
  ],
  ['sentry', 'sentry/event-alert', { 'sentry-hook-resource': 'event_alert' }, 'sentry-hook-signature', hex],
  ['grafana', 'grafana/firing-and-resolved', {}, 'x-grafana-alerting-signature', hex],
  ['gitlab', 'gitlab/pipeline-failed', {}, 'x-gitlab-token', () => secret],
];

it.each(signed)('[ALR38] takes from %s only what is signed once the integration has a secret', async (name, file, event, header, value) => {
  const { post, ledger, secrets } = await intakeSurface();
  // The spaces are part of what is signed.
  const text = JSON.stringify(sentBody(file), undefined, 1);
  const url = `/ingest/${name}?key=${monitoringKey}`;
  expect((await post(url, text, { 'content-type': 'application/json', ...event })).status).toBe(202);
  secrets.set('monitoring', secret);
  const { seq } = ledger.head;
  for (const headers of [{}, { [header]: 'guessed' }, { [header]: value(`${text} `).slice(1) }]) {
    const refused = await post(url, text, { 'content-type': 'application/json', ...event, ...headers });
    expect(refused).toMatchObject({ status: 401, body: { detail: expect.stringMatching(/secret of this integration/) as string } });
  }
  expect(ledger.head.seq).toBe(seq);
  expect((await post(url, text, { 'content-type': 'application/json', ...event, [header]: value(text) })).status).toBe(202);
  expect(await post(`/ingest/${name}?key=nope`, text, { ...event, [header]: value(text) })).toMatchObject({ status: 401 });
});

it('[ALR38] reads the signature of a form over the form', async () => {
  const { post, secrets } = await intakeSurface();
  secrets.set('monitoring', secret);
  const form = new URLSearchParams({ payload: JSON.stringify(sentBody('github/workflow-run-failure')) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-github-event': 'workflow_run' };
  const answer = await post(`/ingest/github?key=${monitoringKey}`, form, { ...headers, 'x-hub-signature-256': `sha256=${hex(form)}` });
  expect(answer).toMatchObject({ status: 202, body: { accepted: [{ outcome: 'opened' }] } });
});

it('[ALR38] takes nothing of an integration with a secret where nothing is signed, so that its key alone opens no door', async () => {
  const { post, ledger, secrets } = await intakeSurface();
  secrets.set('monitoring', secret);
  const { seq } = ledger.head;
  for (const [name, { path = '', signature }] of Object.entries(senders)) {
    const { status, body } = await post(`/ingest/${name}${path}?key=${monitoringKey}`, { title: 'x' });
    expect([name, status]).toEqual([name, 401]);
    expect(body['detail']).toMatch(signature ? /secret of this integration/ : /^The integration monitoring takes only what is signed/);
  }
  const payload = { summary: 'x', source: 'x', severity: 'critical' };
  expect((await post('/v2/enqueue', { routing_key: monitoringKey, event_action: 'trigger', payload })).status).toBe(400);
  expect(ledger.head.seq).toBe(seq);
});
