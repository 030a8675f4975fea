import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { UpMessage } from '../../shared/protocol/up.ts';
import type { Footprint } from '../../shared/sync/trail.ts';

const entriesAPage = 200;
/** The relay takes frames of 1 MiB; a letter may take three bytes on the way. */
const charactersAPage = 200 * 1024;

/** What a copy can give back. */
export interface Holding {
  trail(): Footprint[];
  held(after: number, limit: number): StoredEvent[];
}

/** Gives a relay that lost part of its log back what this desktop holds, a page at a time; nothing here is put aside before it has all. */
export class Offering {
  readonly #holding: Holding;
  readonly #send: (message: UpMessage) => void;
  #offeredTo = 0;
  #isLast = false;

  constructor(holding: Holding, send: (message: UpMessage) => void) {
    this.#holding = holding;
    this.#send = send;
    send({ kind: 'trail', places: holding.trail() });
  }

  /** How far it has been offered. */
  get offeredTo(): number {
    return this.#offeredTo;
  }

  /** The relay shares this copy's history up to a place: what lies beyond is offered. */
  from(at: number): void {
    this.#offeredTo = at;
    this.#offer();
  }

  /** The relay has taken the page that was offered; whether it was the last. */
  taken(): boolean {
    const wasLast = this.#isLast;
    if (!wasLast) {
      this.#offer();
    }
    return wasLast;
  }

  #offer(): void {
    const held = this.#holding.held(this.#offeredTo, entriesAPage);
    let characters = 0;
    const tooLong = held.findIndex(({ author, relay }, i) => {
      characters += author.length + relay.length + 300;
      return i > 0 && characters > charactersAPage;
    });
    const entries = tooLong === -1 ? held : held.slice(0, tooLong);
    this.#offeredTo = entries.at(-1)?.seq ?? this.#offeredTo;
    this.#isLast = held.length < entriesAPage && tooLong === -1;
    this.#send({ kind: 'offer', entries, last: this.#isLast });
  }
}
