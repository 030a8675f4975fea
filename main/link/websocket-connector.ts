import { inflateRawSync } from 'node:zlib';
import { WebSocket } from 'ws';
import type { Connector } from './connector.ts';

const mostFrameBytes = 4 * 1024 * 1024;

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at the relay’s address; it may be restarting.',
  ENOTFOUND: 'The relay’s name cannot be looked up; check the network.',
  EAI_AGAIN: 'The relay’s name cannot be looked up; check the network.',
  ETIMEDOUT: 'The relay does not answer; check the network.',
  ENETUNREACH: 'There is no network.',
  EHOSTUNREACH: 'The relay cannot be reached from this network.',
  ECONNRESET: 'The connection was cut.',
};

/** Why it came to nothing, in a sentence. An answer that is not the relay's is most often a page before which a network lets nothing through. */
export function whyOf({ code, message }: { code?: string | undefined; message: string }): string {
  const status = Number(/^Unexpected server response: (\d{3})$/.exec(message)?.[1]);
  if (status >= 500) {
    return `The relay’s address answers with ${status}; it may be restarting.`;
  }
  if (status > 0 || code?.startsWith('HPE_') === true) {
    return 'Something else than the relay answers; this network may want you to sign in first. Open any page in a browser.';
  }
  return sentences[code ?? ''] ?? message;
}

/** The text of a packed frame; undefined for what was not packed, or is longer than a frame may be. */
function unpacked(packed: Buffer): string | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: mostFrameBytes }).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The real network. */
export const websocketConnector: Connector = {
  connect(url, listener) {
    const address = `${url.replace(/^http/i, 'ws').replace(/\/+$/, '')}/sync`;
    const socket = new WebSocket(address, { maxPayload: mostFrameBytes, perMessageDeflate: false, handshakeTimeout: 10_000 });
    let why = 'The connection was closed.';
    const hear = (data: Buffer, isBinary: boolean) => {
      const text = isBinary ? unpacked(data) : data.toString('utf8');
      if (text === undefined) {
        why = 'What the relay sent could not be unpacked.';
        // What came with it follows what is missing now.
        socket.off('message', hear);
        socket.terminate();
      } else {
        listener.received(text);
      }
    };
    socket.on('message', hear);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      why = whyOf(error);
    });
    socket.on('close', () => listener.closed(why));
    return {
      send: (frame) => {
        if (socket.readyState === WebSocket.OPEN) {
          socket.send(frame);
        }
      },
      // A half-open link never answers a close frame, so there is nothing to wait for.
      close: () => socket.terminate(),
    };
  },
};
