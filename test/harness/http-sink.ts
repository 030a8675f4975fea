import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certified } from './certificates.ts';

/** A request as a sink got it. */
export interface Got {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A provider's address on this machine: keeps what it gets and answers as it is told; anything may be wrong with it. */
export class HttpSink {
  readonly got: Got[] = [];
  connections = 0;
  /** What it answers; 200 and nothing unless said otherwise. */
  answer: Answer = (response) => void response.writeHead(200).end();
  readonly #server;

  /** With a certificate it speaks TLS. */
  constructor(certified?: Certified) {
    const take = (request: IncomingMessage, response: ServerResponse) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.got.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
        this.answer(response, request);
      });
    };
    this.#server = certified ? createSecureServer(certified, take) : createServer(take);
    this.#server.on('connection', () => (this.connections += 1));
  }

  static async start(host = '127.0.0.1', port = 0, certified?: Certified): Promise<HttpSink> {
    const sink = new HttpSink(certified);
    await new Promise<void>((resolve, reject) => {
      sink.#server.once('error', reject);
      sink.#server.listen(port, host, resolve);
    });
    return sink;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The last request, its JSON body read. */
  get last(): Got & { json: unknown; form: Record<string, string> } {
    const last = this.got.at(-1);
    if (!last) {
      throw new Error('Nothing arrived.');
    }
    const isJson = last.headers['content-type']?.includes('json') === true;
    return { ...last, json: isJson ? JSON.parse(last.body) : undefined, form: Object.fromEntries(new URLSearchParams(last.body)) };
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
