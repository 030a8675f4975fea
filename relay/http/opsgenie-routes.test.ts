import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { relaySurface } from '../../test/harness/relay-surface.ts';
import { HOUR_MS, isoOf } from '../../shared/time/instant.ts';
import { KeyLimit } from '../access/key-limit.ts';
import type { RelayContext } from './relay-context.ts';

const everything = JSON.parse(
  readFileSync(new URL('../../test/fixtures/opsgenie/create-everything.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The Alert API as a client sees it. */
async function api(more: Partial<RelayContext> = {}) {
  const surface = await relaySurface(more);
  onTestFinished(async () => surface.server.close());
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object | string,
    key = surface.keyOf('monitoring'),
  ) => {
    const headers = { authorization: `GenieKey ${key}`, 'content-type': 'application/json' };
    const answer = await surface.server.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() };
  };
  const outcome = async (answer: { body: Record<string, unknown> }) => {
    const { body } = await ask('GET', `/v2/alerts/requests/${String(answer.body['requestId'])}`);
    return body['data'] as Record<string, unknown>;
  };
  const notes = (id: string) =>
    surface.ledger.history({ kind: 'incident', id }).flatMap(({ type, body }) => (type === 'incident.annotated' ? [body['text']] : []));
  return { ...surface, ask, outcome, notes };
}

it.each(['', '/opsgenie'])('[ALR25] answers a create at %s/v2/alerts to the letter, and tells what became of it', async (prefix) => {
  const { ask, outcome, incidents, notes } = await api();
  const answer = await ask('POST', `${prefix}/v2/alerts`, everything);
  expect(answer).toMatchObject({ status: 202, headers: { 'x-request-id': answer.body['requestId'], 'x-ratelimit-state': 'OK' } });
  expect(answer.body).toEqual({
    result: 'Request will be processed',
    took: expect.any(Number) as number,
    requestId: expect.stringMatching(uuid) as string,
  });
  const [incident] = incidents();
  expect(incident).toMatchObject({ title: 'The payment queue does not drain', severity: 'critical', dedupKey: 'payments-queue-depth' });
  expect(notes(incident?.id ?? '')).toEqual(['Seen for the third time this week.']);
  expect(await outcome(answer)).toEqual({
    success: true,
    action: 'Create',
    processedAt: '2026-11-23T02:00:00.000Z',
    integrationId: 'monitoring',
    isSuccess: true,
    status: 'Created alert',
    alertId: incident?.id,
    alias: 'payments-queue-depth',
  });
});

it('[ALR25] joins what has the same alias, and says its note once', async () => {
  const { ask, outcome, incidents, notes } = await api();
  await ask('POST', '/v2/alerts', everything);
  expect(await outcome(await ask('POST', '/v2/alerts', everything))).toMatchObject({ isSuccess: true, status: 'Deduplicated alert' });
  expect(incidents()).toMatchObject([{ alertCount: 2 }]);
  expect(notes(incidents()[0]?.id ?? '')).toHaveLength(1);
});

it('[ALR26] shows an alert field by field, by id, tiny id or alias', async () => {
  const { ask, incidents } = await api();
  await ask('POST', '/v2/alerts', everything);
  const [incident] = incidents();
  const byId = await ask('GET', `/v2/alerts/${incident?.id}`);
  const { details, description, responders, actions, tags } = everything as Record<string, object>;
  expect(byId.body['data']).toEqual({
    id: incident?.id,
    tinyId: String(incident?.number),
    alias: 'payments-queue-depth',
    message: 'The payment queue does not drain',
    status: 'open',
    acknowledged: false,
    isSeen: false,
    tags,
    snoozed: false,
    count: 1,
    lastOccurredAt: '2026-11-23T02:00:00.000Z',
    createdAt: '2026-11-23T02:00:00.000Z',
    updatedAt: '2026-11-23T02:00:00.000Z',
    source: 'queue-watch',
    owner: '',
    priority: 'P1',
    responders,
    integration: { id: 'monitoring', name: 'Any monitor that speaks PagerDuty Events v2', type: 'API' },
    report: {},
    actions,
    entity: 'payments-broker',
    description,
    details,
  });
  for (const url of [
    `/v2/alerts/${incident?.number}?identifierType=tiny`,
    '/opsgenie/v2/alerts/payments-queue-depth?identifierType=alias',
  ]) {
    expect((await ask('GET', url)).body['data']).toEqual(byId.body['data']);
  }
});

it('[ALR26] acknowledges, snoozes, assigns, escalates, notes, re-prioritises and closes by the alert’s name', async () => {
  const { ask, outcome, log, incidents, notes } = await api();
  await ask('POST', '/v2/alerts', { message: 'Disk full', alias: 'disk' });
  const act = async (action: string, body?: object, method: 'POST' | 'PUT' = 'POST') =>
    outcome(await ask(method, `/v2/alerts/disk/${action}?identifierType=alias`, body));
  const incident = () => incidents()[0];
  expect(await act('acknowledge', { user: 'Bo', note: 'On it' })).toMatchObject({ isSuccess: true, action: 'Acknowledge' });
  expect(incident()).toMatchObject({ status: 'acknowledged' });
  expect(await act('unacknowledge')).toMatchObject({ isSuccess: true });
  expect(incident()).toMatchObject({ status: 'triggered' });
  expect(await act('snooze', { endTime: isoOf(log.nowMs + HOUR_MS) })).toMatchObject({ isSuccess: true });
  expect(incident()).toMatchObject({ snoozedUntil: log.nowMs + HOUR_MS });
  expect(await act('assign', { owner: { username: 'bo' } })).toMatchObject({ isSuccess: true });
  expect(incident()).toMatchObject({ status: 'triggered', insteadOf: ['bo'] });
  expect(await act('responders', { responder: { type: 'user', username: 'lea' } })).toMatchObject({ isSuccess: true });
  expect(incident()?.calls).toMatchObject([{ people: ['lea'] }]);
  expect(await act('escalate', { escalation: { name: 'Whatever' } })).toMatchObject({ isSuccess: true });
  expect(await act('priority', { priority: 'P1' }, 'PUT')).toMatchObject({ isSuccess: true });
  expect(incident()).toMatchObject({ priority: 'P1', severity: 'critical' });
  expect(await act('message', { message: 'Disk is full of logs' }, 'PUT')).toMatchObject({ isSuccess: true });
  expect(await act('message', { message: 'Disk is full of logs' }, 'PUT')).toMatchObject({ isSuccess: true });
  expect(await act('notes', { note: 'Logs deleted' })).toMatchObject({ isSuccess: true });
  expect(notes(incident()?.id ?? '')).toEqual(['On it', 'Message: Disk is full of logs', 'Logs deleted']);
  expect(await act('close', { source: 'cron' })).toMatchObject({ isSuccess: true, status: 'Closed alert', alertId: incident()?.id });
  expect(incident()).toMatchObject({ status: 'resolved' });
  expect((await ask('GET', '/v2/alerts/disk?identifierType=alias')).body['data']).toMatchObject({
    status: 'closed',
    report: { closeTime: 0, closedBy: 'monitoring' },
  });
});

it('[ALR26] closes what is deleted, by its id', async () => {
  const { ask, incidents } = await api();
  await ask('POST', '/v2/alerts', { message: 'Disk full' });
  expect((await ask('DELETE', `/v2/alerts/${incidents()[0]?.id}`)).status).toBe(202);
  expect(incidents()).toMatchObject([{ status: 'resolved' }]);
});

it('[ALR26] takes a request for an alert there is not, and says so when asked', async () => {
  const { ask, outcome, ledger, keyOf } = await api();
  await ask('POST', '/v2/alerts', { message: 'Theirs', alias: 'theirs' }, keyOf('alertmanager'));
  const { seq } = ledger.head;
  for (const url of [
    '/v2/alerts/theirs/close?identifierType=alias',
    '/v2/alerts/7/close?identifierType=tiny',
    '/v2/alerts/x/acknowledge',
  ]) {
    const answer = await ask('POST', url, {});
    expect(answer.status).toBe(202);
    expect(await outcome(answer)).toMatchObject({ isSuccess: false, status: 'Alert does not exist', alertId: '', alias: '' });
  }
  expect(ledger.head.seq).toBe(seq);
});

it('[ALR27] answers what it cannot take as Opsgenie does', async () => {
  const { ask, log, ledger } = await api();
  await ask('POST', '/v2/alerts', { message: 'Disk full', alias: 'disk' });
  const { seq } = ledger.head;
  const at = (action: string) => `/v2/alerts/disk/${action}?identifierType=alias`;
  const refused: [status: number, errors: object | undefined, answer: Awaited<ReturnType<typeof ask>>][] = [
    [422, { message: 'Message can not be empty.' }, await ask('POST', '/v2/alerts', {})],
    [422, { note: 'Note can not be empty.' }, await ask('POST', at('notes'), {})],
    [422, { owner: 'Owner "zoe" is nobody in the workspace.' }, await ask('POST', at('assign'), { owner: { username: 'zoe' } })],
    [
      422,
      { endTime: expect.stringContaining('at most 7 days') as string },
      await ask('POST', at('snooze'), { endTime: isoOf(log.nowMs - 1) }),
    ],
    [422, { identifierType: expect.any(String) as string }, await ask('POST', '/v2/alerts/disk/close?identifierType=name', {})],
    [400, undefined, await ask('POST', '/v2/alerts', '{"message": oops')],
    [401, { Authorization: expect.any(String) as string }, await ask('POST', '/v2/alerts', { message: 'x' }, 'f'.repeat(32))],
    [404, undefined, await ask('GET', '/v2/alerts/nothing')],
    [404, undefined, await ask('GET', '/v2/alerts/requests/nothing')],
    [404, undefined, await ask('POST', at('explode'), {})],
    [404, undefined, await ask('POST', '/v2/heartbeats/nothing/ping')],
    [413, undefined, await ask('POST', '/v2/alerts', { message: 'x'.repeat(600_000) })],
  ];
  for (const [status, errors, answer] of refused) {
    expect(answer.status).toBe(status);
    const { message, took, requestId, errors: given } = answer.body;
    expect([typeof message, typeof took, uuid.test(String(requestId)), given]).toEqual(['string', 'number', true, errors]);
    expect(Object.keys(answer.body).filter((name) => !['message', 'took', 'requestId', 'errors'].includes(name))).toEqual([]);
  }
  expect(ledger.head.seq).toBe(seq);
});

it('[ALR27] throttles a key that sends too much, and says for how long', async () => {
  const { ask } = await api({ keyLimit: new KeyLimit(2, () => mondayNight) });
  const statuses = [];
  for (let i = 0; i < 3; i += 1) {
    statuses.push((await ask('POST', '/v2/alerts', { message: 'x', alias: 'x' })).status);
  }
  expect(statuses).toEqual([202, 202, 429]);
  const { headers, body } = await ask('POST', '/v2/alerts', { message: 'x' });
  expect(headers).toMatchObject({ 'x-ratelimit-state': 'THROTTLED', 'x-ratelimit-period-in-sec': '60', 'retry-after': '30' });
  expect(body).toMatchObject({ message: expect.stringMatching(/^You are making too many requests!/) as string });
});
