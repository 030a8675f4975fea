import { escapeMarkdown, escapeSlack } from '../../../shared/delivery/escape.ts';
import type { Brief, OutMessage } from '../../../shared/delivery/message.ts';
import { isOwn } from '../../../shared/delivery/own-message.ts';
import { messageWords } from '../../../shared/delivery/words.ts';
import { answerLabelOf, factsOf, headlineOf } from '../../../shared/delivery/written.ts';
import { outcomeOf, post } from '../http-outcome.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';
import type { Channel } from '../channel.ts';

/** Where people talk that take a message by incoming webhook. */
export type ChatKind = 'slack' | 'mattermost' | 'teams' | 'discord' | 'google-chat';

/** A chat's incoming webhook; `buttons` where pressing them leads back here: in Slack by its app, in Mattermost at this address of the relay. */
export interface ChatProvider {
  kind: ChatKind;
  url: string;
  buttons?: boolean | string | undefined;
}

type Escape = (text: string) => string;

/** One incident in a few lines of a chat's own markup: what comes from outside is escaped, so that it links to nothing and calls nobody. */
function linesOf(message: OutMessage, brief: Brief, escape: Escape, link: (url: string, text: string) => string, bold: Escape): string {
  const answerLabel = answerLabelOf(message);
  const facts = factsOf(message, brief).map(
    ({ label, value, url }) => `${escape(label)}: ${url === undefined ? escape(value) : link(url, value)}`,
  );
  const answer = answerLabel !== undefined && brief.answerAt !== undefined ? [link(brief.answerAt, answerLabel)] : [];
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
  const answerLabel = answerLabelOf(message);
  const body = message.incidents.flatMap((brief) => [
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: headlineOf({ ...message, incidents: [brief] }), weight: 'Bolder' }] },
    ...factsOf(message, brief).map(({ label, value }) => ({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: `${label}: ${value}` }],
    })),
  ]);
  const actions = message.incidents.flatMap(({ answerAt, number }) =>
    answerLabel !== undefined && answerAt !== undefined
      ? [{ type: 'Action.OpenUrl', title: isOwn(message) ? answerLabel : `${answerLabel} #${number}`, url: answerAt }]
      : [],
  );
  const content = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body, actions };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] };
}

/** The body a chat's incoming webhook takes, by its own documentation. */
export function chatBody({ kind, buttons }: Pick<ChatProvider, 'kind' | 'buttons'>, message: OutMessage, to: string): object {
  const [{ id, epoch }] = message.incidents;
  switch (kind) {
    case 'slack': {
      const blocks = slackBlocks(message, buttons === true);
      return { text: escapeSlack(headlineOf(message)), blocks, unfurl_links: false, unfurl_media: false };
    }
    case 'mattermost': {
      const attachments = typeof buttons === 'string' ? mattermostButtons(message, buttons) : [];
      const channel = to === '' ? {} : { channel: to };
      return { username: 'Watchbell', text: inMarkdown(message), ...channel, ...(attachments.length > 0 ? { attachments } : {}) };
    }
    case 'teams':
      return inTeams(message);
    case 'discord':
      return { username: 'Watchbell', content: cut(inMarkdown(message), 2000), allowed_mentions: { parse: [] } };
    case 'google-chat':
      // A thread for each ringing; a space that has no threads takes it all the same.
      return { text: cut(inSlack(message), 4000), thread: { threadKey: `watchbell-${id}-${epoch}` } };
  }
}

/** The buttons under each incident that is still to be answered. */
function buttonsOf(message: OutMessage, { buttons, number }: Brief): { id: string; label: string; value: string }[] {
  const words = messageWords(message.language);
  return message.what !== 'page' || !buttons
    ? []
    : [
        { id: 'acknowledge', label: `${words.acknowledge} #${number}`, value: buttons.acknowledge },
        { id: 'escalate', label: `${words.escalate} #${number}`, value: buttons.escalate },
      ];
}

function slackBlocks(message: OutMessage, hasButtons: boolean): object[] {
  return message.incidents.slice(0, 20).flatMap((brief) => {
    const text = { type: 'mrkdwn', text: cut(inSlack({ ...message, incidents: [brief] }), 3000) };
    const elements = (hasButtons ? buttonsOf(message, brief) : []).map(({ id, label, value }) => ({
      type: 'button',
      action_id: id,
      value,
      text: { type: 'plain_text', text: label },
    }));
    return [{ type: 'section', text }, ...(elements.length > 0 ? [{ type: 'actions', elements }] : [])];
  });
}

function mattermostButtons(message: OutMessage, relay: string): object[] {
  const url = `${relay.replace(/\/$/, '')}/answer/mattermost`;
  const actions = message.incidents.flatMap((brief) =>
    buttonsOf(message, brief).map(({ id, label, value }) => ({ id, name: label, integration: { url, context: { answer: value } } })),
  );
  return actions.length > 0 ? [{ text: '', actions }] : [];
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A chat by incoming webhook; its address is the credential. */
export function chatChannel({ kind, url, buttons }: ChatProvider, http: OutgoingHttp): Channel<OutMessage> {
  return {
    send: (message, to, signal) => {
      const address = new URL(url);
      if (kind === 'google-chat') {
        address.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
      }
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const body = JSON.stringify(chatBody({ kind, buttons }, message, to));
      return post(http, { url: address.href, headers, body }, signal, (answer) => outcomeOf(answer));
    },
  };
}
