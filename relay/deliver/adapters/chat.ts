import { fitted } from '../../../shared/delivery/fitted.ts';
import type { OutMessage } from '../../../shared/delivery/message.ts';
import { fieldOf, outcomeOf, post } from '../http-outcome.ts';
import type { HttpAnswer, OutgoingHttp } from '../outgoing-http.ts';
import type { Channel } from '../channel.ts';
import { buttonsOf, markups, partsIn } from './chat-markup.ts';
import { slackMessage } from './slack-message.ts';
import { teamsCard } from './teams-card.ts';

/** Where people talk that take a message by incoming webhook. */
export type ChatKind = 'slack' | 'mattermost' | 'teams' | 'discord' | 'google-chat';

/** A chat's incoming webhook; `buttons` where pressing them leads back here: in Slack by its app, in Mattermost at this address of the relay. */
export interface ChatProvider {
  kind: ChatKind;
  url: string;
  buttons?: boolean | string | undefined;
}

/** How long a text may be, as each documents it: characters, of Google Chat fewer than its 32,000 bytes. */
const longest = { mattermost: 16_383, discord: 2000, googleChat: 8000 };
/** Discord's flag by which nothing is made of links. */
const suppressEmbeds = 4;

/** The body a chat's incoming webhook takes, by its own documentation. */
export function chatBody({ kind, buttons }: Pick<ChatProvider, 'kind' | 'buttons'>, message: OutMessage, to: string): object {
  const [{ id, epoch }] = message.incidents;
  switch (kind) {
    case 'slack':
      return slackMessage(message, buttons === true);
    case 'mattermost': {
      const attachments = typeof buttons === 'string' ? mattermostButtons(message, buttons) : [];
      const channel = to === '' ? {} : { channel: to };
      const text = fitted(partsIn(markups.markdown, message), longest.mattermost);
      return { username: 'Watchbell', text, ...channel, ...(attachments.length > 0 ? { attachments } : {}) };
    }
    case 'teams':
      return teamsCard(message);
    case 'discord': {
      const content = fitted(partsIn(markups.markdown, message), longest.discord);
      return { username: 'Watchbell', content, allowed_mentions: { parse: [] }, flags: suppressEmbeds };
    }
    case 'google-chat': {
      // A thread for each ringing; a space that has no threads takes it all the same.
      const text = fitted(partsIn(markups.googleChat, message), longest.googleChat);
      return { text, thread: { threadKey: `watchbell-${id}-${epoch}` } };
    }
  }
}

/** Mattermost finds a button by its id alone, letters and digits, so that each incident has its own. */
function mattermostButtons(message: OutMessage, relay: string): object[] {
  const url = `${relay.replace(/\/$/, '')}/answer/mattermost`;
  const actions = message.incidents.flatMap((brief) =>
    buttonsOf(message, brief).map(({ id, label, value }) => ({
      id: `${id}${brief.number}`,
      name: label,
      integration: { url, context: { answer: value } },
    })),
  );
  return actions.length > 0 ? [{ text: '', actions }] : [];
}

function addressOf({ kind, url }: ChatProvider, { id }: OutMessage): string {
  const address = new URL(url);
  if (kind === 'google-chat') {
    address.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
    // Of two requests with one id it makes one message.
    address.searchParams.set('requestId', id);
  }
  if (kind === 'discord') {
    // Without it a message that is not kept is no error.
    address.searchParams.set('wait', 'true');
  }
  return address.href;
}

const receipts: Partial<Record<ChatKind, string>> = { discord: 'id', 'google-chat': 'name' };

/** A chat by incoming webhook; its address is the credential. */
export function chatChannel(provider: ChatProvider, http: OutgoingHttp): Channel<OutMessage> {
  const receiptOf = (answer: HttpAnswer) => fieldOf(answer, receipts[provider.kind] ?? '');
  return {
    send: (message, to, signal) => {
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const body = JSON.stringify(chatBody(provider, message, to));
      return post(http, { url: addressOf(provider, message), headers, body }, signal, (answer) => outcomeOf(answer, receiptOf(answer)));
    },
  };
}
