import type { Connection } from '../../shared/bridge/desk.ts';
import { DownMessage } from '../../shared/protocol/down.ts';
import type { UpMessage } from '../../shared/protocol/up.ts';
import { backOffMs, steadyAfterMs } from './back-off.ts';
import { ClockOffset } from './clock-offset.ts';
import type { Connector, Wire } from './connector.ts';
import { Conversation, type ConversationEdges, type ConversationHost } from './conversation.ts';
import { Retry } from './retry.ts';

const pingEveryMs = 20_000;
const silentMs = 45_000;
const probeMs = 5_000;

/** What the link needs besides what is said on it. */
export interface LinkEdges extends ConversationEdges {
  url: string;
  connector: Connector;
  random(): number;
}

/** Keeps one connection to the relay: catches up, follows, carries commands up, notices when it is dead, comes back. */
export class Link {
  readonly #edges: LinkEdges;
  readonly #listeners = new Set<() => void>();
  readonly #clockOffset = new ClockOffset();
  readonly #retry: Retry;
  #wire: Wire | undefined;
  /** Whether the relay has said welcome on this wire; before, it takes nothing but hello. */
  #greeted = false;
  #state: Connection['state'] = 'connecting';
  #since: number;
  #why: string | undefined;
  #doubt: Connection['doubt'];
  #progress: Connection['progress'];
  #failures = 0;
  #openedAt = 0;
  #heardAt = 0;
  /** When a pause ended of which the relay has not answered yet whether it is still there. */
  #probedAt: number | undefined;
  #retryAfterMs: number | undefined;
  #stopped = false;
  #conversation: Conversation | undefined;
  #hasReadAnew = false;
  #cancelBeat: (() => void) | undefined;

  constructor(edges: LinkEdges) {
    this.#edges = edges;
    this.#retry = new Retry(edges.clock);
    this.#since = edges.clock.now();
  }

  get status(): Pick<Connection, 'state' | 'since' | 'why' | 'progress' | 'doubt'> {
    return { state: this.#state, since: this.#since, why: this.#why, progress: this.#progress, doubt: this.#doubt };
  }

  /** Whether what is here is what the relay has: connected and caught up. */
  get isLive(): boolean {
    return this.#state === 'online';
  }

  /** How what is here is about to be brought up to date: by the first word of the relay after a start or a pause, or by a catch-up; undefined when it is not. */
  get settling(): 'connecting' | 'updating' | undefined {
    if (this.#state === 'connecting' || this.#state === 'updating') {
      return this.#state;
    }
    return this.#probedAt === undefined ? undefined : 'connecting';
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#stopped = false;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#retry.cancel();
    this.#cancelBeat?.();
    this.#wire?.close();
    this.#wire = undefined;
    this.#conversation = undefined;
  }

  /** Sends what is pending; called whenever something was added. */
  push(): void {
    this.#conversation?.push();
  }

  /**
   * Asks at once whether the relay is still there, as after a sleep; no answer in 5 s ends the connection. One that was silent
   * for so long that the relay has given it up is made anew without asking: until then the bell knows that it knows nothing.
   */
  probe(): void {
    this.#clockOffset.reset();
    const askedAt = this.#edges.clock.now();
    const wire = this.#wire;
    if (!wire || askedAt - this.#heardAt > silentMs) {
      this.#hangUp();
      if (this.#state !== 'refused') {
        this.#become('connecting', undefined);
      }
      // How often it failed before says nothing of where the laptop is now.
      this.#failures = 0;
      this.#connect();
      return;
    }
    if (!this.#greeted) {
      return;
    }
    this.#probedAt = askedAt;
    this.#ping();
    this.#become(this.#state, this.#why);
    this.#edges.clock.after(probeMs, () => {
      if (this.#wire === wire && this.#heardAt < askedAt) {
        this.#lost('The relay did not answer after the pause.');
      }
    });
  }

  /** Has everything sent again from the first entry, because the copy here is damaged. */
  fetchAgain(): void {
    this.#hangUp();
    this.#become('connecting', undefined);
    try {
      this.#edges.replica.startOver();
    } finally {
      this.#connect();
    }
  }

  #connect(): void {
    if (this.#stopped || this.#wire) {
      return;
    }
    const wire: Wire = this.#edges.connector.connect(this.#edges.url, {
      received: (frame) => this.#wire === wire && this.#received(frame),
      closed: (why) => this.#wire === wire && this.#lost(why),
    });
    this.#wire = wire;
    this.#conversation = new Conversation(this.#edges, this.#host());
    this.#greeted = false;
    this.#openedAt = this.#edges.clock.now();
    this.#heardAt = this.#openedAt;
    this.#beat();
  }

  #host(): ConversationHost {
    return {
      send: (message) => this.#send(message),
      became: (state, progress) => {
        this.#progress = progress;
        this.#become(state, undefined);
      },
      lost: (why) => this.#lost(why),
      refused: (why, retryAfterMs) => {
        this.#retryAfterMs = retryAfterMs;
        if (retryAfterMs === undefined) {
          this.#become('refused', why);
        }
        this.#lost(why);
      },
      reconnect: () => {
        this.#hangUp();
        this.#connect();
      },
      doubts: (doubt) => {
        this.#doubt = doubt;
        this.#become(this.#state, this.#why);
      },
      welcomed: () => {
        this.#greeted = true;
        this.#ping();
      },
      mayReadAnew: () => {
        const may = !this.#hasReadAnew;
        this.#hasReadAnew = true;
        return may;
      },
    };
  }

  #received(frame: string): void {
    this.#heardAt = this.#edges.clock.now();
    let message: DownMessage;
    try {
      message = DownMessage.parse(JSON.parse(frame));
    } catch {
      this.#lost('The relay speaks a language this desktop does not know; update one of them.');
      return;
    }
    if (message.kind === 'pong') {
      this.#pong(message);
      return;
    }
    try {
      this.#conversation?.hear(message);
    } catch (error) {
      this.#lost(
        `This laptop could not keep what the relay sent (${error instanceof Error ? error.message : String(error)}); free some space.`,
      );
    }
  }

  #pong({ pingedAt, receivedAt, sentAt }: Extract<DownMessage, { kind: 'pong' }>): void {
    const sample = { sentAt: pingedAt, receivedAt, answeredAt: sentAt, heardAt: this.#edges.clock.now() };
    const { offsetMs, uncertaintyMs } = this.#clockOffset.add(sample);
    this.#edges.replica.setClock(offsetMs, uncertaintyMs);
    if (this.#probedAt !== undefined && pingedAt >= this.#probedAt) {
      // What the relay sent during the pause came before this answer.
      this.#probedAt = undefined;
      this.#become(this.#state, this.#why);
    }
  }

  #ping(): void {
    this.#send({ kind: 'ping', sentAt: this.#edges.clock.now() });
  }

  #beat(): void {
    this.#cancelBeat?.();
    this.#cancelBeat = this.#edges.clock.after(pingEveryMs, () => {
      if (!this.#wire) {
        return;
      }
      if (this.#edges.clock.now() - this.#heardAt > silentMs) {
        this.#lost('The relay has gone silent.');
        return;
      }
      if (this.#greeted) {
        this.#ping();
      }
      this.#beat();
    });
  }

  #send(message: UpMessage): void {
    this.#wire?.send(JSON.stringify(message));
  }

  #hangUp(): void {
    const wire = this.#wire;
    this.#wire = undefined;
    wire?.close();
    this.#probedAt = undefined;
    this.#cancelBeat?.();
    this.#retry.cancel();
    this.#conversation = undefined;
  }

  #lost(why: string): void {
    this.#hangUp();
    this.#failures = this.#edges.clock.now() - this.#openedAt > steadyAfterMs ? 0 : this.#failures + 1;
    if (this.#state !== 'refused') {
      this.#become('offline', why);
    }
    if (!this.#stopped) {
      const waitMs = Math.max(this.#retryAfterMs ?? 0, backOffMs(this.#failures, this.#edges.random()));
      this.#retryAfterMs = undefined;
      this.#retry.in(waitMs, () => this.#connect());
    }
  }

  #become(state: Connection['state'], why: string | undefined): void {
    if (state !== this.#state) {
      this.#since = this.#edges.clock.now();
    }
    this.#state = state;
    this.#why = why;
    this.#listeners.forEach((listener) => listener());
  }
}
