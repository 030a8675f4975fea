import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../../../test/harness/entries.ts';
import { HttpSink } from '../../../test/harness/http-sink.ts';
import { brief, message } from '../../../test/harness/messages.ts';
import { shortText } from '../../../shared/delivery/written.ts';
import { OutgoingHttp } from '../outgoing-http.ts';
import { chatChannel } from './chat.ts';
import { httpGateway, type Gateway } from './http-gateway.ts';
import { gotifyChannel, ntfyChannel, pushoverChannel } from './push.ts';
import { twilioSms, twilioVoice } from './twilio.ts';
import { signedHeaders } from './webhook.ts';

const never = new AbortController().signal;
const http = new OutgoingHttp({ isAllowed: () => true });
let sink: HttpSink;
beforeAll(async () => {
  sink = await HttpSink.start();
});
afterAll(() => sink.stop());
beforeEach(() => {
  sink.answer = (response) => void response.writeHead(200).end('{}');
});

const answers = (status: number, body: object) => {
  sink.answer = (response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

describe('chat', () => {
  it('[DLV17] Slack gets text, blocks and a link to answer', async () => {
    expect(await chatChannel({ kind: 'slack', url: `${sink.url}/services/T/B/X` }, http).send(message(), '', never)).toMatchObject({
      outcome: 'sent',
    });
    expect(sink.last).toMatchObject({
      method: 'POST',
      path: '/services/T/B/X',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect(sink.last.json).toEqual({
      text: 'CRITICAL: #42 Disk full on db1',
      blocks: [
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: [
              '*CRITICAL: #42 Disk full on db1*',
              'Service: Checkout',
              'Since: 2026-11-23 03:00 (Europe/Paris)',
              'Why you: it just began',
              'Runbook: <https://example.org/runbooks/checkout|https://example.org/runbooks/checkout>',
              '<https://relay.example.org/a/TOKEN|Acknowledge or escalate>',
            ].join('\n'),
          },
        },
      ],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it('[DLV17] Mattermost gets Markdown, to the channel or person it is for', async () => {
    await chatChannel({ kind: 'mattermost', url: `${sink.url}/hooks/xyz` }, http).send(
      message({ incidents: [brief({ runbook: undefined })] }),
      '@ana',
      never,
    );
    expect(sink.last.json).toEqual({
      username: 'Watchbell',
      channel: '@ana',
      text: [
        '**CRITICAL\\: \\#42 Disk full on db1**',
        'Service: Checkout',
        'Since: 2026\\-11\\-23 03\\:00 \\(Europe/Paris\\)',
        'Why you: it just began',
        '[Acknowledge or escalate](https://relay.example.org/a/TOKEN)',
      ].join('\n'),
    });
  });

  it('[DLV17] Teams gets an adaptive card with a button', async () => {
    await chatChannel({ kind: 'teams', url: `${sink.url}/workflows/1` }, http).send(message(), '', never);
    expect(sink.last.json).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            version: '1.4',
            body: [
              { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'CRITICAL: #42 Disk full on db1', weight: 'Bolder' }] },
              {},
              {},
              {},
              {},
            ],
            actions: [{ type: 'Action.OpenUrl', title: 'Acknowledge or escalate #42', url: 'https://relay.example.org/a/TOKEN' }].slice(
              0,
              1,
            ),
          },
        },
      ],
    });
  });

  it('[DLV17] Discord mentions nobody, Google Chat keeps a thread for each ringing', async () => {
    await chatChannel({ kind: 'discord', url: `${sink.url}/api/webhooks/1/x` }, http).send(message(), '', never);
    expect(sink.last.path).toBe('/api/webhooks/1/x?wait=true');
    expect(sink.last.json).toMatchObject({ username: 'Watchbell', allowed_mentions: { parse: [] }, flags: 4 });
    await chatChannel({ kind: 'google-chat', url: `${sink.url}/v1/spaces/A/messages?key=k&token=t` }, http).send(message(), '', never);
    expect(sink.last.path).toBe(
      `/v1/spaces/A/messages?key=k&token=t&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD&requestId=${idOf('delivery')}`,
    );
    expect(sink.last.json).toMatchObject({ thread: { threadKey: `watchbell-${idOf('incident')}-1` } });
  });

  it('[DLV1] says in rooms who has it and that it is over, in French where that is spoken', async () => {
    const room = { isRoom: true, incidents: [brief({ holder: 'Ana', answerAt: undefined })] as const };
    const slack = chatChannel({ kind: 'slack', url: sink.url }, http);
    await slack.send(message({ ...room, what: 'acknowledged' }), '', never);
    expect(sink.last.json).toMatchObject({ text: 'Ana has it: #42 Disk full on db1' });
    await slack.send(message({ ...room, what: 'resolved', language: 'fr' }), '', never);
    expect(sink.last.json).toMatchObject({ text: 'Résolu par Ana\u00a0: #42 Disk full on db1' });
  });

  it('[DLV1] writes a French colon into a text message with letters an SMS has', () => {
    expect(shortText(message({ language: 'fr' }))).toMatch(/^Watchbell CRITIQUE : #42 [\x20-\x7e\n]*$/);
  });

  it('[DLV17] Slack and Mattermost get buttons where their operator set them up', async () => {
    const buttons = { acknowledge: 'signed acknowledge', escalate: 'signed escalate' };
    const page = message({ isRoom: true, incidents: [brief({ buttons, answerAt: undefined })] });
    await chatChannel({ kind: 'slack', url: sink.url, buttons: true }, http).send(page, '', never);
    expect(sink.last.json).toMatchObject({
      blocks: [
        { type: 'section' },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'acknowledge',
              value: 'signed acknowledge',
              text: { type: 'plain_text', text: 'Acknowledge #42' },
            },
            { type: 'button', action_id: 'escalate', value: 'signed escalate', text: { type: 'plain_text', text: 'Escalate #42' } },
          ],
        },
      ],
    });
    await chatChannel({ kind: 'mattermost', url: sink.url, buttons: 'https://relay.example.org' }, http).send(page, '', never);
    expect(sink.last.json).toMatchObject({
      attachments: [
        {
          actions: [
            {
              id: 'acknowledge42',
              name: 'Acknowledge #42',
              integration: { url: 'https://relay.example.org/answer/mattermost', context: { answer: 'signed acknowledge' } },
            },
            { id: 'escalate42', name: 'Escalate #42' },
          ],
        },
      ],
    });
    await chatChannel({ kind: 'slack', url: sink.url }, http).send(page, '', never);
    expect(sink.last.body).not.toContain('signed');
  });
});

describe('push', () => {
  it('[DLV17] ntfy gets its JSON, loud for what is grave, with a button for each of three incidents', async () => {
    answers(200, { id: 'abc' });
    const incidents = [brief(), brief({ number: 43 }), brief({ number: 44 }), brief({ number: 45 })] as const;
    expect(await ntfyChannel({ url: sink.url, token: 'tk' }, http).send(message({ incidents }), 'ana-topic', never)).toEqual({
      outcome: 'sent',
      receipt: 'abc',
    });
    expect(sink.last.headers.authorization).toBe('Bearer tk');
    expect(sink.last.path).toBe('/');
    expect(sink.last.json).toMatchObject({
      topic: 'ana-topic',
      title: '4 incidents need you: #42 Disk full on db1, …',
      priority: 5,
      click: 'https://relay.example.org/a/TOKEN',
      actions: [42, 43, 44].map((number) => ({ action: 'view', label: `Acknowledge or escalate #${number}`, clear: true })),
    });
    await ntfyChannel({ url: sink.url }, http).send(
      message({ incidents: [brief({ severity: 'warning', answerAt: undefined })] }),
      't',
      never,
    );
    expect(sink.last.json).toMatchObject({ priority: 3, actions: [] });
    expect(sink.last.headers.authorization).toBeUndefined();
  });

  it('[DLV17] Gotify gets the application’s token in a header, Pushover a form', async () => {
    answers(200, { id: 7 });
    expect(await gotifyChannel({ url: `${sink.url}/gotify/` }, http).send(message(), 'app-token', never)).toEqual({
      outcome: 'sent',
      receipt: '7',
    });
    expect(sink.last).toMatchObject({ path: '/gotify/message', headers: { 'x-gotify-key': 'app-token' } });
    expect(sink.last.json).toMatchObject({
      priority: 10,
      extras: { 'client::notification': { click: { url: 'https://relay.example.org/a/TOKEN' } } },
    });
    answers(200, { status: 1, request: 'r-1' });
    const pushover = pushoverChannel({ url: `${sink.url}/1/messages.json`, token: 'app' }, http);
    expect(await pushover.send(message(), 'user', never)).toEqual({ outcome: 'sent', receipt: 'r-1' });
    expect(sink.last.form).toMatchObject({ token: 'app', user: 'user', priority: '1', url: 'https://relay.example.org/a/TOKEN' });
    answers(200, { status: 0, errors: ['user key is invalid'] });
    expect(await pushover.send(message(), 'user', never)).toMatchObject({ outcome: 'dead' });
  });
});

describe('SMS and voice', () => {
  const account = { url: '', account: 'AC1', token: 'secret', from: '+15005550006' };

  it('[DLV17] Twilio gets an SMS of two parts at the most, the link whole', async () => {
    answers(201, { sid: 'SM1' });
    const long = message({
      incidents: [brief({ title: 'x'.repeat(200), answerAt: `https://relay.example.org/a/${'T'.repeat(120)}` }), brief({ number: 43 })],
    });
    expect(await twilioSms({ ...account, url: sink.url }, http).send(long, '+33123456789', never)).toEqual({
      outcome: 'sent',
      receipt: 'SM1',
    });
    const { path, headers, form } = sink.last;
    expect(path).toBe('/2010-04-01/Accounts/AC1/Messages.json');
    expect(headers.authorization).toBe(`Basic ${Buffer.from('AC1:secret').toString('base64')}`);
    expect(form).toMatchObject({ To: '+33123456789', From: '+15005550006' });
    expect(form['Body']?.length).toBeLessThanOrEqual(306);
    expect(form['Body']).toMatch(new RegExp(`\\+ #43\\nhttps://relay\\.example\\.org/a/T{120}$`));
    await twilioSms({ ...account, url: sink.url, from: 'MG1' }, http).send(message(), '+33123456789', never);
    expect(sink.last.form).toMatchObject({ MessagingServiceSid: 'MG1' });
    answers(400, { code: 21_211, message: 'The number +33 is not a valid phone number.' });
    expect(await twilioSms({ ...account, url: sink.url }, http).send(message(), '+33', never)).toEqual({
      outcome: 'dead',
      why: 'The provider answered 400; look at its address and credentials.',
    });
  });

  it('[DLV17] Twilio calls and says it, or asks the relay for the key press', async () => {
    answers(201, { sid: 'CA1' });
    await twilioVoice({ ...account, url: sink.url }, http).send(
      message({ incidents: [brief({ title: 'a < b & c' })] }),
      '+33123456789',
      never,
    );
    expect(sink.last.path).toBe('/2010-04-01/Accounts/AC1/Calls.json');
    expect(sink.last.form['Twiml']).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-GB">This is Watchbell. critical on Checkout: a &#60; b &#38; c.</Say><Pause length="1"/>' +
        '<Say language="en-GB">This is Watchbell. critical on Checkout: a &#60; b &#38; c.</Say><Say language="en-GB">Please answer in Watchbell. Goodbye.</Say></Response>',
    );
    await twilioVoice({ ...account, url: sink.url }, http).send(
      message({ incidents: [brief({ voiceAt: 'https://relay.example.org/answer/voice/T' })] }),
      '+33123456789',
      never,
    );
    expect(sink.last.form).toMatchObject({ Url: 'https://relay.example.org/answer/voice/T', Method: 'POST' });
  });

  it('[DLV17] a gateway of one’s own gets what its template says, encoded for where it stands', async () => {
    const gateway: Gateway = {
      url: `${sink.url}/send?to={{to}}`,
      method: 'POST',
      headers: { 'x-api-key': 'k' },
      body: '{"number":"{{to}}","message":"{{text}}","ref":"{{id}}"}',
      format: 'json',
      speaks: 'sms',
    };
    await httpGateway(gateway, http).send(message({ incidents: [brief({ title: 'a "quoted" \\ {{to}}' })] }), '+33123456789', never);
    expect(sink.last.path).toBe('/send?to=%2B33123456789');
    expect(sink.last.json).toEqual({
      number: '+33123456789',
      message: 'Watchbell CRITICAL: #42 a "quoted" \\ {{to}} (Checkout)\nhttps://relay.example.org/a/TOKEN',
      ref: idOf('delivery'),
    });
    await httpGateway({ ...gateway, format: 'form', body: 'to={{to}}&text={{text}}' }, http).send(message(), '+33123456789', never);
    expect(sink.last.form).toMatchObject({
      to: '+33123456789',
      text: 'Watchbell CRITICAL: #42 Disk full on db1 (Checkout)\nhttps://relay.example.org/a/TOKEN',
    });
  });
});

it('[DLV18] signs a webhook by each of its secrets as Standard Webhooks says', () => {
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', `whsec_${Buffer.alloc(24, 7).toString('base64')}`];
  // The example of the Standard Webhooks libraries.
  const body = '{"test": 2432232314}';
  const headers = signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, body, secrets);
  expect(headers).toMatchObject({ 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330' });
  const [first, second] = (headers['webhook-signature'] ?? '').split(' ');
  expect(first).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  expect(second).toBe(
    `v1,${createHmac('sha256', Buffer.alloc(24, 7)).update(`msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.${body}`).digest('base64')}`,
  );
});
