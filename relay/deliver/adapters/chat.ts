import { escapeMarkdown, escapeSlack } from '../../../shared/delivery/escape.ts';
import type { Brief, OutMessage } from '../../../shared/delivery/message.ts';
import { messageWords } from '../../../shared/delivery/words.ts';
import { factsOf, headlineOf } from '../../../shared/delivery/written.ts';
import { outcomeOf, post } from '../http-outcome.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';
import type { Channel } from '../channel.ts';

/** Where people talk that take a message by incoming webhook. */
export type ChatKind = 'slack' | 'mattermost' | 'teams' | 'discord' | 'google-chat';

type Escape = (text: string) => string;

/** One incident in a few lines of a chat's own markup: what comes from outside is escaped, so that it links to nothing and calls nobody. */
function linesOf(message: OutMessage, brief: Brief, escape: Escape, link: (url: string, text: string) => string, bold: Escape): string {
  const words = messageWords(message.language);
  const facts = factsOf(message, brief).map(
    ({ label, value, url }) => `${escape(label)}: ${url === undefined ? escape(value) : link(url, value)}`,
  );
  const answer = message.what === 'page' && brief.answerAt !== undefined ? [link(brief.answerAt, words.answer)] : [];
  return [bold(escape(headlineOf({ ...message, incidents: [brief] }))), ...facts, ...answer].join('\n');
}

function inSlack(message: OutMessage): string {
  const link = (url: string, text: string) => `<${url.replace(/[<>|\s]/g, '')}|${escapeSlack(text)}>`;
  return message.incidents.map((brief) => linesOf(message, brief, escapeSlack, link, (text) => `*${text}*`)).join('\n\n');
}

function inMarkdown(message: OutMessage): string {
  const link = (url: string, text: string) => `[${escapeMarkdown(text)}](${url.replace(/[()<>\s]/g, '')})`;
  return message.incidents.map((brief) => linesOf(message, brief, escapeMarkdown, link, (text) => `**${text}**`)).join('\n\n');
}

/** Teams reads Markdown in text blocks but not in runs of rich text, and that is where words from outside go. */
function inTeams(message: OutMessage): object {
  const words = messageWords(message.language);
  const body = message.incidents.flatMap((brief) => [
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: headlineOf({ ...message, incidents: [brief] }), weight: 'Bolder' }] },
    ...factsOf(message, brief).map(({ label, value }) => ({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: `${label}: ${value}` }],
    })),
  ]);
  const actions = message.incidents.flatMap(({ answerAt, number }) =>
    message.what === 'page' && answerAt !== undefined
      ? [{ type: 'Action.OpenUrl', title: `${words.answer} #${number}`, url: answerAt }]
      : [],
  );
  const content = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body, actions };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] };
}

/** The body a chat's incoming webhook takes, by its own documentation. */
export function chatBody(kind: ChatKind, message: OutMessage, to: string): object {
  const [{ id, epoch }] = message.incidents;
  switch (kind) {
    case 'slack':
      return { text: headlineForSlack(message), blocks: slackBlocks(message), unfurl_links: false, unfurl_media: false };
    case 'mattermost':
      return { username: 'Watchbell', text: inMarkdown(message), ...(to === '' ? {} : { channel: to }) };
    case 'teams':
      return inTeams(message);
    case 'discord':
      return { username: 'Watchbell', content: cut(inMarkdown(message), 2000), allowed_mentions: { parse: [] } };
    case 'google-chat':
      // A thread for each ringing; a space that has no threads takes it all the same.
      return { text: cut(inSlack(message), 4000), thread: { threadKey: `watchbell-${id}-${epoch}` } };
  }
}

function headlineForSlack(message: OutMessage): string {
  return escapeSlack(headlineOf(message));
}

function slackBlocks(message: OutMessage): object[] {
  const { incidents } = message;
  return incidents.slice(0, 20).map((brief) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: cut(inSlack({ ...message, incidents: [brief] }), 3000) },
  }));
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A chat by incoming webhook; its address is the credential. */
export function chatChannel({ kind, url }: { kind: ChatKind; url: string }, http: OutgoingHttp): Channel<OutMessage> {
  return {
    send: (message, to, signal) => {
      const address = new URL(url);
      if (kind === 'google-chat') {
        address.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
      }
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const body = JSON.stringify(chatBody(kind, message, to));
      return post(http, { url: address.href, headers, body }, signal, (answer) => outcomeOf(answer));
    },
  };
}
