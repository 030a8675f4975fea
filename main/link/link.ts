import type { Connection } from '../../shared/bridge/desk.ts';
import type { ChainBreak, ChainHead } from '../../shared/log/chain.ts';
import type { SignedCommand, StoredEvent } from '../../shared/log/envelope.ts';
import { DownMessage, type CommandOutcome } from '../../shared/protocol/down.ts';
import { helloText, type UpMessage } from '../../shared/protocol/up.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { backOffMs, steadyAfterMs } from './back-off.ts';
import { ClockOffset } from './clock-offset.ts';
import type { Connector, Wire } from './connector.ts';

const pingEveryMs = 20_000;
const silentMs = 45_000;
const probeMs = 5_000;
const commandsAPush = 100;
/** The relay takes frames of 1 MiB; a letter may take three bytes on the way. */
const charactersAPush = 256 * 1024;

/** What the link needs of the replica. */
export interface LinkedReplica {
  readonly head: ChainHead;
  readonly pending: readonly (SignedCommand & { id: string })[];
  receive(entries: readonly StoredEvent[]): ChainBreak | undefined;
  settle(results: readonly CommandOutcome[]): void;
  startOver(): void;
  /** Called once whenever everything the relay has is here. */
  caughtUp(): void;
  setClock(offsetMs: number, uncertaintyMs: number): void;
}

/** The rest of what the link needs. */
export interface LinkEdges {
  url: string;
  device: string;
  sign(text: string): string;
  connector: Connector;
  clock: Clock;
  random(): number;
  replica: LinkedReplica;
}

/** Keeps one connection to the relay: catches up, follows, carries commands up, notices when it is dead, comes back. */
export class Link {
  readonly #edges: LinkEdges;
  readonly #listeners = new Set<() => void>();
  readonly #clockOffset = new ClockOffset();
  readonly #inFlight = new Set<string>();
  #wire: Wire | undefined;
  #state: Connection['state'] = 'connecting';
  #since: number;
  #why: string | undefined;
  #progress: Connection['progress'];
  #failures = 0;
  #openedAt = 0;
  #heardAt = 0;
  #retryAfterMs: number | undefined;
  #stopped = false;
  #cancelRetry: (() => void) | undefined;
  #cancelBeat: (() => void) | undefined;

  constructor(edges: LinkEdges) {
    this.#edges = edges;
    this.#since = edges.clock.now();
  }

  get status(): Pick<Connection, 'state' | 'since' | 'why' | 'progress'> {
    return { state: this.#state, since: this.#since, why: this.#why, progress: this.#progress };
  }

  /** Whether what is here is what the relay has: connected and caught up. */
  get isLive(): boolean {
    return this.#state === 'online';
  }

  /** How what is here is about to be brought up to date: by the first try to connect, or by a catch-up; undefined when it is not. */
  get settling(): 'connecting' | 'updating' | undefined {
    return this.#state === 'connecting' || this.#state === 'updating' ? this.#state : undefined;
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
    this.#cancelRetry?.();
    this.#cancelBeat?.();
    this.#wire?.close();
    this.#wire = undefined;
  }

  /** Sends what is pending; called whenever something was added. */
  push(): void {
    if (this.#state !== 'online') {
      return;
    }
    const { pending } = this.#edges.replica;
    const fresh = pending.filter(({ id }) => !this.#inFlight.has(id));
    // One that was answered stays in flight until its entry arrives: sending it again would only be answered again.
    const waiting = new Set(pending.map(({ id }) => id));
    this.#inFlight.forEach((id) => !waiting.has(id) && this.#inFlight.delete(id));
    for (const page of pagesOf(fresh)) {
      page.forEach(({ id }) => this.#inFlight.add(id));
      this.#send({ kind: 'push', commands: page.map(({ author, signature }) => ({ author, signature })) });
    }
  }

  /** Asks at once whether the relay is still there, as after a sleep; no answer in 5 s ends the connection. */
  probe(): void {
    this.#clockOffset.reset();
    if (!this.#wire) {
      this.#cancelRetry?.();
      this.#connect();
      return;
    }
    const askedAt = this.#edges.clock.now();
    this.#ping();
    const wire = this.#wire;
    this.#edges.clock.after(probeMs, () => {
      if (this.#wire === wire && this.#heardAt < askedAt) {
        this.#lost('The relay did not answer after the pause.');
      }
    });
  }

  /** Has everything sent again from the first entry, because the copy here is damaged. */
  fetchAgain(): void {
    this.#wire?.close();
    this.#wire = undefined;
    this.#inFlight.clear();
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
    this.#openedAt = this.#edges.clock.now();
    this.#heardAt = this.#openedAt;
    this.#beat();
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
    try {
      this.#heard(message);
    } catch (error) {
      this.#lost(
        `This laptop could not keep what the relay sent (${error instanceof Error ? error.message : String(error)}); free some space.`,
      );
    }
  }

  #heard(message: DownMessage): void {
    switch (message.kind) {
      case 'challenge':
        this.#hello(message.nonce);
        return;
      case 'welcome':
        this.#welcome(message);
        return;
      case 'entries':
        this.#entries(message);
        return;
      case 'results':
        this.#edges.replica.settle(message.results);
        return;
      case 'pong':
        this.#pong(message);
        return;
      case 'refused':
        this.#retryAfterMs = message.retryAfterMs;
        if (message.retryAfterMs === undefined) {
          this.#become('refused', message.why);
        }
        this.#lost(message.why);
    }
  }

  #hello(nonce: string): void {
    const { device, replica, sign } = this.#edges;
    const { log, seq, hash } = replica.head;
    this.#send({
      kind: 'hello',
      protocol: protocolVersion,
      device,
      ...(log === undefined ? {} : { log }),
      seq,
      headHash: hash,
      signature: sign(helloText(nonce, device)),
    });
  }

  #welcome(welcome: Extract<DownMessage, { kind: 'welcome' }>): void {
    const { replica } = this.#edges;
    if (!welcome.common) {
      replica.startOver();
    }
    this.#ping();
    this.#follow(welcome.seq);
  }

  #entries({ entries, head }: Extract<DownMessage, { kind: 'entries' }>): void {
    const broken = this.#edges.replica.receive(entries);
    if (broken) {
      this.#lost(`The relay’s entry ${broken.seq} does not follow this copy (${broken.problem}); asking for it again.`);
      return;
    }
    this.#send({ kind: 'credit', seq: this.#edges.replica.head.seq });
    this.#follow(head);
  }

  /** Live once everything up to `head` is here. */
  #follow(head: number): void {
    const { seq } = this.#edges.replica.head;
    if (seq < head) {
      this.#progress = { done: seq, total: head };
      this.#become('updating', undefined);
      return;
    }
    this.#progress = undefined;
    if (this.#state !== 'online') {
      this.#edges.replica.caughtUp();
    }
    this.#become('online', undefined);
    this.push();
  }

  #pong({ pingedAt, receivedAt, sentAt }: Extract<DownMessage, { kind: 'pong' }>): void {
    const sample = { sentAt: pingedAt, receivedAt, answeredAt: sentAt, heardAt: this.#edges.clock.now() };
    const { offsetMs, uncertaintyMs } = this.#clockOffset.add(sample);
    this.#edges.replica.setClock(offsetMs, uncertaintyMs);
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
      this.#ping();
      this.#beat();
    });
  }

  #send(message: UpMessage): void {
    this.#wire?.send(JSON.stringify(message));
  }

  #lost(why: string): void {
    const wire = this.#wire;
    this.#wire = undefined;
    wire?.close();
    this.#cancelBeat?.();
    this.#inFlight.clear();
    this.#failures = this.#edges.clock.now() - this.#openedAt > steadyAfterMs ? 0 : this.#failures + 1;
    if (this.#state !== 'refused') {
      this.#become('offline', why);
    }
    if (!this.#stopped) {
      const waitMs = Math.max(this.#retryAfterMs ?? 0, backOffMs(this.#failures, this.#edges.random()));
      this.#retryAfterMs = undefined;
      this.#cancelRetry?.();
      this.#retryIn(waitMs);
    }
  }

  /** Clocks keep no timer longer than 30 s, so a long wait is several. */
  #retryIn(waitMs: number): void {
    this.#cancelRetry = this.#edges.clock.after(Math.min(waitMs, 30_000), () => {
      if (waitMs > 30_000) {
        this.#retryIn(waitMs - 30_000);
      } else {
        this.#connect();
      }
    });
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

/** Commands in pages the relay takes: in order, few and short enough. */
function pagesOf<T extends SignedCommand>(commands: readonly T[]): T[][] {
  const pages: T[][] = [];
  let characters = 0;
  for (const command of commands) {
    const page = pages.at(-1);
    characters += command.author.length;
    if (!page || page.length >= commandsAPush || characters > charactersAPush) {
      pages.push([command]);
      characters = command.author.length;
    } else {
      page.push(command);
    }
  }
  return pages;
}
