import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpSink, type Got } from '../../../test/harness/http-sink.ts';
import { brief, hostileTitles, message } from '../../../test/harness/messages.ts';
import { oneLine, type Brief, type OutMessage } from '../../../shared/delivery/message.ts';
import type { Channel } from '../channel.ts';
import { OutgoingHttp } from '../outgoing-http.ts';
import { chatChannel } from './chat.ts';
import { gotifyChannel, ntfyChannel, pushoverChannel } from './push.ts';
import { twilioSms, twilioVoice } from './twilio.ts';

const http = new OutgoingHttp({ isAllowed: () => true });
const never = new AbortController().signal;
const buttons = { acknowledge: 'a'.repeat(120), escalate: 'e'.repeat(120) };
const longTitles = ['🔥', '"', '\\', '<', '漢', 'é', '*'].map((letter) => letter.repeat(220)).concat(hostileTitles, 'x '.repeat(120));

/** As many incidents as ever wait for one person, each as long as it can be. */
function worst(title: string, count: number): OutMessage {
  const one = (i: number): Brief =>
    brief({
      number: 100_000 + i,
      title: oneLine(title, 200),
      service: oneLine(title, 80),
      runbook: `https://example.org/${'r'.repeat(200)}`,
      answerAt: `https://relay.example.org/a/${'T'.repeat(160)}`,
      buttons,
    });
  const [first, ...others] = Array.from({ length: count }, (_, i) => one(i));
  return message({ language: 'fr', incidents: [first ?? one(0), ...others] });
}

type Json = Record<string, unknown>;
interface Slack {
  text: string;
  blocks: { type: string; text?: { text: string }; elements?: { value: string; text: { text: string } }[] }[];
}

/** What each provider documents of how long a request may be; sentences of what is wrong with one. */
const limits: Record<
  string,
  { of(url: string): Channel<OutMessage>; wrong(got: Got & { json: unknown; form: Record<string, string> }): string[] }
> = {
  slack: {
    of: (url) => chatChannel({ kind: 'slack', url, buttons: true }, http),
    wrong: ({ json }) => {
      const { text, blocks } = json as Slack;
      const elements = blocks.flatMap((block) => block.elements ?? []);
      return wrongs({
        'more than 50 blocks': blocks.length > 50,
        'a section over 3,000': blocks.some((block) => (block.text?.text.length ?? 0) > 3000),
        'blocks over 13,000': JSON.stringify(blocks).length > 13_000,
        'a label over 75': elements.some((each) => each.text.text.length > 75),
        'a value over 2,000': elements.some(({ value }) => value.length > 2000),
        'a text over 4,000': text.length > 4000,
      });
    },
  },
  mattermost: {
    of: (url) => chatChannel({ kind: 'mattermost', url, buttons: 'https://relay.example.org' }, http),
    wrong: ({ json }) => {
      const { text, attachments } = json as { text: string; attachments: { actions: { id: string }[] }[] };
      const ids = attachments.flatMap(({ actions }) => actions.map(({ id }) => id));
      return wrongs({
        'a text over 16,383': text.length > 16_383,
        'an id that is not letters and digits': ids.some((id) => !/^[A-Za-z0-9]+$/.test(id)),
        'an id twice': new Set(ids).size < ids.length,
      });
    },
  },
  teams: {
    of: (url) => chatChannel({ kind: 'teams', url }, http),
    wrong: ({ body }) => wrongs({ 'over 28 KB': Buffer.byteLength(body) > 28_000 }),
  },
  discord: {
    of: (url) => chatChannel({ kind: 'discord', url }, http),
    wrong: ({ json }) => wrongs({ 'over 2,000 characters': (json as { content: string }).content.length > 2000 }),
  },
  'google-chat': {
    of: (url) => chatChannel({ kind: 'google-chat', url }, http),
    wrong: ({ body }) => wrongs({ 'over 32,000 bytes': Buffer.byteLength(body) > 32_000 }),
  },
  ntfy: {
    of: (url) => ntfyChannel({ url }, http),
    wrong: ({ json, body }) =>
      wrongs({
        'a message over 4,096 bytes': Buffer.byteLength((json as { message: string }).message) > 4096,
        'a request over 8,192 bytes': Buffer.byteLength(body) > 8192,
        'more than three actions': (json as { actions: Json[] }).actions.length > 3,
      }),
  },
  gotify: {
    of: (url) => gotifyChannel({ url }, http),
    wrong: ({ json }) => wrongs({ 'no message': (json as { message: string }).message === '' }),
  },
  pushover: {
    of: (url) => pushoverChannel({ url, token: 't' }, http),
    wrong: ({ form: { message: text = '', title = '', url = '', url_title: label = '' } }) =>
      wrongs({
        'a message over 1,024': text.length > 1024,
        'a title over 250': title.length > 250,
        'a url over 512': url.length > 512,
        'a url title over 100': label.length > 100,
      }),
  },
  sms: {
    of: (url) => twilioSms({ url, account: 'AC1', token: 't', from: '+1' }, http),
    wrong: ({ form }) => wrongs({ 'over 1,600': (form['Body']?.length ?? 0) > 1600, 'a letter no SMS has': /…/.test(form['Body'] ?? '') }),
  },
  voice: {
    of: (url) => twilioVoice({ url, account: 'AC1', token: 't', from: '+1' }, http),
    wrong: ({ form }) => wrongs({ 'over 4,000': (form['Twiml']?.length ?? 0) > 4000 }),
  },
};

function wrongs(claims: Record<string, boolean>): string[] {
  return Object.keys(claims).filter((claim) => claims[claim]);
}

describe.each(Object.entries(limits))('%s', (_, { of, wrong }) => {
  it('[DLV22] gets no more than it documents to take, whatever stands in an alert and however many wait', async () => {
    const sink = await HttpSink.start();
    onTestFinished(() => sink.stop());
    sink.answer = (response) => void response.writeHead(200).end('{"status":1}');
    for (const title of longTitles) {
      for (const count of [1, 2, 60]) {
        expect(await of(sink.url).send(worst(title, count), 'topic', never)).toMatchObject({ outcome: 'sent' });
        const { body } = sink.last;
        expect([title, count, wrong(sink.last)]).toEqual([title, count, []]);
        expect(body.isWellFormed() && !body.includes('\ufffd')).toBe(true);
      }
    }
  });
});

it('[DLV22] leaves a link out that Pushover would refuse, and keeps a shorter one', async () => {
  const sink = await HttpSink.start();
  onTestFinished(() => sink.stop());
  const pushover = pushoverChannel({ url: sink.url, token: 't' }, http);
  const withLink = async (length: number) => {
    await pushover.send(message({ incidents: [brief({ answerAt: `https://relay.example.org/${'T'.repeat(length)}` })] }), 'user', never);
    return sink.last.form;
  };
  expect(await withLink(600)).not.toHaveProperty('url');
  expect(await withLink(60)).toHaveProperty('url');
});
