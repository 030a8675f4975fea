import type { Outcome } from '../../../shared/delivery/attempt.ts';
import type { Letter } from '../../../shared/delivery/letter.ts';
import type { OutMessage } from '../../../shared/delivery/message.ts';
import type { Channel } from '../channel.ts';
import { fieldOf, isWhole, outcomeOf, post } from '../http-outcome.ts';
import type { HttpAnswer, OutgoingHttp } from '../outgoing-http.ts';
import { slackLetter } from './chat-letter.ts';
import { slackMessage } from './slack-message.ts';

/** Slack by its Web API, as a bot: `channel` is where it speaks to a room. */
export interface SlackBot {
  api: string;
  token: string;
  channel?: string | undefined;
  buttons?: boolean | undefined;
}

/** A message in Slack: the channel Slack knows it by, and its time stamp. The receipt of one is both. */
interface Place {
  channel: string;
  ts: string;
}

function placeOf(receipt: string | undefined): Place | undefined {
  const [, channel, ts] = /^([A-Z0-9]{1,30})\/(\d{1,12}\.\d{1,8})$/.exec(receipt ?? '') ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}

/** Where a thread goes on, unless its room has moved to another channel since; that a name leads elsewhere now cannot be seen. */
function threadIn(to: string, receipt: string | undefined): Place | undefined {
  const place = placeOf(receipt);
  const isId = /^[CG][A-Z0-9]{6,}$/.test(to);
  return place && isId && place.channel !== to ? undefined : place;
}

/** Its errors that pass by themselves. */
const passing = /^(rate_?limited|internal_error|fatal_error|request_timeout|service_unavailable|team_added_to_org)$/;
/** Its errors that say that there is no such thread any more, or none that takes more. */
const threadless = /^(thread_not_found|message_not_found|cannot_reply_to_message|restricted_action_thread_locked|invalid_thread_ts)$/;

/** It answers 200 to nearly everything; what became of a request stands in `ok`. */
function judged(answer: HttpAnswer): Outcome & { error?: string } {
  const outcome = outcomeOf(answer);
  if (outcome.outcome !== 'sent') {
    return outcome;
  }
  if (!isWhole(answer)) {
    return { outcome: 'retry', why: 'The provider’s answer broke off.' };
  }
  const [channel, ts] = [fieldOf(answer, 'channel'), fieldOf(answer, 'ts')];
  if (ts !== undefined) {
    return { outcome: 'sent', receipt: channel === undefined ? ts : `${channel}/${ts}` };
  }
  const error = /^[a-z_]{1,60}$/.exec(fieldOf(answer, 'error') ?? '')?.[0] ?? 'no reason given';
  return { outcome: passing.test(error) ? 'retry' : 'dead', why: `Slack did not take it (${error}).`, error };
}

/**
 * Slack by its Web API. All about one incident is a thread in each room, under its first message; that one shows how it stands now. The
 * first message is brought up to date before the next is posted: doing that twice does nothing, posting twice would be seen.
 */
export function slackBotChannel(bot: SlackBot, http: OutgoingHttp): Channel<OutMessage> {
  const { channel = '', buttons } = bot;
  const ask = askerOf(bot, http);
  return {
    send: async (message, to, signal) => {
      const content = slackMessage(message, buttons === true);
      const { unfurl_links: _, unfurl_media: __, ...edited } = content;
      const thread = threadIn(to === '' ? channel : to, message.thread);
      const where = { channel: to === '' ? channel : to, ...content };
      if (!thread) {
        return (await ask('chat.postMessage', where, signal)).outcome;
      }
      // A person's message may be about several incidents, and what somebody said is not how it stands: both stay as they are.
      const update = message.isRoom && message.keepsFirst !== true ? await ask('chat.update', { ...thread, ...edited }, signal) : undefined;
      // Whoever is paged waits for no tidying up; the next change brings the first message up to date.
      if (update?.outcome.outcome === 'retry' && message.what !== 'page') {
        return update.outcome;
      }
      // Whoever is paged again must see it, thread or not; so must those an update is for.
      const isForAll = message.what === 'page' || message.what === 'update';
      const reply = { ...where, channel: thread.channel, thread_ts: thread.ts, reply_broadcast: isForAll };
      const { outcome, error = '' } = await ask('chat.postMessage', reply, signal);
      return threadless.test(error) ? (await ask('chat.postMessage', where, signal)).outcome : outcome;
    },
  };
}

/** Letters by the same bot, one message each. */
export function slackBotLetters(bot: SlackBot, http: OutgoingHttp): Channel<Letter> {
  const ask = askerOf(bot, http);
  return {
    send: async (letter, _to, signal) => {
      const { outcome } = await ask('chat.postMessage', { channel: bot.channel ?? '', ...slackLetter(letter) }, signal);
      return outcome;
    },
  };
}

function askerOf({ api, token }: SlackBot, http: OutgoingHttp) {
  return async (method: string, body: object, signal: AbortSignal) => {
    let error: string | undefined;
    const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` };
    const request = { url: `${api.replace(/\/$/, '')}/${method}`, headers, body: JSON.stringify(body) };
    const outcome = await post(http, request, signal, (answer) => {
      const { error: code, ...rest } = judged(answer);
      error = code;
      return rest;
    });
    return { outcome, error };
  };
}
