import { expect, it } from 'vitest';
import { intakeSurface, monitoringKey } from '../../test/harness/intake-surface.ts';
import { sentBody } from '../../test/harness/senders.ts';
import { shop } from '../../test/harness/shop.ts';

const grafana = () => sentBody('grafana/firing-and-resolved');

it('[ALR13] takes a key as bearer token, in the address, as password and as GitLab’s secret token, and no other', async () => {
  const { post } = await intakeSurface();
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const tries: [string, Record<string, string>][] = [
    ['', { authorization: `Bearer ${monitoringKey}` }],
    [`?key=${monitoringKey}`, {}],
    ['', basic(`watchbell:${monitoringKey}`)],
    ['', { 'x-gitlab-token': monitoringKey }],
  ];
  for (const [query, headers] of tries) {
    expect(await post(`/ingest/grafana${query}`, grafana(), headers)).toMatchObject({ status: 202 });
  }
  const wrong: [string, Record<string, string>][] = [
    ['', {}],
    ['?key=nope', {}],
    ['', basic(monitoringKey.slice(1))],
    ['?key=a&key=b', {}],
  ];
  for (const [query, headers] of wrong) {
    expect(await post(`/ingest/grafana${query}`, grafana(), headers)).toMatchObject({ status: 401 });
  }
});

it('[ALR13] answers what became of each alert, once, and the resolve meets its trigger', async () => {
  const { send, ledger } = await intakeSurface();
  const first = await send('zabbix', sentBody('zabbix/problem'));
  expect(first).toMatchObject({ status: 202, body: { accepted: [{ outcome: 'opened' }] } });
  expect((await send('zabbix', sentBody('zabbix/problem'))).body).toMatchObject({ accepted: [{ outcome: 'joined' }] });
  await send('zabbix', sentBody('zabbix/recovery'));
  expect([...ledger.state.incidents.values()].map(({ status }) => status)).toEqual(['resolved']);
});

it('[ALR8] answers 503 when the disk refuses, so that the sender sends again', async () => {
  const { send, store } = await intakeSurface();
  store.failure = 'ENOSPC';
  expect(await send('grafana', grafana())).toMatchObject({ status: 503 });
  expect(await send('github', sentBody('github/push'), { 'x-github-event': 'push' })).toMatchObject({ status: 503 });
  store.failure = undefined;
  expect(await send('grafana', grafana())).toMatchObject({ status: 202 });
});

it('[ALR13] limits every sender by its key and says when to come again', async () => {
  const { send, post } = await intakeSurface(undefined, 2);
  const body = sentBody('uptime-kuma/down');
  expect([(await send('uptime-kuma', body)).status, (await send('grafana', grafana())).status]).toEqual([202, 202]);
  const third = await send('uptime-kuma', body);
  expect(third).toMatchObject({ status: 429, body: { detail: expect.stringContaining('more than 2 requests a minute') as string } });
  expect(third.headers['retry-after']).toBe('30');
  expect((await post('/ingest/grafana', grafana())).status).toBe(401);
});

it('[ALR13] tells an unknown sender the known ones', async () => {
  const { send } = await intakeSurface();
  const answer = await send('grafanna', {});
  expect(answer).toMatchObject({
    status: 404,
    body: { known: expect.arrayContaining(['grafana', 'prometheus/api/v2/alerts']) as string[] },
  });
  expect(answer.body['detail']).toMatch(/^There is no sender "grafanna"; post to \/ingest\/NAME with one of: alertmanager, /);
});

it('[ALR13] takes a form, JSON under a form’s type, and GitHub’s JSON in a form', async () => {
  const { send } = await intakeSurface();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const macros = new URLSearchParams(sentBody('nagios/service-problem') as Record<string, string>).toString();
  expect((await send('nagios', macros, form)).body).toMatchObject({ accepted: [{ outcome: 'opened' }] });
  expect((await send('generic', JSON.stringify({ title: 'Disk full' }), form)).body).toMatchObject({ accepted: [{ outcome: 'opened' }] });
  expect((await send('generic', 'title=Disk+half+full&status=firing', form)).body).toMatchObject({ accepted: [{ outcome: 'opened' }] });
  const payload = new URLSearchParams({ payload: JSON.stringify(sentBody('github/workflow-run-failure')) }).toString();
  expect((await send('github', payload, { ...form, 'x-github-event': 'workflow_run' })).body).toMatchObject({
    accepted: [{ outcome: 'opened' }],
  });
});

it('[ALR13] asks for the key before it reads what may be as large as sixteen megabytes', async () => {
  const { post } = await intakeSurface();
  expect(await post('/ingest/prometheus/api/v2/alerts?key=nope', '[not even JSON')).toMatchObject({ status: 401 });
});

it('[ALR11] refuses forms that are too large, deep or reserved', async () => {
  const { send } = await intakeSurface();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const bad = ['__proto__=1', 'a=1&'.repeat(1001), `payload=${'['.repeat(100)}`];
  for (const body of bad) {
    expect((await send('generic', body, form)).status).toBe(400);
  }
});

it('[ALR11] tells everything that is wrong with a body', async () => {
  const { send } = await intakeSurface();
  expect(await send('zabbix', { event_id: 'x', event_value: '2' })).toMatchObject({
    status: 400,
    body: {
      title: 'Bad Request',
      errors: [expect.stringMatching(/^event_id: /) as string, expect.stringMatching(/^event_value: /) as string],
    },
  });
});

it('[ALR20] records changes beside the service and notifies nobody', async () => {
  const { send, ledger } = await intakeSurface();
  const { seq } = ledger.head;
  const answer = await send('github', sentBody('github/push'), { 'x-github-event': 'push' });
  expect(answer).toMatchObject({ status: 202, body: { accepted: [], changes: 1 } });
  expect([ledger.head.seq, ledger.state.incidents.size]).toEqual([seq + 1, 0]);
  const ping = await send('github', sentBody('github/ping'), { 'x-github-event': 'ping' });
  expect(ping).toMatchObject({ status: 202, body: { accepted: [], ignored: expect.stringContaining('works') as string } });
});

it('[ALR21] reads the generic sender by the mapping of its integration', async () => {
  const mapping = { summary: '{{what}} on {{where}}', dedupKey: 'what', severity: { from: 'how', words: { critical: ['awful'] } } };
  const { send, ledger } = await intakeSurface(
    shop({ steps: [{ notify: ['person:ana'] }] }, { integrations: { monitoring: { mapping } } }),
  );
  expect((await send('generic', { what: 'Disk', where: 'db1', how: 'awful' })).status).toBe(202);
  expect([...ledger.state.incidents.values()]).toMatchObject([{ title: 'Disk on db1', severity: 'critical', dedupKey: 'Disk' }]);
});
