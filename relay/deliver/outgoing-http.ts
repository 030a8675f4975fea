import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { aboutCertificate } from './about-certificate.ts';
import { isOutside } from './address-check.ts';
import { beforeAborted } from './before-aborted.ts';

const answerWithinMs = 5000;
const mostBytes = 64 * 1024;

/** What is asked of a provider. */
export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** What it answered; of the body at most 64 KiB. */
export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Why there was no answer, as a sentence that names no address; `isForGood` when asking again would change nothing. */
export class NoAnswer extends Error {
  readonly isForGood: boolean;

  constructor(message: string, isForGood = false) {
    super(message);
    this.isForGood = isForGood;
  }
}

/** What the client works with. */
export interface OutgoingEdges {
  /** All addresses of a name. */
  resolve?: (name: string) => Promise<readonly string[]>;
  /** Addresses inside that the operator allows. */
  isAllowed?: (address: string) => boolean;
  withinMs?: number;
  /** An authority whose certificates are believed in place of the system's, PEM. */
  authority?: string | undefined;
}

async function everyAddress(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

/**
 * The one way out by HTTP. A name is looked up once and the connection goes to the very address that was checked, so that a name which
 * leads elsewhere the second time leads nowhere (S6). Redirects are not followed, an answer has 5 s and 64 KiB.
 */
export class OutgoingHttp {
  readonly #edges: Required<Omit<OutgoingEdges, 'authority'>> & Pick<OutgoingEdges, 'authority'>;

  constructor(edges: OutgoingEdges = {}) {
    this.#edges = { resolve: everyAddress, isAllowed: () => false, withinMs: answerWithinMs, ...edges };
  }

  /** Asks once. Throws NoAnswer. */
  async ask(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { withinMs } = this.#edges;
    const slow = AbortSignal.timeout(withinMs);
    const either = AbortSignal.any([signal, slow]);
    try {
      const url = new URL(request.url);
      const address = await beforeAborted(this.#addressOf(url), either);
      return await exchange(url, { address, ca: this.#edges.authority }, request, either);
    } catch (error) {
      if (error instanceof NoAnswer) {
        throw error;
      }
      if (slow.aborted) {
        throw new NoAnswer(`The provider did not answer within ${withinMs / 1000} s.`);
      }
      if (signal.aborted) {
        throw new NoAnswer('The message was called back while it was on its way.');
      }
      const code = codeOf(error);
      throw new NoAnswer(aboutCertificate('provider', code) ?? `The provider could not be reached (${code}).`);
    }
  }

  async #addressOf({ protocol, hostname }: URL): Promise<string> {
    if (protocol !== 'http:' && protocol !== 'https:') {
      throw new NoAnswer('The provider’s address must begin with http:// or https://.', true);
    }
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    const addresses = isIP(literal) === 0 ? await this.#edges.resolve(hostname) : [literal];
    const [first] = addresses;
    // One address inside among several outside is what a name that changes its mind looks like.
    if (first === undefined || !addresses.every((address) => isOutside(address) || this.#edges.isAllowed(address))) {
      throw new NoAnswer('The provider’s name leads to an address inside; name it under "allow" if it may be there.', true);
    }
    return first;
  }
}

function exchange(
  url: URL,
  { address, ca }: { address: string; ca: string | undefined },
  { method = 'POST', headers = {}, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const isSecure = url.protocol === 'https:';
  const options: RequestOptions & { servername?: string; ca?: string } = {
    host: address,
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method,
    // A connection kept open would skip the check the next time.
    agent: false,
    signal,
    headers: {
      ...headers,
      host: url.host,
      'user-agent': 'Watchbell',
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
    ...(ca === undefined ? {} : { ca }),
    ...(isSecure && isIP(url.hostname.replace(/^\[(.*)\]$/, '$1')) === 0 ? { servername: url.hostname } : {}),
  };
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const sent = (isSecure ? requestHttps : requestHttp)(options, (answer) => {
      isAnswered = true;
      bodyOf(answer).then((text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }), reject);
    });
    // Once the status is there it counts, however slowly the body comes: asked again it would be sent twice.
    sent.on('error', (error) => !isAnswered && reject(error));
    sent.end(body);
  });
}

/** The beginning of a body; of one that breaks off what came, for the status has said what became of the request. */
function bodyOf(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = () => resolve(Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8'));
    answer.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= mostBytes) {
        answer.destroy();
      }
    });
    answer.on('end', end);
    answer.on('close', end);
    answer.on('error', end);
  });
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code) ? code : 'no answer';
}
