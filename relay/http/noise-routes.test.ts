import Fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { acceptAlerts } from '../ingest/intake.ts';
import { HOUR_MS, isoOf } from '../../shared/time/instant.ts';
import { formerName } from './former-name.ts';
import { readJsonBodies } from './json-body.ts';
import { noiseRoutes } from './noise-routes.ts';
import { sendProblem } from './problem.ts';
import type { RelayContext } from './relay-context.ts';

/** The routes over a log in memory with the sample workspace in it. */
async function surface() {
  const log = await RelayLog.withSample();
  const { ledger, store } = log;
  const credentials = { isAdmin: (token: string) => token === 'admin' };
  const context = { ledger, store, credentials, now: () => log.nowMs, newId: () => log.newId() } as unknown as RelayContext;
  const server = Fastify();
  readJsonBodies(server);
  server.setErrorHandler(sendProblem);
  await server.register(async (scope) => noiseRoutes(scope, context));
  onTestFinished(async () => server.close());
  const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
    const answer = await server.inject({ method, url, headers: { authorization: 'Bearer admin' }, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  return { log, ask };
}

it('[NSE23] makes a silence for a while, counts what it keeps, and ends it early', async () => {
  const { log, ask } = await surface();
  const made = await ask('POST', '/v1/silences', { id: 'disks', name: 'Moving the disks', when: 'service=checkout', for: '2h' });
  expect(made).toMatchObject({ status: 201, body: { silence: { id: 'disks', status: 'active', until: isoOf(log.nowMs + 2 * HOUR_MS) } } });
  const alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity: 'critical' } as const;
  expect(await acceptAlerts(log.ledger, 'monitoring', [alert], () => log.newId())).toMatchObject([{ outcome: 'suppressed' }]);
  expect((await ask('GET', '/v1/silences')).body).toMatchObject({ silences: [{ id: 'disks', suppressed: 1, when: { field: 'service' } }] });
  expect(await ask('DELETE', '/v1/silences/disks')).toEqual({ status: 200, body: { silence: 'disks', released: 1 } });
  expect((await ask('GET', '/v1/silences')).body).toEqual({ silences: [] });
  expect(await ask('DELETE', '/v1/silences/disks')).toMatchObject({ status: 404 });
});

it('[NSE34] says what a silence fits as it is made, and what it was called once it is gone', async () => {
  const { log, ask } = await surface();
  const alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity: 'critical' } as const;
  await acceptAlerts(log.ledger, 'monitoring', [alert], () => log.newId());
  const made = (id: string, when: string) => ask('POST', '/v1/silences', { id, name: 'Moving the disks', when, for: '2h' });
  expect((await made('disks', 'service=checkout')).body['fits']).toEqual({ open: 1, over: 0 });
  expect((await made('slip', 'service=chekout')).body['fits']).toEqual({ open: 0, over: 0 });
  await ask('DELETE', '/v1/silences/disks');
  expect(formerName(log.ledger, { reason: 'silence', by: 'disks' })).toBe('Moving the disks');
  expect(formerName(log.ledger, { reason: 'silence', by: 'never-there' })).toBeUndefined();
  expect(formerName(log.ledger, { reason: 'flapping' })).toBeUndefined();
});

it('[NSE23] says which are to come and which have ended', async () => {
  const { log, ask } = await surface();
  const at = (hours: number) => isoOf(log.nowMs + hours * HOUR_MS);
  await ask('POST', '/v1/silences', { id: 'later', name: 'Later', when: { field: 'severity', is: 'error' }, from: at(1), until: at(2) });
  await ask('POST', '/v1/silences', { id: 'now', name: 'Now', when: 'severity=error', for: '30m' });
  log.nowMs += HOUR_MS;
  const listed = async (query = '') =>
    ((await ask('GET', `/v1/silences${query}`)).body['silences'] as { id: string; status: string }[]).map(
      ({ id, status }) => `${id} ${status}`,
    );
  expect(await listed()).toEqual(['later active']);
  expect(await listed('?status=all')).toEqual(['later active', 'now ended']);
});

it.each([
  [{ name: 'x', when: 'service=checkout' }, /until/],
  [{ name: 'x', for: '2h' }, /say what to silence/],
  [{ name: 'x', when: 'service=checkout', for: '2h', until: '2026-12-24T18:00:00+01:00' }, /until/],
  [{ name: 'x', when: 'service', for: '2h' }, /not a condition/],
  [{ name: 'x', when: { field: 'nonsense', is: 1 }, for: '2h' }, /field|input/i],
  [{ when: 'service=checkout', for: '2h' }, /name/],
  [{ name: 'x', when: 'service=checkout', until: '2020-01-01T00:00:00Z' }, /over already/],
])('[NSE23] says what is wrong with %j', async (said, problem) => {
  const { ask } = await surface();
  expect(await ask('POST', '/v1/silences', said)).toMatchObject({
    status: 400,
    body: { detail: expect.stringMatching(problem) as string },
  });
});
