import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { HttpSink, type Got } from '../harness/http-sink.ts';
import { MailSink } from '../harness/mail-sink.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const secrets = {
  password: 'planted-smtp-password',
  path: 'planted-hook-path',
  topic: 'planted-topic-of-ana',
  token: 'planted-access-token',
  webhook: `whsec_${Buffer.from('planted-webhook-secret-0').toString('base64')}`,
};

interface Told {
  deliveries: { id: string; state: string; to: Record<string, string>; lastError: string | null }[];
}

/** Everything a relay's data folder holds, but the file of providers itself. */
function textOfFolder(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
}

it('[DLV15] [DLV18] brings a page out by mail, push, chat and webhook, and tells no secret anywhere, whatever goes wrong', async () => {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const [sink, mail] = [await HttpSink.start(), await MailSink.start()];
  onTestFinished(() => sink.stop());
  onTestFinished(() => mail.stop());
  mail.user = { name: 'relay', password: secrets.password };
  let webhookIsDown = true;
  sink.answer = (response, request) => {
    const isWebhook = request.url === `/${secrets.path}/cmdb`;
    // A provider that repeats what it was given.
    const status = isWebhook ? (webhookIsDown ? 410 : 204) : request.url === '/' ? 403 : 200;
    response.writeHead(status).end(JSON.stringify({ ...secrets }));
  };
  const providers = {
    allow: ['127.0.0.1'],
    providers: {
      office: {
        kind: 'smtp',
        host: '127.0.0.1',
        port: mail.port,
        security: 'none',
        user: 'relay',
        password: secrets.password,
        from: 'w@example.org',
      },
      phone: { kind: 'ntfy', url: `${sink.url}/`, token: secrets.token },
      ops: { kind: 'slack', url: `${sink.url}/${secrets.path}` },
    },
    channels: { mail: ['office'], push: ['phone'] },
    rooms: { 'major-incident': ['ops'] },
    people: { ana: { addresses: { phone: secrets.topic } } },
    subscribers: { cmdb: { kind: 'webhook', url: `${sink.url}/${secrets.path}/cmdb`, secrets: [secrets.webhook], events: ['incident.'] } },
  };
  const people = { ana: { email: 'ana@example.org', pages: [{ channel: 'mail' }, { channel: 'push' }, { channel: 'sms' }] } };
  writeFileSync(join(folder, 'shop.yaml'), shop({ steps: [{ notify: ['person:ana', 'channel:major-incident'] }] }, { people }));
  writeFileSync(join(folder, 'providers.yaml'), JSON.stringify(providers), { mode: 0o600 });
  const args = ['--workspace', join(folder, 'shop.yaml'), '--providers', join(folder, 'providers.yaml'), '--log-level', 'debug'];
  const relay = await RelayProcess.start(data, args);
  onTestFinished(() => void relay.kill());
  await relay.enqueue({ event_action: 'trigger', dedup_key: 'd', payload: { summary: 'Disk full', source: 'x', severity: 'critical' } });

  const told = async () => (await relay.api('/v1/deliveries')).body as Told;
  let now = await told();
  while (now.deliveries.length < 5 || now.deliveries.some(({ state }) => state === 'waiting' || state === 'sending')) {
    now = await told();
  }
  const outcomes = now.deliveries.map(({ to, state, lastError }) => [to['channel'] ?? to['kind'], state, lastError].join(' '));
  expect(outcomes.toSorted()).toEqual([
    'mail sent ',
    'push dead The provider answered 403; look at its address and credentials.',
    'room sent ',
    'sms dead No provider for sms is set up on the relay.',
    'subscriber dead The provider answered 410; look at its address and credentials.',
  ]);
  expect(mail.got.map(({ to, mail: { subject } }) => [to, subject])).toEqual([[['ana@example.org'], '[Watchbell] CRITICAL: #1 Disk full']]);

  webhookIsDown = false;
  const id = now.deliveries.find(({ to }) => to['kind'] === 'subscriber')?.id ?? '';
  const arrived = () => sink.got.filter(({ path }) => path.endsWith('/cmdb'));
  const once = arrived().length;
  expect((await relay.api(`/v1/deliveries/${id}/replay`, {})).status).toBe(200);
  while (arrived().length === once) {
    await told();
  }
  const again = arrived().at(-1) as Got;
  const { 'webhook-id': webhookId, 'webhook-timestamp': seconds, 'webhook-signature': signature } = again.headers;
  const key = Buffer.from(secrets.webhook.slice(6), 'base64');
  expect(webhookId).toBe(id);
  expect(signature).toBe(
    `v1,${createHmac('sha256', key)
      .update(`${id}.${String(seconds)}.${again.body}`)
      .digest('base64')}`,
  );
  expect(JSON.parse(again.body)).toMatchObject({
    type: 'incident.triggered',
    data: { incident: { number: 1, title: 'Disk full', status: 'triggered' } },
  });
  const sent = now.deliveries.find(({ to }) => to['channel'] === 'mail')?.id ?? '';
  expect(await relay.api(`/v1/deliveries/${sent}/replay`, {})).toMatchObject({ status: 409 });
  expect(await relay.api('/v1/deliveries/nothing/replay', {})).toMatchObject({ status: 404 });

  const headers = { authorization: `Bearer ${relay.credentials.adminToken}` };
  const paths = ['/v1/events', '/v1/deliveries', '/v1/workspace', '/v1/incidents', '/metrics', '/openapi.json', '/healthz', '/v1/devices'];
  const answers = await Promise.all(paths.map(async (path) => (await fetch(`${relay.url}${path}`, { headers })).text()));
  expect(answers[4]).toMatch(/watchbell_deliveries_total\{way="mail",outcome="sent"\} 1/);
  expect(await relay.kill('SIGTERM')).toBe(0);
  const everything = [...answers, relay.errors, textOfFolder(data)].join('\n');
  expect(everything.length).toBeGreaterThan(100_000);
  Object.values(secrets).forEach((secret) => expect(everything.includes(secret)).toBe(false));
  // The control: what is not a secret is found there.
  expect(everything.includes('Disk full')).toBe(true);
});

it('[DLV15] does not start with a file of providers that is wrong or open to others, and says what to do', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'providers.yaml');
  writeFileSync(file, 'channels: { sms: [gone] }', { mode: 0o600 });
  const start = () => RelayProcess.start(join(folder, 'data'), ['--sample', '--providers', file]);
  await expect(start()).rejects.toThrow(/ended with 2: .*providers\.yaml:1:19: channels\.sms\.0: there is no provider "gone"/);
  writeFileSync(join(folder, 'open.yaml'), '', { mode: 0o644 });
  await expect(RelayProcess.start(join(folder, 'data'), ['--sample', '--providers', join(folder, 'open.yaml')])).rejects.toThrow(
    /chmod 600/,
  );
});
