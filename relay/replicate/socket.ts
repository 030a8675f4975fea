/** The end of a connection a session writes to: `ws` in the relay, a wire in memory in stories. */
export interface Socket {
  send(frame: string): void;
  close(): void;
  /** Bytes handed over and not yet sent. */
  readonly bufferedBytes: number;
}
