import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtProgram } from '../../scripts/start/node-build.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const entry = builtProgram('relay/index');
const payload = { summary: 'Disk full', source: 'db1', severity: 'critical' };

describe('the relay on the network', () => {
  let relay: RelayProcess;
  const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
  beforeAll(async () => {
    relay = await RelayProcess.start(join(folder, 'data'));
  });
  afterAll(async () => {
    await relay.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const response = await fetch(`${relay.url}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: response.status, text: await response.text() };
  };
  const head = async () => ((await (await fetch(`${relay.url}/readyz`)).json()) as { head: number }).head;

  it('[ALR5] answers PagerDuty’s clients to the letter: 202 with status, message and the key', async () => {
    const given = await relay.enqueue({ event_action: 'trigger', dedup_key: 'letter', payload });
    expect(given).toEqual({ status: 202, body: { status: 'success', message: 'Event processed', dedup_key: 'letter' } });
    const made = await relay.enqueue({ event_action: 'trigger', payload: { ...payload, summary: 'No key' } });
    expect(made.body['dedup_key']).toMatch(/^[0-9a-f]{32}$/);
    const wrong = await relay.enqueue({ event_action: 'trigger', payload: { summary: 'x', severity: 'fatal' } });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({ status: 'invalid event', message: 'Event object is invalid' });
    expect(wrong.body['errors']).toEqual([
      "'payload.source' is missing or blank",
      "'payload.severity' is invalid (must be one of the following: 'critical', 'error', 'warning', 'info')",
    ]);
  });

  const bad: [what: string, status: number, send: () => Promise<{ status: number; text: string }>][] = [
    ['text that is not JSON', 400, () => post('/v2/enqueue', '{"routing_key": oops')],
    ['20 KB of nested arrays', 400, () => post('/v2/enqueue', '['.repeat(10_000) + ']'.repeat(10_000))],
    ['a wrong key', 400, () => post('/v2/enqueue', JSON.stringify({ routing_key: 'f'.repeat(32), event_action: 'trigger', payload }))],
    ['missing fields', 400, () => post('/v2/enqueue', '{}')],
    ['a body of 600 KB', 413, () => post('/v2/enqueue', JSON.stringify({ pad: 'a'.repeat(600_000) }))],
    ['a __proto__ key', 400, () => post('/v2/enqueue', '{"__proto__": {"admin": true}}')],
    ['an escaped __proto__ key', 400, () => post('/v2/enqueue', '{"\\u005f_proto__": {"admin": true}}')],
    ['an empty body', 400, () => post('/v2/enqueue', '')],
    ['bytes that are no text', 400, () => post('/v2/enqueue', new Uint8Array([0xff, 0xfe, 0x00]))],
    ['an Alertmanager body without a key', 401, () => post('/ingest/alertmanager', '{"version":"4","alerts":[]}')],
    [
      'an Alertmanager body of another version',
      400,
      () => post(`/ingest/alertmanager?key=${relay.credentials.integrations['alertmanager'] ?? ''}`, '{"version":"3"}'),
    ],
    ['a sender nobody knows', 404, () => post('/ingest/grafanna', '{}')],
    ['an admin request without a token', 401, () => post('/v1/incidents', '{}')],
    ['an admin request with a wrong token', 403, () => post('/v1/incidents', '{}', { authorization: 'Bearer nope' })],
    [
      'a wrong pairing code',
      403,
      () =>
        post(
          '/v1/pair',
          JSON.stringify({ code: 'x', person: 'ana', device: crypto.randomUUID(), deviceName: 'd', publicKey: 'k'.repeat(43) }),
        ),
    ],
    ['an unknown address', 404, () => post('/v3/enqueue', '{}')],
  ];
  it.each(bad)('[ALR11] answers %s with a clear %i and goes on', async (_what, status, send) => {
    const before = await head();
    const answer = await send();
    expect(answer.status).toBe(status);
    const body = JSON.parse(answer.text) as { detail?: string; errors?: string[] };
    expect((body.detail ?? body.errors?.[0] ?? '').length).toBeGreaterThan(10);
    expect(answer.text).not.toMatch(/\bat .*\.ts:\d+/);
    expect(await head()).toBe(before);
    expect((await relay.enqueue({ event_action: 'trigger', dedup_key: 'letter', payload })).status).toBe(202);
  });

  it('[OPS1] says it is healthy and ready, counts what it took, and describes itself', async () => {
    expect(await (await fetch(`${relay.url}/healthz`)).json()).toMatchObject({ status: 'ok' });
    expect(await (await fetch(`${relay.url}/metrics`)).text()).toMatch(
      /watchbell_alerts_total\{integration="monitoring",outcome="opened"\} \d/,
    );
    const description = (await (await fetch(`${relay.url}/openapi.json`)).json()) as { openapi: string; paths: Record<string, unknown> };
    expect(description.openapi).toMatch(/^3\./);
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining(['/v2/enqueue', '/ingest/alertmanager', '/ingest/grafana', '/ingest/generic', '/v1/incidents', '/v1/events']),
    );
  });

  it('[OPS2] keeps its secrets in a file only its owner reads', () => {
    expect(statSync(join(relay.data, 'credentials.json')).mode & 0o777).toBe(0o600);
    expect(relay.credentials.pairing.code.replaceAll('-', '')).toHaveLength(24);
  });
});

describe('a relay that cannot start', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8' });

  it('[WSP2] names file, line, what is wrong and what to do for a broken workspace, exits 2 and changes nothing', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'team.yaml');
    const sample = readFileSync(join(import.meta.dirname, '../../relay/sample-workspace.yaml'), 'utf8');
    writeFileSync(file, sample.replace('person:lea', 'person:nobody'));
    const { status, stderr } = run('--port', '0', '--data', join(folder, 'data'), '--workspace', file);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /team\.yaml:7:14: organisation\.catchAll\.notify\.0: There is no person "nobody"; define it or use one of: ana, bo, lea\./,
    );
    expect(stderr).toContain('Nothing was changed.');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('[OPS3] refuses a folder another relay uses, and one it was not told', async () => {
    const folder = temporaryFolder();
    const first = await RelayProcess.start(folder);
    const second = run('--port', '0', '--data', folder);
    await first.kill('SIGTERM');
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('Another relay uses');
    expect(run('--port', '0').status).toBe(2);
    expect(run('--data', folder, '--port', 'many').stderr).toContain('--port takes a whole number');
  });

  it('[LOG13] says which log is damaged and how to restore it', async () => {
    const folder = temporaryFolder();
    const relay = await RelayProcess.start(folder);
    await relay.kill('SIGTERM');
    const file = join(folder, 'log.db');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096, 4096 * 3);
    writeFileSync(file, bytes);
    const { status, stderr } = run('--port', '0', '--data', folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/log\.db.*(damaged|malformed)/);
  });
});
