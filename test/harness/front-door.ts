import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** One request that went through, and how the relay answered it. */
export interface Passed {
  method: string;
  path: string;
  body: string;
  status: number;
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message) {
    text += String(chunk);
  }
  return text;
}

/** A certificate for this machine, made on the spot. */
function certificate(folder: string): { key: Buffer; cert: Buffer } {
  const [keyFile, certFile] = [join(folder, 'door.key'), join(folder, 'door.crt')];
  const what = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const made = spawnSync('openssl', [
    ...what,
    '-subj',
    '/CN=127.0.0.1',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-keyout',
    keyFile,
    '-out',
    certFile,
  ]);
  if (made.status !== 0) {
    throw new Error(`openssl made no certificate: ${made.stderr.toString()}`);
  }
  return { key: readFileSync(keyFile), cert: readFileSync(certFile) };
}

/** What stands in front of a relay and sees what passes, so that a test can wait for a sender that acts in its own time. */
export class FrontDoor {
  readonly passed: Passed[] = [];
  readonly url: string;
  /** The certificate senders have to trust, of a door with TLS. */
  readonly ca: Buffer | undefined;
  readonly #server: ReturnType<typeof createServer>;
  #waiting: { isEnough: () => boolean; go: () => void }[] = [];

  private constructor(server: ReturnType<typeof createServer>, url: string, ca: Buffer | undefined) {
    this.#server = server;
    this.url = url;
    this.ca = ca;
  }

  /** Opens a door to a relay; with a folder to put a certificate in, one with TLS. */
  static async open(relayUrl: string, secureIn?: string): Promise<FrontDoor> {
    const pass: RequestListener = (incoming, outgoing) => void door.#pass(relayUrl, incoming, outgoing);
    const secure = secureIn === undefined ? undefined : certificate(secureIn);
    const server = secure ? createSecureServer(secure, pass) : createServer(pass);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const door = new FrontDoor(server, `${secure ? 'https' : 'http'}://127.0.0.1:${port}`, secure?.cert);
    return door;
  }

  /** Resolves once what has passed is enough; gives it back. */
  async until(isEnough: (passed: readonly Passed[]) => boolean): Promise<readonly Passed[]> {
    if (!isEnough(this.passed)) {
      await new Promise<void>((resolve) => this.#waiting.push({ isEnough: () => isEnough(this.passed), go: resolve }));
    }
    return this.passed;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(relayUrl: string, incoming: IncomingMessage, outgoing: Parameters<RequestListener>[1]): Promise<void> {
    const body = await textOf(incoming);
    const { method = 'GET', url: path = '/' } = incoming;
    const onward = request(`${relayUrl}${path}`, { method, headers: incoming.headers });
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const text = await textOf(answer);
    const { statusCode: status = 0 } = answer;
    outgoing.writeHead(status, { 'content-type': answer.headers['content-type'] ?? 'application/json' }).end(text);
    this.passed.push({ method, path, body, status });
    this.#waiting.filter(({ isEnough }) => isEnough()).forEach(({ go }) => go());
    this.#waiting = this.#waiting.filter(({ isEnough }) => !isEnough());
  }
}
