import { escapeMarkdown, escapeSlack } from '../../../shared/delivery/escape.ts';
import type { Letter } from '../../../shared/delivery/letter.ts';
import type { Channel } from '../channel.ts';
import { outcomeOf, post } from '../http-outcome.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';
import type { ChatProvider } from './chat.ts';

/** What a chat takes in one message, in letters; Slack's own figure for a text, Discord's for a message, a safe one elsewhere. */
const most = { slack: 12_000, mattermost: 12_000, teams: 12_000, discord: 2000, 'google-chat': 4000 } as const;

/** A letter in a chat's own markup, what is too long cut at a line's end; every text from outside is escaped. */
function marked({ subject, parts }: Letter, escape: (text: string) => string, bold: (text: string) => string, length: number): string {
  const lines = [
    bold(escape(subject)),
    ...parts.flatMap(({ title, lines: each }) => ['', ...(title === undefined ? [] : [bold(escape(title))]), ...each.map(escape)]),
  ];
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + 3 > length) {
      return `${text}\n…`;
    }
    text = text === '' ? line : `${text}\n${line}`;
  }
  return text;
}

function inTeams({ subject, parts }: Letter): object {
  const run = (text: string, isBold: boolean) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: text === '' ? ' ' : text, ...(isBold ? { weight: 'Bolder' } : {}) }],
  });
  const body = [
    run(subject, true),
    ...parts.flatMap(({ title, lines }) => [
      ...(title === undefined ? [] : [run(title, true)]),
      ...lines.slice(0, 50).map((line) => run(line, false)),
    ]),
  ];
  const content = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] };
}

function bodyOf(kind: ChatProvider['kind'], letter: Letter): object {
  const inSlack = () => marked(letter, escapeSlack, (text) => `*${text}*`, most[kind]);
  const inMarkdown = () => marked(letter, escapeMarkdown, (text) => `**${text}**`, most[kind]);
  switch (kind) {
    case 'slack':
      return { text: inSlack(), unfurl_links: false, unfurl_media: false };
    case 'mattermost':
      return { username: 'Watchbell', text: inMarkdown() };
    case 'teams':
      return inTeams(letter);
    case 'discord':
      return { username: 'Watchbell', content: inMarkdown(), allowed_mentions: { parse: [] } };
    case 'google-chat':
      return { text: inSlack() };
  }
}

/** Letters in a chat by incoming webhook, as one message each. */
export function chatLetters({ kind, url }: ChatProvider, http: OutgoingHttp): Channel<Letter> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return {
    send: (letter, _to, signal) =>
      post(http, { url, headers, body: JSON.stringify(bodyOf(kind, letter)) }, signal, (answer) => outcomeOf(answer)),
  };
}
