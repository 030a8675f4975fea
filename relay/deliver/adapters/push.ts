import type { Outcome } from '../../../shared/delivery/attempt.ts';
import { cutTo } from '../../../shared/delivery/fitted.ts';
import type { OutMessage } from '../../../shared/delivery/message.ts';
import { isOwn } from '../../../shared/delivery/own-message.ts';
import { answerLabelOf, headlineOf, plainText } from '../../../shared/delivery/written.ts';
import type { Severity } from '../../../shared/log/severity.ts';
import type { Channel } from '../channel.ts';
import { fieldOf, isWhole, outcomeOf, post } from '../http-outcome.ts';
import type { HttpAnswer, OutgoingHttp } from '../outgoing-http.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };
/** Far below the 4,096 bytes of ntfy, whatever it is written in. */
const longest = 1000;
const pushover = { title: 250, message: 1024, url: 512, label: 100, againAfterMs: 5000 };

function isLoud({ what, incidents }: OutMessage): boolean {
  const loud: readonly Severity[] = ['critical', 'error'];
  // A test rings as a page would, or it would prove nothing.
  return what === 'test' || (what === 'page' && incidents.some(({ severity }) => loud.includes(severity)));
}

function answersOf(message: OutMessage): { label: string; url: string }[] {
  const label = answerLabelOf(message);
  return label === undefined
    ? []
    : message.incidents.flatMap(({ answerAt, number }) =>
        answerAt === undefined ? [] : [{ label: isOwn(message) ? label : `${label} #${number}`, url: answerAt }],
      );
}

/** ntfy, its JSON form: `to` is the topic, which is as good as a password on a public server. */
export function ntfyChannel({ url, token }: { url: string; token?: string | undefined }, http: OutgoingHttp): Channel<OutMessage> {
  return {
    send: (message, to, signal) => {
      const answers = answersOf(message);
      const body = {
        topic: to,
        title: headlineOf(message),
        message: plainText(message, longest),
        priority: isLoud(message) ? 5 : 3,
        tags: [isLoud(message) ? 'rotating_light' : 'bell'],
        ...(answers[0] ? { click: answers[0].url } : {}),
        // Three are what ntfy takes.
        actions: answers.slice(0, 3).map(({ label, url: address }) => ({ action: 'view', label, url: address, clear: true })),
      };
      const headers = { ...json, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
      return post(http, { url, headers, body: JSON.stringify(body) }, signal, (answer) => outcomeOf(answer, fieldOf(answer, 'id')));
    },
  };
}

/** Gotify: `to` is the token of the person's own application. */
export function gotifyChannel({ url }: { url: string }, http: OutgoingHttp): Channel<OutMessage> {
  return {
    send: (message, to, signal) => {
      const [first] = answersOf(message);
      const body = {
        title: headlineOf(message),
        message: plainText(message, longest),
        priority: isLoud(message) ? 10 : 5,
        extras: {
          'client::display': { contentType: 'text/plain' },
          ...(first ? { 'client::notification': { click: { url: first.url } } } : {}),
        },
      };
      const request = { url: `${url.replace(/\/$/, '')}/message`, headers: { ...json, 'x-gotify-key': to }, body: JSON.stringify(body) };
      return post(http, request, signal, (answer) => outcomeOf(answer, fieldOf(answer, 'id')));
    },
  };
}

/** Pushover: `token` is the application's, `to` the person's user key. */
export function pushoverChannel({ url, token }: { url: string; token: string }, http: OutgoingHttp): Channel<OutMessage> {
  return {
    send: (message, to, signal) => {
      const [first] = answersOf(message).filter(({ url: address }) => address.length <= pushover.url);
      const body = new URLSearchParams({
        token,
        user: to,
        title: cutTo(headlineOf(message), pushover.title),
        message: plainText(message, pushover.message),
        priority: isLoud(message) ? '1' : '0',
        timestamp: String(Math.floor(message.at / 1000)),
        ...(first ? { url: first.url, url_title: cutTo(first.label, pushover.label) } : {}),
      }).toString();
      const request = { url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body };
      return post(http, request, signal, pushoverOutcome);
    },
  };
}

/**
 * It says with `status` 1 that it took the message, and with anything else that it never will; a 429 says that the month's messages are
 * used up. After an error of its own it wants to be left alone for five seconds.
 */
function pushoverOutcome(answer: HttpAnswer): Outcome {
  const outcome = outcomeOf(answer, fieldOf(answer, 'request'));
  if (answer.status === 429) {
    return { outcome: 'dead', why: 'The provider takes no more messages this month (429).' };
  }
  if (outcome.outcome === 'retry') {
    return { ...outcome, retryAfterMs: Math.max(outcome.retryAfterMs ?? 0, pushover.againAfterMs) };
  }
  if (outcome.outcome === 'sent' && !isWhole(answer)) {
    return { outcome: 'retry', why: 'The provider’s answer broke off.', retryAfterMs: pushover.againAfterMs };
  }
  return outcome.outcome === 'sent' && fieldOf(answer, 'status') !== '1'
    ? { outcome: 'dead', why: 'The provider did not take the message; look at its address and credentials.' }
    : outcome;
}
