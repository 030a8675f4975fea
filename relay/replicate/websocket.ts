import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Hub } from './hub.ts';

const mostFrameBytes = 1024 * 1024;
const mostAcceptsASecond = 200;

/** Serves `GET /sync` upgrades on the relay's HTTP server; every other path is turned away. */
export function serveWebSockets(http: Server, hub: Hub, now: () => number): { close(): void } {
  const wss = new WebSocketServer({ noServer: true, maxPayload: mostFrameBytes, perMessageDeflate: false });
  let second = 0;
  let accepts = 0;
  const turnAway = (socket: Duplex, status: string, more = '') => {
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${more}\r\n`);
  };
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?')[0] !== '/sync') {
      turnAway(socket, '404 Not Found');
      return;
    }
    const thisSecond = Math.floor(now() / 1000);
    accepts = thisSecond === second ? accepts + 1 : 1;
    second = thisSecond;
    if (accepts > mostAcceptsASecond) {
      turnAway(socket, '503 Service Unavailable', 'Retry-After: 2\r\n');
      return;
    }
    wss.handleUpgrade(request, socket, head, (connection) => attach(connection, hub));
  });
  return {
    close() {
      wss.clients.forEach((client) => client.terminate());
      wss.close();
    },
  };
}

function attach(connection: WebSocket, hub: Hub): void {
  const session = hub.connect({
    send: (frame) => connection.send(frame),
    sendPacked: (packed) => connection.send(packed),
    close: () => connection.close(),
    get bufferedBytes() {
      return connection.bufferedAmount;
    },
  });
  connection.on('message', (data: Buffer) => session.receive(data.toString('utf8')));
  connection.on('close', () => hub.disconnect(session));
  connection.on('error', () => connection.terminate());
}
