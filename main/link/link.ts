import type { Connection } from '../../shared/bridge/desk.ts';
import type { ChainBreak, ChainHead } from '../../shared/log/chain.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import type { SignedCommand, StoredEvent } from '../../shared/log/envelope.ts';
import { DownMessage, type CommandOutcome } from '../../shared/protocol/down.ts';
import { helloText, type UpMessage } from '../../shared/protocol/up.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { backOffMs, steadyAfterMs } from './back-off.ts';
import { Offering, type Holding } from './offering.ts';
import { pushPages } from './push-pages.ts';
import { Retry } from './retry.ts';
import { ClockOffset } from './clock-offset.ts';
import type { Testimony } from '../../shared/sync/testimony.ts';
import type { Connector, Wire } from './connector.ts';

const pingEveryMs = 20_000;
const silentMs = 45_000;
const probeMs = 5_000;

/** Stale answers to what was on its way may tell of one gap several times; more often than this it does not close. */
const mostGaps = 100;
const notKnown = 'This relay does not know this device; pair it again.';

/** What the link needs of the replica. */
export interface LinkedReplica {
  readonly head: ChainHead;
  readonly pending: readonly (SignedCommand & { id: string })[];
  receive(entries: readonly StoredEvent[]): ChainBreak | undefined;
  settle(results: readonly CommandOutcome[]): void;
  /** The relay expects this number of the device next. */
  closeGap(expected: number): void;
  startOver(): void;
  /** Called once whenever everything the relay has is here. */
  caughtUp(): void;
  setClock(offsetMs: number, uncertaintyMs: number): void;
  readonly evidence: Holding & { witness(checkpoint: Checkpoint): Testimony; enrolment(): StoredEvent | undefined };
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
  /** The newest version of the wire spoken here; this code's unless an older desktop is played. */
  speaks?: number;
}

/** Keeps one connection to the relay: catches up, follows, carries commands up, notices when it is dead, comes back. */
export class Link {
  readonly #edges: LinkEdges;
  readonly #listeners = new Set<() => void>();
  readonly #clockOffset = new ClockOffset();
  readonly #inFlight = new Set<string>();
  readonly #retry: Retry;
  #wire: Wire | undefined;
  #state: Connection['state'] = 'connecting';
  #since: number;
  #why: string | undefined;
  #doubt: Connection['doubt'];
  #progress: Connection['progress'];
  #failures = 0;
  #openedAt = 0;
  #heardAt = 0;
  #retryAfterMs: number | undefined;
  #stopped = false;
  #offering: Offering | undefined;
  /** The copy was begun anew because it read the log otherwise than the relay; once, not again and again. */
  #readAnew = false;
  /** How often in this connection the relay has missed a number. */
  #gaps = 0;
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
    this.#retry.cancel();
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
    for (const page of pushPages(fresh)) {
      page.forEach(({ id }) => this.#inFlight.add(id));
      this.#send({ kind: 'push', commands: page.map(({ author, signature }) => ({ author, signature })) });
    }
  }

  /** Asks at once whether the relay is still there, as after a sleep; no answer in 5 s ends the connection. */
  probe(): void {
    this.#clockOffset.reset();
    if (!this.#wire) {
      this.#retry.cancel();
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
        this.#results(message.results);
        return;
      case 'checkpoint':
        this.#witness(message.checkpoint);
        return;
      case 'show-enrolment':
        this.#showEnrolment();
        return;
      case 'parted':
        this.#offering?.from(message.at);
        return;
      case 'recovered':
        this.#recovered();
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
      protocol: this.#edges.speaks ?? protocolVersion,
      device,
      ...(log === undefined ? {} : { log }),
      seq,
      headHash: hash,
      signature: sign(helloText(nonce, device)),
    });
  }

  #welcome(welcome: Extract<DownMessage, { kind: 'welcome' }>): void {
    const { replica } = this.#edges;
    this.#ping();
    if (!welcome.common && welcome.protocol >= 2) {
      this.#offering = new Offering(replica.evidence, (message) => this.#send(message));
      this.#progress = { done: 0, total: replica.head.seq };
      this.#become('updating', undefined);
      return;
    }
    if (!welcome.common) {
      replica.startOver();
    }
    this.#follow(welcome.seq);
  }

  /** The relay has what this copy held beyond their common history; now this copy begins anew with the relay's. */
  #recovered(): void {
    const offering = this.#offering;
    if (offering?.taken()) {
      this.#edges.replica.startOver();
      this.#reconnect();
    } else if (offering) {
      this.#progress = { done: offering.offeredTo, total: this.#edges.replica.head.seq };
      this.#become('updating', undefined);
    }
  }

  /** The relay has lost the entry that enrolled this device, as after the restore of an old backup; here it still is. */
  #showEnrolment(): void {
    const entry = this.#edges.replica.evidence.enrolment();
    if (entry) {
      this.#send({ kind: 'enrolment', entry });
    } else {
      this.#become('refused', notKnown);
      this.#lost(notKnown);
    }
  }

  #witness(checkpoint: Checkpoint): void {
    const { replica } = this.#edges;
    const testimony = replica.evidence.witness(checkpoint);
    if (testimony === 'read-otherwise' && !this.#readAnew) {
      this.#readAnew = true;
      replica.startOver();
      this.#reconnect();
      return;
    }
    this.#doubt = testimony === 'holds' ? undefined : testimony;
    this.#become(this.#state, this.#why);
  }

  #results(results: readonly CommandOutcome[]): void {
    const { replica } = this.#edges;
    replica.settle(results);
    const gap = results.find((result) => result.outcome === 'gap');
    if (gap) {
      this.#gaps += 1;
      if (this.#gaps > mostGaps) {
        this.#lost('The relay goes on missing a number of this laptop’s commands; they stay here and are sent again.');
        return;
      }
      replica.closeGap(gap.expected);
      this.#inFlight.clear();
      this.push();
    }
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

  #hangUp(): void {
    const wire = this.#wire;
    this.#wire = undefined;
    wire?.close();
    this.#cancelBeat?.();
    this.#inFlight.clear();
    this.#offering = undefined;
    this.#gaps = 0;
  }

  #reconnect(): void {
    this.#hangUp();
    this.#connect();
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
