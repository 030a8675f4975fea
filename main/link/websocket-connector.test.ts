import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
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
