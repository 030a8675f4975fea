import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { healthy, unwatched } from '../../test/harness/healthy.ts';
import { readByIcalJs } from '../../test/harness/calendars.ts';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { calendarAheadMs, calendarBackMs } from '../../shared/calendar/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { CalendarFeeds } from '../access/calendar-feeds.ts';
import { ContactBook } from '../access/contact-book.ts';
import { CredentialStore } from '../access/credentials.ts';
import { KeyLimit } from '../access/key-limit.ts';
import { EngineRunner } from '../runner/engine-runner.ts';
import { systemClock } from '../system-clock.ts';
import { RelayMetrics } from './metrics.ts';
import { createServer } from './server.ts';

const metrics = new RelayMetrics({
  ...healthy.gauges,
  openIncidents: () => 0,
  connections: () => 0,
  head: () => 0,
  engineLagSeconds: () => 0,
  unreachable: () => 0,
});

/** A relay's HTTP surface over a log in memory, with all it logs. */
async function surface() {
  const log = await RelayLog.withSample();
  const folder = temporaryFolder();
  const now = () => log.nowMs;
  const newId = () => log.newId();
  const credentials = new CredentialStore(folder, newId, now);
  const calendars = new CalendarFeeds(folder, now);
  const { ledger, store } = log;
  const runner = new EngineRunner(ledger, systemClock, () => undefined);
  const logged: string[] = [];
  const sink = new PassThrough();
  sink.on('data', (chunk: Buffer) => logged.push(chunk.toString()));
  const reach = () => 'unknown' as never;
  const context = {
    ledger,
    store,
    credentials,
    contacts: new ContactBook(folder),
    calendars,
    runner,
    upkeep: healthy,
    metrics,
    now,
    newId,
    reach,
    ...unwatched,
    keyLimit: new KeyLimit(1000, now),
    version: '0',
  };
  const server = await createServer(context, pino({ level: 'trace' }, sink));
  onTestFinished(async () => server.close());
  const { adminToken } = JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')) as { adminToken: string };
  const admin = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
    server.inject({ method, url, headers: { authorization: `Bearer ${adminToken}` }, ...(payload ? { payload } : {}) });
  const make = async (payload: object) => (await admin('POST', '/v1/calendars', payload)).json<{ id: string; path: string }>();
  const fetched = async (url: string, headers: Record<string, string> = {}) => server.inject({ method: 'GET', url, headers });
  return { log, folder, server, context, admin, make, fetched, logged };
}

it('[CAL6] serves a calendar to whoever has its address, and to nobody else', async () => {
  const { make, fetched, log } = await surface();
  const { path } = await make({ schedule: 'payments-primary' });
  expect(path).toMatch(/^\/calendar\/[\w-]{43}\.ics$/);
  const { statusCode, headers, body } = await fetched(path);
  expect({ statusCode, type: headers['content-type'] }).toEqual({ statusCode: 200, type: 'text/calendar; charset=utf-8' });
  expect(headers['cache-control']).toMatch(/^private/);
  const events = readByIcalJs(body);
  expect(events[0]).toMatchObject({ summary: 'On call: Ana Lima (Payments primary)' });
  expect(events[0]?.from).toBeLessThan(log.nowMs - calendarBackMs);
  expect(events.at(-1)?.until).toBeGreaterThanOrEqual(log.nowMs + calendarAheadMs);
});

it('[CAL6] answers a wrong address and a revoked one alike, at once after it was revoked', async () => {
  const { make, fetched, admin } = await surface();
  const [kept, gone] = [await make({ person: 'ana' }), await make({ person: 'ana', name: 'Old phone' })];
  expect((await fetched(gone.path)).statusCode).toBe(200);
  expect((await admin('DELETE', `/v1/calendars/${gone.id}`)).json()).toEqual({ revoked: gone.id });
  const answers = await Promise.all(
    [gone.path, `/calendar/${'A'.repeat(43)}.ics`, '/calendar/short.ics', '/calendar/x'].map(async (path) => fetched(path)),
  );
  answers.forEach((answer) => expect({ code: answer.statusCode, body: answer.body }).toEqual({ code: 404, body: answers[0]?.body }));
  expect((await fetched(kept.path)).statusCode).toBe(200);
  expect((await admin('DELETE', `/v1/calendars/${gone.id}`)).statusCode).toBe(404);
});

it('[CAL7] keeps secrets hashed alone, in a file only its owner reads, and never in the log', async () => {
  const { make, fetched, folder, logged, log, context } = await surface();
  const { path } = await make({ team: 'payments' });
  const secret = path.slice('/calendar/'.length, -'.ics'.length);
  const file = join(folder, 'calendars.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await fetched(path);
  await fetched(`/calendar/${secret}`);
  await fetched(`/calendar/${secret}.ics/more`);
  log.nowMs += HOUR_MS;
  context.ledger.state.workspace.entries.schedule.forEach((entry) =>
    Object.assign(entry.current ?? {}, {
      layers: entry.current?.layers.map((layer) => ({
        ...layer,
        turns: layer.turns.map(({ turns }) => ({ turns: { ...turns, zone: 'No/Where' } })),
      })),
    }),
  );
  expect((await fetched(path)).statusCode).toBe(500);
  expect(logged.join('')).toContain('No/Where');
  const written = [readFileSync(file, 'utf8'), logged.join(''), JSON.stringify(log.store.read(0, 1000))];
  written.forEach((text) => expect(text).not.toContain(secret));
  // The control: what is looked for would be found.
  expect(`${written.join('')}${path}`).toContain(secret);
});

it('[CAL7] knows its addresses again after a restart, and says so when their file is damaged', async () => {
  const { make, fetched, folder, log, admin } = await surface();
  const { path, id } = await make({ person: 'ana', name: 'Phone', language: 'fr' });
  await fetched(path);
  const again = new CalendarFeeds(folder, () => log.nowMs);
  const secret = path.slice('/calendar/'.length, -'.ics'.length);
  expect(again.find(secret)).toMatchObject({ id, fetchedAt: log.nowMs });
  expect(again.find(`${secret.slice(0, -1)}_`)).toBeUndefined();
  const { calendars } = (await admin('GET', '/v1/calendars')).json<{ calendars: object[] }>();
  const iso = new Date(log.nowMs).toISOString();
  const shows = { kind: 'person', id: 'ana', name: 'Ana Lima' };
  expect(calendars).toEqual([{ id, name: 'Phone', shows, language: 'fr', madeAt: iso, fetchedAt: iso }]);
  writeFileSync(join(folder, 'calendars.json'), '{"feeds": [{}]}');
  expect(() => new CalendarFeeds(folder, () => 0)).toThrow(/calendars\.json is damaged\. Restore it/);
});

it('[CAL8] sends a calendar again only when it shows something else', async () => {
  const { make, fetched, log } = await surface();
  const { path } = await make({ schedule: 'payments-backup' });
  const first = await fetched(path);
  const etag = String(first.headers.etag);
  log.nowMs += HOUR_MS;
  for (const given of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
    const again = await fetched(path, { 'if-none-match': given });
    expect({ code: again.statusCode, body: again.body, etag: again.headers.etag }).toEqual({ code: 304, body: '', etag });
  }
  const override = { id: 'o-1', person: 'ana', from: log.nowMs, until: log.nowMs + DAY_MS };
  await log.ledger.write(
    { type: 'override.added', entity: { kind: 'schedule', id: 'payments-backup' }, body: { override } },
    { kind: 'admin' },
  ).durable;
  const changed = await fetched(path, { 'if-none-match': etag });
  expect(changed.statusCode).toBe(200);
  expect(readByIcalJs(changed.body).map(({ from }) => from)).toContain(override.from);
});

const misuses: [what: string, method: 'GET' | 'POST' | 'DELETE', url: string, body: object | undefined, status: number][] = [
  ['nobody to show', 'POST', '/v1/calendars', {}, 400],
  ['two to show', 'POST', '/v1/calendars', { person: 'ana', team: 'payments' }, 400],
  ['somebody unknown', 'POST', '/v1/calendars', { person: 'nobody' }, 404],
  ['a prototype', 'POST', '/v1/calendars', { person: 'constructor' }, 404],
  ['a language nobody wrote', 'POST', '/v1/calendars', { person: 'ana', language: 'xx' }, 400],
  ['a field nobody knows', 'POST', '/v1/calendars', { person: 'ana', secret: 'mine' }, 400],
  ['an address that is not there', 'DELETE', '/v1/calendars/x', undefined, 404],
  ['a window without an offset', 'GET', '/v1/calendars/export?person=ana&from=2026-01-01', undefined, 400],
  ['a window of a century', 'GET', '/v1/calendars/export?person=ana&from=1990-01-01T00:00:00Z&until=2090-01-01T00:00:00Z', undefined, 400],
];
it.each(misuses)('[CAL6] answers %s with a clear sentence', async (_what, method, url, body, status) => {
  const { admin } = await surface();
  const answer = await admin(method, url, body);
  expect(answer.statusCode).toBe(status);
  expect(answer.json<{ detail: string }>().detail).toMatch(/^.{10,}\.$/);
});

it('[CAL6] lets only the operator make, list, export and revoke', async () => {
  const { server, make } = await surface();
  const { id } = await make({ person: 'ana' });
  const calls = [
    ['POST', '/v1/calendars'],
    ['GET', '/v1/calendars'],
    ['GET', '/v1/calendars/export?person=ana'],
    ['DELETE', `/v1/calendars/${id}`],
  ] as const;
  const answers = await Promise.all(calls.map(async ([method, url]) => server.inject({ method, url, payload: {} })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401]);
});
