import { afterAll, beforeAll, expect, it } from 'vitest';
import { idOf, mondayNight } from '../../../test/harness/entries.ts';
import { HttpSink } from '../../../test/harness/http-sink.ts';
import type { Letter } from '../../../shared/delivery/letter.ts';
import { OutgoingHttp } from '../outgoing-http.ts';
import type { ChatKind } from './chat.ts';
import { chatLetters } from './chat-letter.ts';
import { slackBotLetters } from './slack-api.ts';

const never = new AbortController().signal;
const http = new OutgoingHttp({ isAllowed: () => true });
let sink: HttpSink;
beforeAll(async () => {
  sink = await HttpSink.start();
  sink.answer = (response) => void response.writeHead(200).end('ok');
});
afterAll(() => sink.stop());

const letterOf = (lines: readonly string[]): Letter => ({
  id: idOf('letter'),
  language: 'en',
  at: mondayNight,
  subject: 'Morning · Mon 23 Nov',
  parts: [{ title: 'Open', lines }],
  links: [],
  small: [],
});

async function sent(kind: ChatKind, lines: readonly string[]) {
  expect(await chatLetters({ kind, url: `${sink.url}/hook` }, http).send(letterOf(lines), '', never)).toMatchObject({ outcome: 'sent' });
  return sink.last.json as Record<string, unknown>;
}

it('[COM21] says a digest in each chat in its own markup, and nobody is mentioned or linked to by what a monitor wrote', async () => {
  const lines = ['#1 <!channel> @everyone *disk* [x](https://evil.example)'];
  expect(await sent('slack', lines)).toEqual({
    text: '*Morning · Mon 23 Nov*\n\n*Open*\n#1 &lt;!channel&gt; \u2060@\u2060everyone \u2060*\u2060disk\u2060*\u2060 [x](https://evil.example)',
    unfurl_links: false,
    unfurl_media: false,
  });
  const markdown =
    '**Morning · Mon 23 Nov**\n\n**Open**\n\\#1 \\<\\!channel\\> @\u2060everyone \\*disk\\* \\[x\\]\\(https\\://evil\\.example\\)';
  expect(await sent('mattermost', lines)).toEqual({ username: 'Watchbell', text: markdown });
  expect(await sent('discord', lines)).toEqual({ username: 'Watchbell', content: markdown, allowed_mentions: { parse: [] } });
  expect(await sent('google-chat', lines)).toMatchObject({ text: expect.stringContaining('&lt;!channel&gt;') as string });
  const { attachments } = (await sent('teams', lines)) as { attachments: { content: { body: { inlines: object[] }[] } }[] };
  expect(attachments[0]?.content.body.map(({ inlines }) => inlines)).toEqual([
    [{ type: 'TextRun', text: 'Morning · Mon 23 Nov', weight: 'Bolder' }],
    [{ type: 'TextRun', text: 'Open', weight: 'Bolder' }],
    [{ type: 'TextRun', text: lines[0] }],
  ]);
});

it('[COM21] cuts what a chat would not take at the end of a line, and says that there is more', async () => {
  const lines = Array.from({ length: 500 }, (_, i) => `#${i} ${'*'.repeat(50)}`);
  for (const [kind, field, most] of [
    ['slack', 'text', 4000],
    ['mattermost', 'text', 12_000],
    ['discord', 'content', 2000],
    ['google-chat', 'text', 4000],
  ] as const) {
    const text = String((await sent(kind, lines))[field]);
    expect(text.length).toBeLessThanOrEqual(most);
    expect(text.length).toBeGreaterThan(most - 200);
    expect(text.endsWith('\n…')).toBe(true);
  }
  expect(JSON.stringify(await sent('teams', lines)).length).toBeLessThan(25_000);
});

it('[COM21] says it in Slack by its Web API as well', async () => {
  sink.answer = (response) => void response.writeHead(200).end(JSON.stringify({ ok: true, channel: 'C1', ts: '1.2' }));
  const bot = { api: `${sink.url}/api`, token: 'xoxb-1', channel: 'C1' };
  expect(await slackBotLetters(bot, http).send(letterOf(['All is well.']), '', never)).toEqual({ outcome: 'sent', receipt: 'C1/1.2' });
  expect(sink.last).toMatchObject({ path: '/api/chat.postMessage', headers: { authorization: 'Bearer xoxb-1' } });
  expect(sink.last.json).toEqual({
    channel: 'C1',
    text: '*Morning · Mon 23 Nov*\n\n*Open*\nAll is well.',
    unfurl_links: false,
    unfurl_media: false,
  });
});
