/** The end of a connection a session writes to: `ws` in the relay, a wire in memory in stories. */
export interface Socket {
  send(frame: string): void;
  /** Sends what is packed, where the other end unpacks it; a wire that carries text alone has none. */
  sendPacked?(packed: Uint8Array): void;
  close(): void;
  /** Bytes handed over and not yet sent. */
  readonly bufferedBytes: number;
}
