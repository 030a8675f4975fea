import { randomBytes } from 'node:crypto';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { DownMessage } from '../../shared/protocol/down.ts';
import { helloText, type UpMessage } from '../../shared/protocol/up.ts';
import { oldestProtocolVersion, protocolVersion } from '../../shared/protocol/version.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import type { Frame } from './frame.ts';
import { earlierThan, pageEntries } from './pages.ts';
import type { SessionEdges } from './session-edges.ts';
import { SnapshotFeed } from './snapshot-feed.ts';
import { enrolledKey, hashAt } from './recovery.ts';
import type { Socket } from './socket.ts';
import { TakingBack } from './taking-back.ts';
import { parseUp } from './up-frame.ts';

type Hello = Extract<UpMessage, { kind: 'hello' }>;

/** Above this much unsent, a desktop is sent no live entries; it pages on when it has caught up. */
const mostBufferedBytes = 1024 * 1024;
/** Pages sent ahead of what the desktop says it has kept. */
const pagesAhead = 2;

/** A log longer than this begins with a snapshot: sooner there, and less to carry. */
const snapshotFrom = 5000;
const longestFeedMs = 10 * 60_000;
/** Each holds a file open and keeps the log's own from shrinking. */
const mostFeeds = 8;
/** A hello, or the entry that enrolled a device. */
const longestGreeting = 32_768;
const wasRevoked = 'This device was revoked; ask an admin, then pair it again.';

/**
 * One desktop's connection: proves who it is, catches up in pages under credit, then follows live; its commands are
 * taken in order and each is answered with its verdict once durable.
 */
export class Session {
  readonly #edges: SessionEdges;
  readonly #socket: Socket;
  readonly #nonce = randomBytes(32).toString('base64url');
  #device: string | undefined;
  #person: string | undefined;
  #protocol = oldestProtocolVersion;
  /** A hello that waits for the device to show its enrolment. */
  #waiting: Hello | undefined;
  /** A desktop whose history is another is sent nothing, and offers what it holds. */
  readonly #takingBack: TakingBack;
  #feed: SnapshotFeed | undefined;
  #feedSince = 0;
  /** The last seq sent, and the last the desktop says it has kept. */
  #sent = 0;
  #kept = 0;
  #live = false;
  #closed = false;
  lastHeardAt: number;

  constructor(edges: SessionEdges, socket: Socket) {
    this.#edges = edges;
    this.#socket = socket;
    this.#takingBack = new TakingBack(edges, {
      send: (message) => this.#send(message),
      refuse: (why, retryAfterMs) => this.refuse(why, retryAfterMs),
    });
    this.lastHeardAt = edges.now();
    this.#send({ kind: 'challenge', nonce: this.#nonce });
  }

  get person(): string | undefined {
    return this.#person;
  }

  get device(): string | undefined {
    return this.#device;
  }

  receive(frame: string): void {
    // Whoever was refused may go on talking for a while; nobody listens.
    if (this.#closed) {
      return;
    }
    this.#orRefuse(() => this.#hear(frame));
  }

  #orRefuse(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#cannotRead(error);
    }
  }

  #cannotRead(error: unknown): void {
    this.#edges.onTrouble('The log could not be read for a desktop; it comes back and asks again.', error);
    this.refuse('The relay cannot read its log right now.', 5000);
  }

  #hear(frame: string): void {
    const receivedAt = this.#edges.now();
    this.lastHeardAt = receivedAt;
    if (this.#feed && receivedAt - this.#feedSince > longestFeedMs) {
      // The log's file cannot shrink while somebody still reads how it was.
      this.refuse('This desktop took too long over the first copy of the log; it begins again.', 1000);
      return;
    }
    const message = this.#device === undefined && frame.length > longestGreeting ? undefined : parseUp(frame);
    if (!message) {
      this.refuse('The relay does not understand this desktop; update one of them.');
      return;
    }
    if (message.kind === 'hello') {
      if (this.#device !== undefined || this.#waiting) {
        this.refuse('The desktop said hello twice; update it.');
        return;
      }
      this.#hello(message);
      return;
    }
    if (message.kind === 'enrolment') {
      void this.#enrolment(message.entry).catch((error: unknown) => this.#cannotRead(error));
      return;
    }
    if (this.#device === undefined) {
      this.refuse('The desktop must say hello first.');
      return;
    }
    if (this.#edges.ledger.state.workspace.devices.get(this.#device)?.revoked !== false) {
      this.refuse(wasRevoked);
      return;
    }
    if (message.kind !== 'ping' && message.kind !== 'credit' && this.#socket.bufferedBytes > mostBufferedBytes) {
      this.refuse('This desktop asks for more than it takes; it comes back and begins again.', 1000);
      return;
    }
    switch (message.kind) {
      case 'ping':
        // Who wakes up rings once it is answered: whatever is on the disk by now has to come before.
        this.#catchUp();
        this.#send({ kind: 'pong', pingedAt: message.sentAt, receivedAt, sentAt: this.#edges.now() });
        return;
      case 'credit':
        this.#kept = Math.min(this.#sent, Math.max(this.#kept, message.seq));
        this.#page();
        return;
      case 'push':
        void this.#take(message.commands);
        return;
      case 'trail':
        this.#takingBack.trail(message.places);
        return;
      case 'offer':
        void this.#takingBack.offered(message.entries, this.#device);
        return;
      case 'take-snapshot':
        this.#startFeed(message.yes);
        return;
      case 'next-part':
        this.#feedOn();
        return;
      case 'ask-earlier':
        this.#earlier(message.before);
    }
  }

  /** Passes on a checkpoint to a desktop that holds everything up to it; `frame` is the same text for all. */
  witness({ seq }: Checkpoint, frame: string): void {
    if (this.#protocol >= 2 && this.#live && seq <= this.#sent && this.#socket.bufferedBytes <= mostBufferedBytes) {
      this.#socket.send(frame);
    }
  }

  /** Passes on entries that just became durable; `frame` is the same for every live session. What fails here ends this session alone. */
  follow(entries: readonly StoredEvent[], frame: Frame): void {
    this.#orRefuse(() => this.#follow(entries, frame));
  }

  /** Cuts off a device that was revoked: the last it hears is what was recorded until now, and why. */
  revoked(): void {
    this.#orRefuse(() => {
      this.#catchUp();
      this.refuse(wasRevoked);
    });
  }

  #follow(entries: readonly StoredEvent[], frame: Frame): void {
    const first = entries[0]?.seq ?? 0;
    const last = entries.at(-1)?.seq ?? 0;
    // A page may have read them from the disk before this turn heard that they are there.
    if (!this.#live || last <= this.#sent) {
      return;
    }
    if (this.#socket.bufferedBytes > mostBufferedBytes) {
      this.#live = false;
      return;
    }
    if (first !== this.#sent + 1) {
      this.#live = false;
      this.#page();
      return;
    }
    frame.sendTo(this.#socket, this.#protocol);
    this.#sent = last;
  }

  /** Ends the connection with a sentence the desktop shows. */
  refuse(why: string, retryAfterMs?: number): void {
    this.#send({ kind: 'refused', why, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
    this.closed();
    this.#socket.close();
  }

  closed(): void {
    this.#closed = true;
    this.#live = false;
    this.#endFeed();
  }

  #hello(hello: Hello): void {
    const { ledger, speaks = protocolVersion } = this.#edges;
    if (hello.protocol < oldestProtocolVersion) {
      this.refuse(`This relay speaks version ${speaks} of the protocol, the desktop ${hello.protocol}; update the desktop.`);
      return;
    }
    this.#protocol = Math.min(speaks, hello.protocol);
    const device = ledger.state.workspace.devices.get(hello.device);
    if (!device && this.#protocol >= 2 && !this.#waiting) {
      this.#waiting = hello;
      this.#send({ kind: 'show-enrolment' });
      return;
    }
    if (!device || !this.#isFrom(hello, device.publicKey)) {
      this.refuse('This relay does not know this device; pair it again.');
      return;
    }
    if (device.revoked) {
      this.refuse(wasRevoked);
      return;
    }
    this.#welcome(hello, device);
  }

  #isFrom(hello: Hello, publicKey: string): boolean {
    return this.#edges.verify(helloText(this.#nonce, hello.device), hello.signature, publicKey);
  }

  #welcome(hello: Hello, device: { id: string; person?: string | undefined }): void {
    const { store } = this.#edges;
    this.#device = device.id;
    this.#person = device.person;
    const head = store.head().seq;
    const readableFrom = store.readableFrom();
    const isKnown =
      (hello.log === undefined || hello.log === store.log) && hello.seq <= head && hashAt(store, hello.seq) === hello.headHash;
    // One that would need what cannot be read begins its copy anew, with how things stand.
    const common = isKnown && (hello.seq === 0 || hello.seq + 1 >= readableFrom);
    this.#sent = common ? hello.seq : 0;
    this.#kept = this.#sent;
    if (!common && this.#protocol >= 2) {
      this.#takingBack.want();
    }
    this.#send({
      kind: 'welcome',
      protocol: this.#protocol,
      log: store.log,
      seq: head,
      common,
      ...(device.person === undefined ? {} : { person: device.person }),
      now: this.#edges.now(),
    });
    const isLong = head > (this.#edges.snapshotFrom ?? snapshotFrom) || readableFrom > 1;
    if (hello.seq === 0 && isLong && this.#protocol >= 3) {
      if (this.#edges.feeds.open >= mostFeeds) {
        this.refuse('Many desktops take their first copy of the log right now; this one comes back.', 2000);
        return;
      }
      this.#feed = new SnapshotFeed(store);
      this.#edges.feeds.open += 1;
      this.#feedSince = this.#edges.now();
      this.#send(this.#feed.header());
      return;
    }
    this.#page();
  }

  #startFeed(yes: boolean): void {
    if (!yes) {
      this.#endFeed();
      this.#page();
      return;
    }
    // One part is on its way while the desktop takes in another.
    this.#feedOn();
    this.#feedOn();
  }

  #feedOn(): void {
    const part = this.#feed?.next();
    if (!this.#feed || !part) {
      return;
    }
    this.#send(part);
    if (part.last) {
      this.#sent = this.#feed.seq;
      this.#kept = this.#sent;
      this.#endFeed();
      this.#page();
    }
  }

  #endFeed(): void {
    if (this.#feed) {
      this.#feed.close();
      this.#feed = undefined;
      this.#edges.feeds.open -= 1;
    }
  }

  #earlier(before: number): void {
    const entries = earlierThan(this.#edges.store, before);
    if (entries) {
      this.#send({ kind: 'earlier', entries });
    }
  }

  /** A device enrolled by an entry this relay has lost gets in by showing it. */
  async #enrolment(entry: StoredEvent): Promise<void> {
    const { ledger } = this.#edges;
    const hello = this.#waiting;
    if (!hello || this.#device !== undefined) {
      this.refuse('The relay did not ask for an enrolment; update the desktop.');
      return;
    }
    const publicKey = enrolledKey(ledger, entry, hello.device);
    if (publicKey !== undefined && this.#isFrom(hello, publicKey)) {
      await this.#takingBack.take([entry], hello.device);
    }
    this.#hello(hello);
  }

  /** Sends what waits to be told, to a desktop that takes something: also to one that could not when it happened. */
  #catchUp(): void {
    if (this.#socket.bufferedBytes <= mostBufferedBytes) {
      this.#live &&= this.#sent >= this.#edges.store.head().seq;
      this.#page();
    }
  }

  /** Sends what is missing, at most two pages ahead of what was kept; live once nothing is missing. */
  #page(): void {
    while (
      !this.#closed &&
      !this.#takingBack.isWanted &&
      !this.#feed &&
      !this.#live &&
      this.#sent - this.#kept < pagesAhead * pageEntries
    ) {
      const page = this.#edges.pages.after(this.#sent);
      this.#live = page === undefined;
      page?.frame.sendTo(this.#socket, this.#protocol);
      this.#sent = page?.last ?? this.#sent;
    }
  }

  async #take(commands: Extract<UpMessage, { kind: 'push' }>['commands']): Promise<void> {
    const { ledger } = this.#edges;
    const device = this.#device ?? '';
    const person = this.#person;
    if (person === undefined || ledger.state.workspace.devices.get(device)?.revoked !== false) {
      this.refuse(wasRevoked);
      return;
    }
    try {
      const taken = commands.map((command) => ledger.take(command, device, { kind: 'person', id: person }, this.#protocol >= 2));
      await Promise.all(taken.map(({ durable }) => durable));
      this.#send({ kind: 'results', results: taken.map(({ outcome }) => outcome) });
    } catch (error) {
      this.#edges.onTrouble('Commands could not be kept; the desktop sends them again.', error);
      this.refuse('The relay cannot write to its disk right now.', 5000);
    }
  }

  #send(message: DownMessage): void {
    if (!this.#closed) {
      this.#socket.send(JSON.stringify(message));
    }
  }
}
