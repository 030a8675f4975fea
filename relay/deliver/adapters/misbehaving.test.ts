import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { certifiedName, makeCertificates, type Certificates } from '../../../test/harness/certificates.ts';
import { idOf, mondayNight } from '../../../test/harness/entries.ts';
import { HttpSink } from '../../../test/harness/http-sink.ts';
import { message } from '../../../test/harness/messages.ts';
import type { Outcome } from '../../../shared/delivery/attempt.ts';
import type { Change } from '../channel.ts';
import { OutgoingHttp } from '../outgoing-http.ts';
import { chatChannel, type ChatKind } from './chat.ts';
import { httpGateway } from './http-gateway.ts';
import { gotifyChannel, ntfyChannel, pushoverChannel } from './push.ts';
import { slackBotChannel } from './slack-api.ts';
import { twilioSms, twilioVoice } from './twilio.ts';
import { webhookChannel } from './webhook.ts';

const never = new AbortController().signal;
const token = 'planted-token-of-the-account';
const chats: ChatKind[] = ['slack', 'mattermost', 'teams', 'discord', 'google-chat'];
const account = (url: string) => ({ url, account: 'AC1', token, from: '+15005550006' });
const gateway = { method: 'POST', headers: { 'x-key': token }, body: '{"t":"{{text}}"}', format: 'json', speaks: 'sms' } as const;

const change = {
  id: idOf('delivery'),
  event: { id: idOf('entry'), seq: 1, type: 'incident.triggered', recordedAt: mondayNight, actor: { kind: 'engine' }, body: {} },
  incident: { id: idOf('incident'), number: 1, title: 'Disk full', triggeredAt: mondayNight },
  at: mondayNight,
} as unknown as Change;

/** Every adapter that speaks HTTP, at an address. */
const adapters: Record<string, (url: string, http: OutgoingHttp) => Promise<Outcome>> = {
  ...Object.fromEntries(
    chats.map((kind) => [
      kind,
      (url: string, http: OutgoingHttp) => chatChannel({ kind, url: `${url}/${token}` }, http).send(message(), '', never),
    ]),
  ),
  'Slack bot': (url, http) => slackBotChannel({ api: url, token, channel: 'C1' }, http).send(message(), '', never),
  ntfy: (url, http) => ntfyChannel({ url, token }, http).send(message(), 'topic', never),
  gotify: (url, http) => gotifyChannel({ url }, http).send(message(), token, never),
  pushover: (url, http) => pushoverChannel({ url, token }, http).send(message(), 'user', never),
  sms: (url, http) => twilioSms(account(url), http).send(message(), '+33123456789', never),
  voice: (url, http) => twilioVoice(account(url), http).send(message(), '+33123456789', never),
  webhook: (url, http) => webhookChannel({ url, secrets: [`whsec_${token}`] }, http).send(change, '', never),
  gateway: (url, http) => httpGateway({ ...gateway, url }, http).send(message(), '+33123456789', never),
};

/** How those say that they took it that do not say it by their status. */
const taken: Record<string, string> = { pushover: '{"status":1,"request":"r"}', 'Slack bot': '{"ok":true,"channel":"C1","ts":"1.2"}' };
/** What a provider may do, and what is made of it where nothing else is said. */
const misbehaviour: Record<
  string,
  { does(response: ServerResponse, adapter: string): void; outcome: string; but?: Record<string, string> }
> = {
  nothing: { does: () => undefined, outcome: 'retry' },
  'answers 429': {
    does: (response) => void response.writeHead(429, { 'retry-after': '30' }).end(token),
    outcome: 'retry after 30000',
    but: { pushover: 'dead' },
  },
  'answers 500': { does: (response) => void response.writeHead(500).end(token), outcome: 'retry', but: { pushover: 'retry after 5000' } },
  'answers 403': { does: (response) => void response.writeHead(403).end(token), outcome: 'dead' },
  'resets the connection': { does: (response) => void response.socket?.resetAndDestroy(), outcome: 'retry' },
  'closes its half': { does: (response) => void response.socket?.end(), outcome: 'retry' },
  'speaks no HTTP': { does: (response) => void response.socket?.end('220 mail.example ESMTP\r\n'), outcome: 'retry' },
  'sends headers drop by drop': {
    does: ({ socket }) => {
      socket?.write('HTTP/1.1 200 OK\r\n');
      const drops = setInterval(() => socket?.write('x-drop: 1\r\n'), 20);
      socket?.once('close', () => clearInterval(drops));
    },
    outcome: 'retry',
  },
  'sends headers without end': {
    does: ({ socket }) => void socket?.write(`HTTP/1.1 200 OK\r\n${'x-more: 0123456789\r\n'.repeat(20_000)}`),
    outcome: 'retry',
  },
  'sends its body drop by drop': {
    does: (response) => {
      response.writeHead(200);
      const drops = setInterval(() => response.write('{'), 20);
      response.once('close', () => clearInterval(drops));
    },
    outcome: 'sent',
    but: { pushover: 'retry after 5000', 'Slack bot': 'retry' },
  },
  'sends a body of megabytes': {
    does: (response) => void response.writeHead(200).end(Buffer.alloc(8_000_000, '{')),
    outcome: 'sent',
    but: { pushover: 'retry after 5000', 'Slack bot': 'retry' },
  },
  'takes it at last': {
    does: (response, adapter) => void response.writeHead(200).end(taken[adapter] ?? 'ok'),
    outcome: 'sent',
  },
};

function inWords(outcome: Outcome): string {
  const after = outcome.outcome === 'retry' && outcome.retryAfterMs !== undefined ? ` after ${outcome.retryAfterMs}` : '';
  return `${outcome.outcome}${after}`;
}

describe.each(Object.entries(misbehaviour))('a provider that %s', (_, { does, outcome, but = {} }) => {
  it.each(Object.entries(adapters))('[DLV23] is understood, and no secret told: %s', async (adapter, send) => {
    const sink = await HttpSink.start();
    onTestFinished(() => sink.stop());
    sink.answer = (response) => does(response, adapter);
    const got = await send(sink.url, new OutgoingHttp({ isAllowed: () => true, withinMs: 200 }));
    expect(inWords(got)).toBe(but[adapter] ?? outcome);
    expect(JSON.stringify(got)).not.toMatch(new RegExp(`${token}|127\\.0\\.0\\.1`));
  });
});

describe('certificates', () => {
  let certificates: Certificates;
  const sinks: Partial<Record<keyof Certificates, HttpSink>> = {};
  const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
  beforeAll(async () => {
    certificates = makeCertificates(folder);
    for (const which of ['good', 'expired', 'wrongName', 'selfSigned'] as const) {
      sinks[which] = await HttpSink.start('127.0.0.1', 0, certificates[which]);
    }
  });
  afterAll(async () => {
    await Promise.all(Object.values(sinks).map(async (sink) => sink.stop()));
    rmSync(folder, { recursive: true });
  });

  it.each(Object.entries(adapters))('[DLV23] says nothing to a provider whose certificate is not good: %s', async (_, send) => {
    const http = new OutgoingHttp({ isAllowed: () => true, resolve: async () => ['127.0.0.1'], authority: certificates.authority });
    const at = (which: keyof Certificates) => `https://${certifiedName}:${sinks[which]?.port ?? 0}`;
    for (const [which, code] of [
      ['expired', 'CERT_HAS_EXPIRED'],
      ['wrongName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
      ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ] as const) {
      expect(await send(at(which), http)).toEqual({
        outcome: 'retry',
        why: `The provider’s certificate is not to be believed (${code}), so nothing was said to it.`,
      });
      expect(sinks[which]?.got).toEqual([]);
    }
    // The control: by a good certificate the same request arrives.
    const before = sinks.good?.got.length ?? 0;
    await send(at('good'), http);
    expect(sinks.good?.got.length).toBe(before + 1);
  });
});
