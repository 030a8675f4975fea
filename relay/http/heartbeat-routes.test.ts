import { expect, it, onTestFinished } from 'vitest';
import { relaySurface } from '../../test/harness/relay-surface.ts';
import { HOUR_MS, isoOf, MINUTE_MS } from '../../shared/time/instant.ts';

/** A relay that listens for one heartbeat. */
async function listening() {
  const surface = await relaySurface();
  const { ledger, heartbeats, server, clock, keyOf } = surface;
  const definition = {
    id: 'backup',
    name: 'Nightly backup',
    service: 'checkout',
    everyMs: 5 * MINUTE_MS,
    graceMs: MINUTE_MS,
    severity: 'critical',
  };
  const entity = { kind: 'heartbeat' as const, id: 'backup' };
  await ledger.write({ type: 'heartbeat.defined', entity, body: { definition } }, { kind: 'admin' }).durable;
  heartbeats.start();
  onTestFinished(async () => {
    heartbeats.stop();
    await server.close();
  });
  const beat = async (method: 'GET' | 'POST', path: string, payload?: object, headers: Record<string, string> = {}) => {
    const answer = await server.inject({ method, url: path, headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const pass = async (durationMs: number) => {
    await clock.forward(durationMs);
    await ledger.settled();
  };
  return { ...surface, beat, pass, key: `key=${keyOf('monitoring')}` };
}

it('[ALR29] opens an incident of the heartbeat’s service when it is missing, and resolves it when it beats again', async () => {
  const { beat, pass, key, incidents, log } = await listening();
  log.nowMs += HOUR_MS;
  await pass(7 * MINUTE_MS);
  expect(incidents()).toMatchObject([
    {
      title: 'Nightly backup is silent: no heartbeat for 5m and 1m more',
      service: 'checkout',
      policy: { id: 'payments' },
      severity: 'critical',
      integration: 'heartbeat.backup',
      status: 'triggered',
    },
  ]);
  expect(await beat('GET', `/ingest/heartbeat/backup?${key}`)).toEqual({ status: 200, body: { heartbeat: 'backup', status: 'ok' } });
  expect(incidents()).toMatchObject([{ status: 'resolved', resolution: { via: 'monitor' } }]);
});

it('[ALR30] takes a beat by GET or POST, with the key as a bearer or in the address, and at Opsgenie’s address', async () => {
  const { beat, keyOf, key, adminToken, clock, ledger } = await listening();
  const standing = async () =>
    (await beat('GET', '/v1/heartbeats', undefined, { authorization: `Bearer ${adminToken}` })).body['heartbeats'];
  expect(await standing()).toEqual([{ id: 'backup', name: 'Nightly backup', state: 'on-time', isAlerting: false, lastBeat: null }]);
  const { seq } = ledger.head;
  const headers = { authorization: `Bearer ${keyOf('monitoring')}` };
  expect((await beat('POST', '/ingest/heartbeat/backup', undefined, headers)).status).toBe(200);
  expect((await beat('POST', `/ingest/heartbeat/backup?${key}`, { status: 'up' })).status).toBe(200);
  const genie = { authorization: `GenieKey ${keyOf('monitoring')}` };
  for (const method of ['GET', 'POST'] as const) {
    expect(await beat(method, '/opsgenie/v2/heartbeats/Nightly%20backup/ping', undefined, genie)).toMatchObject({
      status: 202,
      body: { result: 'PONG - Heartbeat received' },
    });
  }
  expect(await standing()).toMatchObject([{ lastBeat: isoOf(clock.now()), state: 'on-time' }]);
  expect(ledger.head.seq).toBe(seq);
});

it('[ALR30] opens an incident at once when a beat says that it failed', async () => {
  const { beat, key, incidents } = await listening();
  expect((await beat('POST', `/ingest/heartbeat/backup?${key}`, { status: 'fail', message: 'exit 1' })).status).toBe(200);
  expect(incidents()).toMatchObject([{ title: 'Nightly backup failed: exit 1', status: 'triggered' }]);
  expect((await beat('GET', `/ingest/heartbeat/backup?${key}&status=ok`)).status).toBe(200);
  expect(incidents()).toMatchObject([{ status: 'resolved' }]);
});

it('[ALR30] says what is wrong with a beat: a name there is not, with those there are; a word it does not know; no key', async () => {
  const { beat, key } = await listening();
  expect(await beat('GET', `/ingest/heartbeat/bakcup?${key}`)).toMatchObject({
    status: 404,
    body: { detail: 'There is no heartbeat "bakcup" in the workspace; it has: backup.', known: ['backup'] },
  });
  expect((await beat('GET', `/ingest/heartbeat/backup?${key}&status=maybe`)).status).toBe(400);
  expect((await beat('GET', '/ingest/heartbeat/backup')).status).toBe(401);
});
