import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { event } from '@pagerduty/pdjs';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startAlertmanager } from '../e2e/alertmanager.ts';
import { FrontDoor } from '../harness/front-door.ts';
import { startNagios } from '../harness/nagios.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

// Real senders, as they come, each against the relay as it comes. On a machine at rest none needs more than a few seconds.
const patienceMs = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
let relay: RelayProcess;
const key = (integration = 'monitoring') => relay.credentials.integrations[integration] ?? '';

beforeAll(async () => {
  relay = await RelayProcess.start(join(folder, 'relay'), ['--sample', '--mail-port', '0']);
});
afterAll(async () => {
  await relay.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

interface Row {
  number: number;
  title: string;
  severity: string;
  status: string;
  alertCount: number;
  dedupKey: string;
}

/** The incidents whose title a sender of this test chose. */
async function incidents(title: RegExp): Promise<Row[]> {
  const { body } = await relay.api('/v1/incidents?status=triggered,acknowledged,resolved');
  return (body as { incidents: Row[] }).incidents.filter((row) => title.test(row.title)).toSorted((a, b) => a.number - b.number);
}

async function run(command: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

it('[ALR5] [ALR35] takes PagerDuty’s own JavaScript client: trigger, acknowledge, resolve, change', { timeout: patienceMs }, async () => {
  const door = await FrontDoor.open(relay.url, temporaryFolder());
  onTestFinished(async () => door.close());
  const agent = new Agent({ ca: door.ca });
  const say = async (type: 'event' | 'change', data: Record<string, unknown>) => {
    const said = { server: new URL(door.url).host, type, data: { routing_key: key(), ...data }, agent };
    const { status, data: body } = await event(said as unknown as Parameters<typeof event>[0]);
    return { status, body: body as Record<string, unknown> };
  };
  const payload = { summary: 'pdjs: disk full', source: 'db1', severity: 'error' };
  const success = { status: 202, body: { status: 'success', message: 'Event processed', dedup_key: 'pdjs' } };
  expect(await say('event', { event_action: 'trigger', dedup_key: 'pdjs', payload })).toEqual(success);
  expect(await incidents(/^pdjs/)).toMatchObject([{ status: 'triggered', severity: 'error' }]);
  expect(await say('event', { event_action: 'acknowledge', dedup_key: 'pdjs' })).toEqual(success);
  expect(await incidents(/^pdjs/)).toMatchObject([{ status: 'acknowledged' }]);
  expect(await say('event', { event_action: 'resolve', dedup_key: 'pdjs' })).toEqual(success);
  expect(await incidents(/^pdjs/)).toMatchObject([{ status: 'resolved' }]);
  const change = { payload: { summary: 'pdjs: 4.18.2 deployed', timestamp: '2026-11-23T01:41:07.318Z', source: 'ci' } };
  expect(await say('change', change)).toEqual({ status: 202, body: { status: 'success', message: 'Change event processed' } });
  expect(await incidents(/^pdjs/)).toHaveLength(1);
  expect((await say('event', { event_action: 'trigger', payload: {} })).status).toBe(400);
});

it('[ALR31] takes a mail program’s mails: opens, joins, resolves', { timeout: patienceMs }, async () => {
  const transport = createTransport({ host: '127.0.0.1', port: relay.mailPort, ignoreTLS: true });
  onTestFinished(() => transport.close());
  const to = `monitoring+${key()}@watchbell.example.org`;
  const send = async (subject: string) =>
    transport.sendMail({ from: 'cron@db1.example.org', to, subject, text: 'no space', html: '<b>no space</b>' });
  expect((await send('[CRITICAL] mail: backup failed')).response).toMatch(/^250 /);
  await send('[CRITICAL] mail: backup failed');
  expect(await incidents(/mail: backup/)).toMatchObject([{ status: 'triggered', severity: 'critical', alertCount: 2 }]);
  await send('[RESOLVED] mail: backup failed');
  expect(await incidents(/mail: backup/)).toMatchObject([{ status: 'resolved' }]);
});

it('[ALR5] [ALR25] [ALR34] takes curl: PagerDuty’s form, Opsgenie’s, a mail', { timeout: patienceMs }, async () => {
  const body = {
    routing_key: key(),
    event_action: 'trigger',
    dedup_key: 'curl',
    payload: { summary: 'curl: disk full', source: 'db1', severity: 'critical' },
  };
  const { out } = await run('curl', ['-sS', `${relay.url}/v2/enqueue`, '-d', JSON.stringify(body)]);
  expect(JSON.parse(out)).toEqual({ status: 'success', message: 'Event processed', dedup_key: 'curl' });
  const genie = ['-sS', '-H', `Authorization: GenieKey ${key()}`, '--json', '{"message": "curl: queue", "alias": "curl-queue"}'];
  expect(JSON.parse((await run('curl', [...genie, `${relay.url}/v2/alerts`])).out)).toMatchObject({
    result: 'Request will be processed',
  });
  expect(await incidents(/^curl/)).toMatchObject([{ severity: 'critical' }, { severity: 'error', dedupKey: 'curl-queue' }]);
  const mail = join(temporaryFolder(), 'mail.txt');
  writeFileSync(mail, 'From: cron@db1.example.org\r\nSubject: [warning] mail by curl\r\n\r\nno space\r\n');
  const address = ['--mail-from', 'cron@db1.example.org', '--mail-rcpt', `${key()}@watchbell.example.org`];
  expect(await run('curl', ['-sS', `smtp://127.0.0.1:${relay.mailPort}`, ...address, '--upload-file', mail])).toMatchObject({ code: 0 });
  expect(await incidents(/mail by curl/)).toMatchObject([{ status: 'triggered', severity: 'warning' }]);
});

it('[ALR6] takes Alertmanager’s webhook: a group fires, is sent again, resolves', { timeout: patienceMs }, async () => {
  const door = await FrontDoor.open(relay.url);
  const alertmanager = await startAlertmanager(temporaryFolder(), door.url, key('alertmanager'), { repeatEvery: '1s' });
  onTestFinished(async () => {
    await alertmanager.stop();
    await door.close();
  });
  const alerts = ['db1', 'db2'].map((instance) => ({
    labels: { alertname: 'AmDisk', severity: 'critical', instance },
    annotations: { summary: `am: disk full on ${instance}` },
  }));
  await alertmanager.send(alerts);
  // It tells of the group as it stands when its turn comes, which may be before the second alert is in it.
  const isWhole = ({ body }: { body: string }) => (JSON.parse(body) as { alerts: unknown[] }).alerts.length === 2;
  const sent = await door.until((passed) => passed.filter(isWhole).length >= 2);
  expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 202));
  const open = await incidents(/^am:/);
  expect(open).toMatchObject([{ status: 'triggered' }, { status: 'triggered' }]);
  expect(open.every(({ alertCount }) => alertCount >= 2)).toBe(true);
  await alertmanager.send(alerts.map((alert) => ({ ...alert, endsAt: new Date().toISOString() })));
  await door.until((passed) => passed.some(({ body }) => (JSON.parse(body) as { status: string }).status === 'resolved'));
  expect(await incidents(/^am:/)).toMatchObject([{ status: 'resolved' }, { status: 'resolved' }]);
});

it('[ALR25] [ALR26] takes Alertmanager as it speaks to Opsgenie: fires, is sent again, closes', { timeout: patienceMs }, async () => {
  const door = await FrontDoor.open(relay.url);
  const alertmanager = await startAlertmanager(temporaryFolder(), door.url, key('alertmanager'), {
    receiver: 'opsgenie',
    repeatEvery: '1s',
  });
  onTestFinished(async () => {
    await alertmanager.stop();
    await door.close();
  });
  const alert = { labels: { alertname: 'AmOpsgenie', severity: 'critical' }, annotations: { summary: 'og: queue stands still' } };
  await alertmanager.send([alert]);
  const sent = await door.until((passed) => passed.length >= 2);
  expect(sent.map(({ method, path, status }) => [method, path, status])).toEqual(sent.map(() => ['POST', '/opsgenie/v2/alerts', 202]));
  expect(await incidents(/^og:/)).toMatchObject([{ status: 'triggered', severity: 'critical' }]);
  await alertmanager.send([{ ...alert, endsAt: new Date().toISOString() }]);
  const closed = (passed: readonly { path: string }[]) => passed.filter(({ path }) => path.includes('/close?identifierType=alias'));
  expect(closed(await door.until((passed) => closed(passed).length > 0))).toMatchObject([{ status: 202 }]);
  expect(await incidents(/^og:/)).toMatchObject([{ status: 'resolved' }]);
});

it('[ALR17] takes Nagios by the guide’s notification commands: a problem, again, and its end', { timeout: patienceMs }, async () => {
  const door = await FrontDoor.open(relay.url);
  const nagios = await startNagios(temporaryFolder(), door.url, key());
  onTestFinished(async () => {
    await nagios.stop();
    await door.close();
  });
  nagios.say('DISK CRITICAL - nagios: "/" is full & 0 % are left', 2);
  const of = (type: string) => (passed: readonly { body: string }[]) =>
    passed.filter(({ body }) => new URLSearchParams(body).get('NOTIFICATIONTYPE') === type);
  const ended = nagios.exited.then(() => Promise.reject(new Error(`Nagios ended: ${nagios.log()}`)));
  const problems = await Promise.race([door.until((passed) => of('PROBLEM')(passed).length >= 2), ended]);
  expect(problems.map(({ status }) => status)).toEqual(problems.map(() => 202));
  const [open] = await incidents(/^Disk \/ on db1 is CRITICAL/);
  expect(open).toMatchObject({ status: 'triggered', severity: 'critical' });
  expect(open?.title).toContain('/ is full');
  nagios.say('DISK OK', 0);
  await Promise.race([door.until((passed) => of('RECOVERY')(passed).length > 0), ended]);
  expect(await incidents(/^Disk \/ on db1/)).toMatchObject([{ status: 'resolved' }]);
});
