import type { Connection } from '../../shared/bridge/desk.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { CommandOutcome, DownMessage } from '../../shared/protocol/down.ts';
import { helloText, type UpMessage } from '../../shared/protocol/up.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import { foldVersion } from '../../shared/state/fold-version.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { FirstCopy } from './first-copy.ts';
import type { LinkedReplica } from './linked-replica.ts';
import { Offering } from './offering.ts';
import { pushPages } from './push-pages.ts';

/** Stale answers to what was on its way may tell of one gap several times; more often than this it does not close. */
const mostGaps = 100;
const notKnown = 'This relay does not know this device; pair it again.';

/** Who speaks, for whom, and by which clock. */
export interface ConversationEdges {
  device: string;
  sign(text: string): string;
  clock: Clock;
  replica: LinkedReplica;
  /** The newest version of the wire spoken here; this code's unless an older desktop is played. */
  speaks?: number;
}

/** What a conversation tells the link that holds it. */
export interface ConversationHost {
  send(message: UpMessage): void;
  /** The copy is being brought up to date, or is the relay's now. */
  became(state: 'updating' | 'online', progress?: Connection['progress']): void;
  /** Ends the connection, which is tried again. */
  lost(why: string): void;
  /** Ends the connection, for good or for a while: a sentence of the relay's. */
  refused(why: string, retryAfterMs?: number): void;
  /** The copy was begun anew: a new connection, at once. */
  reconnect(): void;
  doubts(doubt: Connection['doubt']): void;
  welcomed(): void;
  /** Whether the copy may be begun anew because it reads the log otherwise than the relay: once, not again and again. */
  mayReadAnew(): boolean;
}

/** What is said on one connection: who this is, what is missing here, what is missing there, and what was done here. */
export class Conversation {
  readonly #edges: ConversationEdges;
  readonly #host: ConversationHost;
  readonly #inFlight = new Set<string>();
  #isLive = false;
  #spoken: { protocol: number; log: string } | undefined;
  #offering: Offering | undefined;
  #firstCopy: FirstCopy | undefined;
  /** How often the relay has missed a number. */
  #gaps = 0;

  constructor(edges: ConversationEdges, host: ConversationHost) {
    this.#edges = edges;
    this.#host = host;
  }

  /** Sends what is pending; called whenever something was added. */
  push(): void {
    if (!this.#isLive) {
      return;
    }
    const { pending } = this.#edges.replica;
    const fresh = pending.filter(({ id }) => !this.#inFlight.has(id));
    // One that was answered stays in flight until its entry arrives: sending it again would only be answered again.
    const waiting = new Set(pending.map(({ id }) => id));
    this.#inFlight.forEach((id) => !waiting.has(id) && this.#inFlight.delete(id));
    for (const page of pushPages(fresh)) {
      page.forEach(({ id }) => this.#inFlight.add(id));
      this.#host.send({ kind: 'push', commands: page.map(({ author, signature }) => ({ author, signature })) });
    }
  }

  /** Takes what the relay says. Throws when it cannot be kept here. */
  hear(message: Exclude<DownMessage, { kind: 'pong' }>): void {
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
      case 'snapshot':
        this.#snapshot(message);
        return;
      case 'snapshot-part':
        this.#part(message);
        return;
      case 'earlier':
        this.#earlier(message.entries);
        return;
      case 'refused':
        this.#host.refused(message.why, message.retryAfterMs);
    }
  }

  #hello(nonce: string): void {
    const { device, replica, sign } = this.#edges;
    const { log, seq, hash } = replica.head;
    this.#host.send({
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
    this.#spoken = welcome;
    this.#host.welcomed();
    if (!welcome.common && welcome.protocol >= 2) {
      this.#offering = new Offering(replica.evidence, (message) => this.#host.send(message));
      this.#host.became('updating', { done: 0, total: replica.head.seq });
      return;
    }
    if (!welcome.common) {
      replica.startOver();
    }
    if (welcome.common && replica.isFoldedOtherwise) {
      replica.startOver();
      this.#host.reconnect();
      return;
    }
    this.#follow(welcome.seq);
  }

  /** The relay has what this copy held beyond their common history; now this copy begins anew with the relay's. */
  #recovered(): void {
    const offering = this.#offering;
    if (offering?.taken()) {
      this.#edges.replica.startOver();
      this.#host.reconnect();
    } else if (offering) {
      this.#host.became('updating', { done: offering.offeredTo, total: this.#edges.replica.head.seq });
    }
  }

  /** A long log begins with how things stand; folded by rules that are not the ones here it is of no use. */
  #snapshot(header: Extract<DownMessage, { kind: 'snapshot' }>): void {
    const yes = header.fold === foldVersion;
    this.#firstCopy = yes ? new FirstCopy(header, this.#spoken?.log ?? '') : undefined;
    this.#host.send({ kind: 'take-snapshot', yes });
  }

  #part(part: Extract<DownMessage, { kind: 'snapshot-part' }>): void {
    const firstCopy = this.#firstCopy;
    if (firstCopy && !part.last) {
      firstCopy.take(part);
      this.#host.send({ kind: 'next-part' });
      this.#host.became('updating', firstCopy.progress);
    } else if (firstCopy) {
      this.#firstCopy = undefined;
      this.#edges.replica.adopt(firstCopy);
      this.#host.send({ kind: 'credit', seq: firstCopy.head.seq });
      this.#follow(firstCopy.head.seq);
    }
  }

  #earlier(entries: readonly StoredEvent[]): void {
    const broken = this.#edges.replica.past.add(entries);
    if (broken) {
      this.#host.lost(`The relay’s entry ${broken.seq} does not lead to this copy (${broken.problem}); asking for it again.`);
    } else {
      this.#askEarlier();
    }
  }

  /** What a snapshot stood for is fetched once the present is here, the latest first. */
  #askEarlier(): void {
    const before = this.#edges.replica.past.missingBefore(this.#edges.clock.now());
    if (before !== undefined && (this.#spoken?.protocol ?? 1) >= 3) {
      this.#host.send({ kind: 'ask-earlier', before });
    }
  }

  /** The relay has lost the entry that enrolled this device, as after the restore of an old backup; here it still is. */
  #showEnrolment(): void {
    const entry = this.#edges.replica.evidence.enrolment();
    if (entry) {
      this.#host.send({ kind: 'enrolment', entry });
    } else {
      this.#host.refused(notKnown);
    }
  }

  #witness(checkpoint: Checkpoint): void {
    const { replica } = this.#edges;
    const testimony = replica.evidence.witness(checkpoint);
    if (testimony === 'read-otherwise' && this.#host.mayReadAnew()) {
      replica.startOver();
      this.#host.reconnect();
      return;
    }
    this.#host.doubts(testimony === 'holds' ? undefined : testimony);
  }

  #results(results: readonly CommandOutcome[]): void {
    const { replica } = this.#edges;
    replica.settle(results);
    const gap = results.find((result) => result.outcome === 'gap');
    if (gap) {
      this.#gaps += 1;
      if (this.#gaps > mostGaps) {
        this.#host.lost('The relay goes on missing a number of this laptop’s commands; they stay here and are sent again.');
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
      this.#host.lost(`The relay’s entry ${broken.seq} does not follow this copy (${broken.problem}); asking for it again.`);
      return;
    }
    this.#host.send({ kind: 'credit', seq: this.#edges.replica.head.seq });
    this.#follow(head);
  }

  /** Live once everything up to `head` is here. */
  #follow(head: number): void {
    const { seq } = this.#edges.replica.head;
    if (seq < head) {
      this.#host.became('updating', { done: seq, total: head });
      return;
    }
    const isNew = !this.#isLive;
    this.#isLive = true;
    if (isNew) {
      this.#edges.replica.caughtUp();
    }
    this.#host.became('online');
    this.push();
    if (isNew) {
      this.#askEarlier();
    }
  }
}
