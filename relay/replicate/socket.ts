/** The end of a connection a session writes to: `ws` in the relay, a wire in memory in stories. */
export interface Socket {
  send(frame: string): void;
  /** Sends what is packed, where the other end unpacks it: a wire in memory carries text alone. */
  sendPacked?(packed: Uint8Array): void;
  close(): void;
  /** Bytes handed over and not yet sent. */
  readonly bufferedBytes: number;
}
