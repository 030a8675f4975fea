import { escapeHtml } from '../../../shared/delivery/escape.ts';
import type { OutMessage } from '../../../shared/delivery/message.ts';
import { messageWords } from '../../../shared/delivery/words.ts';
import { shortText, spokenText } from '../../../shared/delivery/written.ts';
import type { Channel } from '../channel.ts';
import { fieldOf, outcomeOf, post } from '../http-outcome.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';

/** An account with Twilio, or with whoever speaks its HTTP API. */
export interface TwilioAccount {
  url: string;
  account: string;
  token: string;
  /** The number it sends and calls from, or for SMS the id of a messaging service. */
  from: string;
}

function asking({ url, account, token }: TwilioAccount, what: 'Messages' | 'Calls', fields: Record<string, string>) {
  return {
    url: `${url.replace(/\/$/, '')}/2010-04-01/Accounts/${encodeURIComponent(account)}/${what}.json`,
    headers: {
      authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(fields).toString(),
  };
}

/** SMS: `to` is the number, a plus first. */
export function twilioSms(account: TwilioAccount, http: OutgoingHttp): Channel<OutMessage> {
  return {
    send: (message, to, signal) => {
      const from = account.from.startsWith('MG') ? { MessagingServiceSid: account.from } : { From: account.from };
      const request = asking(account, 'Messages', { To: to, ...from, Body: shortText(message) });
      return post(http, request, signal, (answer) => outcomeOf(answer, fieldOf(answer, 'sid')));
    },
  };
}

/** Voice: the call says what is the matter; where the relay has a public address it then asks there for a key press. */
export function twilioVoice(account: TwilioAccount, http: OutgoingHttp): Channel<OutMessage> {
  return {
    send: (message, to, signal) => {
      const [{ voiceAt: url }] = message.incidents;
      const what = url === undefined ? { Twiml: spokenAs(message) } : { Url: url, Method: 'POST' };
      const request = asking(account, 'Calls', { To: to, From: account.from, ...what, Timeout: '30' });
      return post(http, request, signal, (answer) => outcomeOf(answer, fieldOf(answer, 'sid')));
    },
  };
}

/** Twilio refuses more in a request. */
const longestTwiml = 4000;

/** What a call says, twice if it can be, as TwiML: where no key press can come back. */
export function spokenAs(message: OutMessage): string {
  const { speech } = messageWords(message.language);
  const language = message.language === 'fr' ? 'fr-FR' : 'en-GB';
  const say = (text: string) => `<Say language="${language}">${escapeHtml(text)}</Say>`;
  const response = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}${say(speech.nothing)}</Response>`;
  const said = say(spokenText(message));
  const twice = response(`${said}<Pause length="1"/>${said}`);
  return twice.length <= longestTwiml ? twice : response(said);
}
