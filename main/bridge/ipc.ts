import type { PushChannel, Pushes } from '../../shared/bridge/contract.ts';

/** Who sent a request, as the runtime knows it and not as the message says. */
export interface Caller {
  /** Whether it is the page of a window we opened, and not a frame inside it. */
  isOurPage: boolean;
  /** The address of the page at the time of the call. */
  url: string;
}

/** The wire between main and its windows. */
export interface Ipc {
  /** Answers requests on a channel; the returned function stops it. */
  handle(channel: string, answer: (caller: Caller, argument: unknown) => Promise<unknown>): () => void;
  /** Sends to every open window. */
  push<C extends PushChannel>(channel: C, message: Pushes[C]): void;
}
