import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import { Ledger } from '../../../relay/log/ledger.ts';
import { systemClock } from '../../../relay/system-clock.ts';
import { Hub } from '../../../relay/replicate/hub.ts';
import { serveWebSockets } from '../../../relay/replicate/websocket.ts';
import { helloText } from '../../../shared/protocol/up.ts';
import { protocolVersion } from '../../../shared/protocol/version.ts';
import { idOf } from '../../harness/entries.ts';
import { percentile } from '../../harness/percentile.ts';
import { cpuMs, type Row } from '../measure.ts';
import { device, logOf } from './log.ts';

const rounds = 60;
const kibibyte = 1024;
let ids = 0;

/** So many clients of one address; `onFrame` hears every frame that carries entries. */
async function clients(
  url: string,
  count: number,
  onFrame: () => void,
  says?: (frame: string) => string | undefined,
): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let i = 0; i < count; i += 1) {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        const frame = data.toString('utf8');
        const answer = says?.(frame);
        if (answer !== undefined) {
          socket.send(answer);
        } else if (frame.startsWith('{"kind":"welcome"')) {
          resolve();
        } else if (frame.startsWith('{"kind":"entries"')) {
          onFrame();
        }
      });
      socket.on('open', () => says ?? resolve());
    });
    sockets.push(socket);
  }
  return sockets;
}

/** How long until the last of `count` has heard, again and again; and the CPU a delivery takes, both ends together. */
async function rounded(count: number, heard: { frames: number; all?: (() => void) | undefined }, send: () => Promise<void>): Promise<Row> {
  const lastMs: number[] = [];
  const cpu = await cpuMs(async () => {
    for (let i = 0; i < rounds; i += 1) {
      heard.frames = 0;
      const all = new Promise<void>((resolve) => {
        heard.all = resolve;
      });
      const before = performance.now();
      await send();
      await all;
      lastMs.push(performance.now() - before);
    }
  });
  return {
    'last of all, p50 ms': percentile(lastMs, 50),
    'p99 ms': percentile(lastMs, 99),
    'us CPU a delivery': Number(((cpu / rounds / count) * 1000).toFixed(1)),
  };
}

function counting(count: number): { heard: { frames: number; all?: (() => void) | undefined }; onFrame: () => void } {
  const heard: { frames: number; all?: (() => void) | undefined } = { frames: 0 };
  return {
    heard,
    onFrame: () => {
      heard.frames += 1;
      if (heard.frames === count) {
        heard.all?.();
      }
    },
  };
}

/** The relay's hub over its own server, then `ws` sending one frame to all. */
export async function fanOut(folder: string, count: number): Promise<Row[]> {
  const store = await logOf(join(folder, `fan-out-${count}.db`), 1);
  const defer = (callback: () => void) => void setImmediate(callback);
  const newId = () => idOf(`fan-out-${(ids += 1)}`);
  const ledger = new Ledger(store, {
    device: idOf('relay'),
    sign: () => 'c2ln'.repeat(22),
    verify: () => true,
    now: () => Date.now(),
    newId,
    defer,
  });
  const hub = new Hub({ ledger, store, now: () => Date.now(), clock: systemClock, verify: () => true, onTrouble: () => undefined });
  const http = createServer();
  let second = 0;
  // Each accept in a second of its own: here the limit on accepts is only in the way.
  serveWebSockets(http, hub, () => (second += 1000));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = () => `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync`;
  const { log } = store;
  const { seq, hash } = store.head();
  const says = (frame: string) => {
    if (!frame.startsWith('{"kind":"challenge"')) {
      return undefined;
    }
    const { nonce } = JSON.parse(frame) as { nonce: string };
    return JSON.stringify({
      kind: 'hello',
      protocol: protocolVersion,
      device,
      log,
      seq,
      headHash: hash,
      signature: helloText(nonce, device).slice(0, 100),
    });
  };
  const mine = counting(count);
  const rssBefore = process.memoryUsage().rss;
  const sockets = await clients(address(), count, mine.onFrame, says);
  const rss = process.memoryUsage().rss - rssBefore;
  let frame = '';
  const product = await rounded(count, mine.heard, async () => {
    const body = { title: 'Disk full', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } };
    const { durable } = ledger.write({ type: 'incident.triggered', entity: { kind: 'incident', id: newId() }, body }, { kind: 'admin' });
    await durable;
    frame = JSON.stringify({ kind: 'entries', entries: store.read(ledger.head.seq - 1, 1), head: ledger.head.seq });
  });
  sockets.forEach((socket) => socket.terminate());
  http.closeAllConnections();
  await ledger.settled();
  await store.close();

  const bare = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await new Promise<void>((resolve) => bare.once('listening', () => resolve()));
  const theirs = counting(count);
  const bareBefore = process.memoryUsage().rss;
  const others = await clients(`ws://127.0.0.1:${(bare.address() as AddressInfo).port}`, count, theirs.onFrame);
  const bareRss = process.memoryUsage().rss - bareBefore;
  const limit = await rounded(count, theirs.heard, () => {
    bare.clients.forEach((client) => client.send(frame));
    return Promise.resolve();
  });
  others.forEach((socket) => socket.terminate());
  bare.close();
  const kib = (more: number) => Math.round(more / count / kibibyte);
  return [
    { what: `${count} desktops: written, on disk, heard`, ...product, 'KiB a connection, both ends': kib(rss) },
    { what: `${count} clients of bare ws, one frame`, ...limit, 'KiB a connection, both ends': kib(bareRss) },
  ];
}
