import { deflateRawSync } from 'node:zlib';
import type { Socket } from './socket.ts';

/** What is shorter is hardly smaller packed. */
const packedFrom = 8 * 1024;

/** What many desktops are told in the same words; packed once for all of them that can read it so. */
export class Frame {
  readonly text: string;
  /** Its UTF-8 bytes, deflated (RFC 1951). */
  #packed: Buffer | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Sends it packed where that is worth it and the other end can read it, which speaks version 4 of the wire then. */
  sendTo(socket: Socket, protocol: number): void {
    if (protocol >= 4 && socket.sendPacked && this.text.length >= packedFrom) {
      // The quickest level: what makes entries long is said in each of them again, and that is found by all levels.
      this.#packed ??= deflateRawSync(this.text, { level: 1 });
      socket.sendPacked(this.#packed);
    } else {
      socket.send(this.text);
    }
  }
}
