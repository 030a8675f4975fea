import { escapeMarkdown, escapeSlack } from '../../../shared/delivery/escape.ts';
import type { Letter } from '../../../shared/delivery/letter.ts';
import type { Channel } from '../channel.ts';
import { outcomeOf, post } from '../http-outcome.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';
import type { ChatProvider } from './chat.ts';

/** How many characters a letter has in one message, markup and all; each well within what the chat says it takes. */
const most = { slack: 4000, mattermost: 12_000, teams: 12_000, discord: 2000, 'google-chat': 4000 } as const;

interface Line {
  text: string;
  isBold: boolean;
}

/** The lines of a letter as far as they fit, once each is written as `written` writes it; what is left out is said to be so. */
function fitting({ subject, parts }: Letter, length: number, written: (line: Line) => string): Line[] {
  const plain = (text: string): Line => ({ text, isBold: false });
  const bold = (text: string): Line => ({ text, isBold: true });
  const all = [
    bold(subject),
    ...parts.flatMap(({ title, lines }) => [plain(''), ...(title === undefined ? [] : [bold(title)]), ...lines.map(plain)]),
  ];
  let used = 0;
  const first = all.findIndex((line) => {
    used += written(line).length + 1;
    return used > length - 2;
  });
  return first === -1 ? all : [...all.slice(0, first), plain('…')];
}

function textOf(letter: Letter, length: number, escape: (text: string) => string, mark: string): string {
  const written = ({ text, isBold }: Line) => (isBold && text !== '' ? `${mark}${escape(text)}${mark}` : escape(text));
  return fitting(letter, length, written).map(written).join('\n');
}

/** Words from outside go where Teams reads no Markdown, as in a page. */
function inTeams(letter: Letter): object {
  const body = fitting(letter, most.teams, ({ text }) => `${text}${' '.repeat(80)}`).flatMap(({ text, isBold }) =>
    text === '' ? [] : [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...(isBold ? { weight: 'Bolder' } : {}) }] }],
  );
  const content = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] };
}

/** What Slack is given of a letter, by webhook and by its Web API alike. */
export function slackLetter(letter: Letter): object {
  return { text: textOf(letter, most.slack, escapeSlack, '*'), unfurl_links: false, unfurl_media: false };
}

function bodyOf(kind: ChatProvider['kind'], letter: Letter): object {
  switch (kind) {
    case 'slack':
      return slackLetter(letter);
    case 'mattermost':
      return { username: 'Watchbell', text: textOf(letter, most.mattermost, escapeMarkdown, '**') };
    case 'teams':
      return inTeams(letter);
    case 'discord':
      return { username: 'Watchbell', content: textOf(letter, most.discord, escapeMarkdown, '**'), allowed_mentions: { parse: [] } };
    case 'google-chat':
      return { text: textOf(letter, most['google-chat'], escapeSlack, '*') };
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
