import { expect, it, onTestFinished } from 'vitest';
import { mondayNight } from '../../test/harness/entries.ts';
import { relaySurface } from '../../test/harness/relay-surface.ts';
import { KeyLimit } from '../access/key-limit.ts';

type Call = [method: 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: object];

async function limitedTo(perMinute: number) {
  const clock = { now: mondayNight };
  const { server, keyOf } = await relaySurface({ keyLimit: new KeyLimit(perMinute, () => clock.now) });
  onTestFinished(async () => server.close());
  const ask = async ([method, url, headers, payload]: Call) => {
    const answer = await server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, after: answer.headers['retry-after'] };
  };
  return { clock, ask, key: keyOf('monitoring'), other: keyOf('alertmanager') };
}

/** Every address that takes a key, and the key as it is sent there. */
function everywhere(key: string): Call[] {
  const genie = { authorization: `GenieKey ${key}` };
  return [
    ['POST', '/v2/enqueue', {}, { routing_key: key }],
    ['POST', '/v2/change/enqueue', {}, { routing_key: key }],
    ['POST', '/v2/alerts', genie, { message: 'x' }],
    ['POST', '/opsgenie/v2/alerts', genie, { message: 'x' }],
    ['GET', '/opsgenie/v2/alerts/x', genie],
    ['POST', `/v2/alerts/x/close?apiKey=${key}`, {}, {}],
    ['POST', '/ingest/generic', { authorization: `Bearer ${key}` }, { title: 'x' }],
    ['POST', `/ingest/grafana?key=${key}`, {}, {}],
    ['POST', '/ingest/gitlab', { 'x-gitlab-token': key }, {}],
    ['POST', '/ingest/nobody', { authorization: `Bearer ${key}` }, {}],
    ['GET', `/ingest/heartbeat/nobody?key=${key}`, {}],
    ['POST', '/v2/heartbeats/nobody/ping', genie],
  ];
}

it('[ALR37] has one bucket for a key, whatever address it is used at', async () => {
  const { clock, ask, key, other } = await limitedTo(12);
  const calls = everywhere(key);
  for (const call of calls) {
    expect(await ask(call), call[1]).not.toMatchObject({ status: 429 });
  }
  for (const call of calls) {
    expect(await ask(call), call[1]).toEqual({ status: 429, after: '5' });
  }
  for (const call of everywhere(other)) {
    expect(await ask(call), call[1]).not.toMatchObject({ status: 429 });
  }
  clock.now += 4999;
  expect(await ask(['POST', '/v2/alerts', { authorization: `GenieKey ${key}` }, { message: 'x' }])).toEqual({ status: 429, after: '1' });
  clock.now += 1;
  expect((await ask(['POST', '/v2/alerts', { authorization: `GenieKey ${key}` }, { message: 'x' }])).status).toBe(202);
});

it('[ALR37] has one bucket for all wrong keys of an address, which takes nothing from the right one', async () => {
  const { ask, key } = await limitedTo(3);
  const guess = (i: number): Call => ['POST', '/v2/enqueue', {}, { routing_key: `${i}`.padStart(32, '0') }];
  const statuses = [];
  for (let i = 0; i < 4; i += 1) {
    statuses.push((await ask(guess(i))).status);
  }
  expect(statuses).toEqual([400, 400, 400, 429]);
  expect(await ask(['POST', '/ingest/generic', { authorization: 'Bearer nope' }, {}])).toMatchObject({ status: 429 });
  expect(await ask(['POST', '/ingest/generic', { authorization: `Bearer ${key}` }, { title: 'x' }])).toMatchObject({ status: 202 });
});
