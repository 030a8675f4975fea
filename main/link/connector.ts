/** One open connection's sending end. */
export interface Wire {
  send(frame: string): void;
  close(): void;
}

/** What happens on a connection; `closed` comes once, also when it never opened, with a sentence. */
export interface WireListener {
  received(frame: string): void;
  closed(why: string): void;
}

/** The port to the network: `ws` in the desktop, a wire in memory in stories. */
export interface Connector {
  connect(url: string, listener: WireListener): Wire;
}
