import type { OutgoingHttp } from '../deliver/outgoing-http.ts';

/** Posts JSON to an address a chat gave for it, by the one way out. Rejects when it is not taken. */
export function tellChat(http: OutgoingHttp): (url: string, body: object) => Promise<void> {
  return async (url, body) => {
    const request = { url, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
    const { status } = await http.ask(request, new AbortController().signal);
    if (status < 200 || status >= 300) {
      throw new Error(`The chat answered ${status}.`);
    }
  };
}
