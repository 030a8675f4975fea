import { Agent, request } from 'node:http';
import { percentile } from '../../harness/percentile.ts';

/** One request of a load. */
export interface Shot {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What came of a load: how many requests a second, how long each took, and what was not answered 2xx. */
export interface Fired {
  aSecond: number;
  p50Ms: number;
  p99Ms: number;
  refused: number;
}

/** Sends one; resolves when it is answered, rejects unless that was 2xx. */
export async function send(url: string, { path, headers, body }: Shot): Promise<void> {
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  if (!response.ok) {
    throw new Error(`${path.split('?')[0] ?? ''} was answered ${response.status}.`);
  }
}

/** Sends shots over so many connections that are kept open, each as soon as the one before is answered, until the time is over. */
export async function fire(url: string, connections: number, seconds: number, shot: (i: number) => Shot): Promise<Fired> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  const tookMs: number[] = [];
  let refused = 0;
  let sent = 0;
  const until = performance.now() + seconds * 1000;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const { path, headers, body } = shot(sent);
      sent += 1;
      const before = performance.now();
      const call = request(
        { agent, hostname, port, path, method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
        (response) => {
          refused += (response.statusCode ?? 500) < 300 ? 0 : 1;
          response.resume();
          response.on('end', () => {
            tookMs.push(performance.now() - before);
            resolve();
          });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  const line = async () => {
    while (performance.now() < until) {
      await one();
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, line));
  const took = (performance.now() - begun) / 1000;
  agent.destroy();
  return { aSecond: tookMs.length / took, p50Ms: percentile(tookMs, 50), p99Ms: percentile(tookMs, 99), refused };
}
