import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { websocketConnector } from './websocket-connector.ts';

/** Why a connection came to nothing at an address that answers this. */
async function whyAt(answer: string): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end(answer)));
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new Promise((resolve) => {
    websocketConnector.connect(url, { received: () => resolve('A frame came.'), closed: resolve });
  });
}

const head = 'Connection: close\r\nContent-Length: 0\r\n\r\n';

it('[SYN9] says what to do where a network wants a sign-in before it lets anything through', async () => {
  for (const answer of [
    `HTTP/1.1 302 Found\r\nLocation: http://wifi.example/\r\n${head}`,
    `HTTP/1.1 200 OK\r\n${head}`,
    '<html>Sign in</html>',
  ]) {
    expect(await whyAt(answer)).toMatch(/this network may want you to sign in first/);
  }
  expect(await whyAt(`HTTP/1.1 503 Service Unavailable\r\n${head}`)).toBe('The relay’s address answers with 503; it may be restarting.');
});

/** What a laptop hears from a relay that sends this, and why the connection ended. */
async function heardOf(frames: readonly (string | Buffer)[]): Promise<{ heard: string[]; why: string }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close());
  await once(server, 'listening');
  server.on('connection', (socket) => {
    frames.forEach((frame) => socket.send(frame));
    socket.close();
  });
  const heard: string[] = [];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const why = await new Promise<string>((resolve) => {
    websocketConnector.connect(url, { received: (frame) => heard.push(frame), closed: resolve });
  });
  return { heard, why };
}

it('[SYN26] unpacks what the relay packed, and hears it in order with what it did not', async () => {
  const long = JSON.stringify({ kind: 'entries', entries: [], head: 7, more: 'é'.repeat(20_000) });
  expect(await heardOf(['{"a":1}', deflateRawSync(long), '{"b":2}'])).toEqual({
    heard: ['{"a":1}', long, '{"b":2}'],
    why: 'The connection was closed.',
  });
});

it('[SYN26] ends a connection that sends what cannot be unpacked, is cut short, or is longer than a frame may be', async () => {
  const whole = deflateRawSync('{"kind":"pong"}'.repeat(100));
  for (const bad of [
    Buffer.from('not packed at all'),
    whole.subarray(0, whole.length - 3),
    deflateRawSync(Buffer.alloc(64 * 1024 * 1024)),
  ]) {
    expect(await heardOf(['{"a":1}', bad, '{"b":2}'])).toEqual({
      heard: ['{"a":1}'],
      why: 'What the relay sent could not be unpacked.',
    });
  }
});
