import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import type { Event, StoredEvent } from '../../shared/log/envelope.ts';
import type { DownMessage } from '../../shared/protocol/down.ts';
import { Frame } from './frame.ts';
import { PageFrames } from './page-frames.ts';
import { Pacing } from './pacing.ts';
import { capped, pageEntries } from './pages.ts';
import { Session } from './session.ts';
import type { SessionEdges } from './session-edges.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { Device } from '../../shared/workspace/workspace.ts';
import type { Presence } from '../runner/engine-runner.ts';
import { PresenceBook } from './presence-book.ts';
import type { Socket } from './socket.ts';

/** A desktop not heard of for this long is gone; it pings every 20 s. */
const silentMs = 45_000;

/** After a start desktops need this long to find back, at most a minute of back-off and a little; until then nobody counts as away. */
const settlingMs = 90_000;

/** What the hub works with: what each session does, and a clock to tell them by. */
export type HubEdges = Omit<SessionEdges, 'feeds' | 'pages'> & { clock: Pick<Clock, 'monotonicMs' | 'after'> };

/** All desktops that are connected: one frame for every live one, written once. It knows who is there and tells who goes (C6). */
export class Hub implements Presence {
  readonly #edges: SessionEdges;
  readonly #book: PresenceBook;
  readonly #sessions = new Set<Session>();
  readonly #awayListeners = new Set<(person: string) => void>();
  readonly #startedAt: number;
  /** What is durable and no live desktop was told of yet. */
  #untold: StoredEvent[] = [];
  /** The last word on where the log stands, if it was not passed on yet. */
  #checkpoint: Checkpoint | undefined;
  readonly #telling: Pacing;
  #hasSettled = false;
  #draining = false;

  constructor(edges: HubEdges, book: PresenceBook = new PresenceBook()) {
    this.#edges = { ...edges, feeds: { open: 0 }, pages: new PageFrames(edges.store) };
    this.#telling = new Pacing(edges.clock, () => this.#tell());
    this.#book = book;
    this.#startedAt = edges.now();
    edges.ledger.subscribe((entries, events) => this.#publish(entries, events));
  }

  get connections(): number {
    return this.#sessions.size;
  }

  connect(socket: Socket): Session {
    const session = new Session(this.#edges, socket);
    if (this.#draining) {
      session.refuse('The relay is restarting.', 1000);
    } else {
      this.#sessions.add(session);
    }
    return session;
  }

  disconnect(session: Session): void {
    session.closed();
    this.#sessions.delete(session);
    const { person, device } = session;
    if (device !== undefined && !this.#has((other) => other.device === device)) {
      // A link that went dead was last alive when it was last heard.
      this.#book.went(device, session.lastHeardAt);
    }
    if (person !== undefined && !this.#isConnected(person)) {
      this.#awayListeners.forEach((listener) => listener(person));
    }
  }

  reach(person: string): 'yes' | 'offline' | 'no-way' {
    if (this.#isConnected(person)) {
      return 'yes';
    }
    if (!this.#devices().some((device) => device.person === person)) {
      return 'no-way';
    }
    return this.#isSettling() ? 'yes' : 'offline';
  }

  subscribeAway(listener: (person: string) => void): () => void {
    this.#awayListeners.add(listener);
    return () => this.#awayListeners.delete(listener);
  }

  /** Since when a person has had a device connected, of several the longest; undefined while they have none. */
  connectedSince(person: string): number | undefined {
    this.noticeWhoCame();
    const since = this.#devices().flatMap(({ id, person: owner }) => (owner === person ? (this.#book.connectedSince(id) ?? []) : []));
    return since.length === 0 ? undefined : Math.min(...since);
  }

  /** Writes down whose devices are connected since the last time it was asked. */
  noticeWhoCame(): void {
    for (const { device } of this.#sessions) {
      if (device !== undefined && this.#book.connectedSince(device) === undefined) {
        this.#book.came(device, this.#edges.now());
      }
    }
  }

  #devices(): Device[] {
    return [...this.#edges.ledger.state.workspace.devices.values()].filter(({ revoked }) => !revoked);
  }

  #isSettling(): boolean {
    return this.#edges.now() - this.#startedAt < settlingMs;
  }

  /** Once desktops have had their time to find back, whoever did not is away. */
  noticeWhoIsAway(): void {
    if (this.#hasSettled || this.#isSettling()) {
      return;
    }
    this.#hasSettled = true;
    const people = new Set(this.#devices().flatMap(({ person }) => (person === undefined || this.#isConnected(person) ? [] : [person])));
    people.forEach((person) => this.#awayListeners.forEach((listener) => listener(person)));
  }

  #isConnected(person: string): boolean {
    return this.#has((session) => session.person === person);
  }

  #has(isAsked: (session: Session) => boolean): boolean {
    for (const session of this.#sessions) {
      if (isAsked(session)) {
        return true;
      }
    }
    return false;
  }

  /** Drops desktops that went silent without closing, as a half-open link leaves them. */
  dropSilent(): void {
    for (const session of this.#sessions) {
      if (this.#edges.now() - session.lastHeardAt > silentMs) {
        session.refuse('The relay has not heard from this desktop for 45 s.', 0);
        this.disconnect(session);
      }
    }
  }

  /** Gives every desktop the relay's signed word on where its log stands. */
  bearWitness(checkpoint: Checkpoint | undefined): void {
    if (checkpoint) {
      this.#checkpoint = checkpoint;
      this.#telling.ask();
    }
  }

  /** Asks every desktop to come back later and takes no new ones. */
  drain(): void {
    this.#draining = true;
    this.#telling.now();
    this.#sessions.forEach((session) => session.refuse('The relay is restarting.', 1000));
  }

  #publish(entries: readonly StoredEvent[], events: readonly Event[]): void {
    if (this.#sessions.size === 0) {
      return;
    }
    this.#untold.push(...entries);
    this.#telling.ask();
    const revoked = new Set(events.flatMap(({ type, entity }) => (type === 'device.revoked' ? [entity.id] : [])));
    for (const session of revoked.size === 0 ? [] : this.#sessions) {
      if (revoked.has(session.device ?? '')) {
        session.revoked();
      }
    }
  }

  /** One frame for all of them, or as few as what is untold fits in; then the checkpoint, of use only to whoever has those. */
  *#tell(): Generator<void> {
    const [entries, checkpoint] = [this.#untold, this.#checkpoint];
    [this.#untold, this.#checkpoint] = [[], undefined];
    for (let rest = entries; rest.length > 0;) {
      const page = capped(rest.slice(0, pageEntries));
      rest = rest.slice(page.length);
      // A desktop that follows is not behind because more is about to be told: its bell would wait for that.
      const head = page.at(-1)?.seq ?? 0;
      const frame = new Frame(JSON.stringify({ kind: 'entries', entries: page, head } satisfies DownMessage));
      // Who comes meanwhile is told as well, and has read these entries from the log.
      for (const session of this.#sessions) {
        session.follow(page, frame);
        yield;
      }
    }
    if (checkpoint) {
      const frame = JSON.stringify({ kind: 'checkpoint', checkpoint } satisfies DownMessage);
      for (const session of this.#sessions) {
        session.witness(checkpoint, frame);
        yield;
      }
    }
  }
}
