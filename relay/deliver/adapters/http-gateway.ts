import type { OutMessage } from '../../../shared/delivery/message.ts';
import { shortText, spokenText } from '../../../shared/delivery/written.ts';
import type { Channel } from '../channel.ts';
import { outcomeOf, post } from '../http-outcome.ts';
import type { OutgoingHttp } from '../outgoing-http.ts';

/** Any gateway that takes a message by HTTP, as its operator describes it: `{{to}}`, `{{text}}` and `{{id}}` stand for what they say. */
export interface Gateway {
  url: string;
  method: 'GET' | 'POST' | 'PUT';
  headers: Readonly<Record<string, string>>;
  /** The body as a template; none for a GET. */
  body?: string | undefined;
  format: 'json' | 'form' | 'text';
  speaks: 'sms' | 'voice';
}

const encodings: Readonly<Record<Gateway['format'], (text: string) => string>> = {
  // Inside the quotes the template has.
  json: (text) => JSON.stringify(text).slice(1, -1),
  form: encodeURIComponent,
  text: (text) => text,
};

const types: Readonly<Record<Gateway['format'], string>> = {
  json: 'application/json; charset=utf-8',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
};

function filled(template: string, values: Readonly<Record<string, string>>, encode: (text: string) => string): string {
  return template.replace(/\{\{(to|text|id)\}\}/g, (_, name: string) => encode(values[name] ?? ''));
}

/** A gateway of one's own: `to` is the number. What is filled in is encoded for where it stands, so that it can end nothing. */
export function httpGateway({ url, method, headers, body, format, speaks }: Gateway, http: OutgoingHttp): Channel<OutMessage> {
  return {
    send: (message, to, signal) => {
      const values = { to, id: message.id, text: speaks === 'voice' ? spokenText(message) : shortText(message) };
      const request = {
        method,
        url: filled(url, values, encodeURIComponent),
        headers: { 'content-type': types[format], ...headers },
        ...(body === undefined || method === 'GET' ? {} : { body: filled(body, values, encodings[format]) }),
      };
      return post(http, request, signal, (answer) => outcomeOf(answer));
    },
  };
}
