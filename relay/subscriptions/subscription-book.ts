import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { Id } from '../../shared/log/envelope.ts';
import { Contact } from '../../shared/workspace/contact.ts';
import { readPrivateJson, writePrivateJsonOver } from '../access/private-file.ts';

/** The file of subscriptions in a relay's data folder. */
export const subscriptionsFile = 'subscriptions.json';

/** How long the question whether news is wanted waits for its answer, ms. */
export const confirmWithinMs = 3 * DAY_MS;
/** So often a day one address is asked, whoever says it is theirs, and so often an hour all of them together. */
const asksADay = 3;
const asksAnHour = 200;
const mostKept = 20_000;

/** Schema of an address news may be sent to. */
export const Address = Contact.shape.email.unwrap();

const Subscription = z.strictObject({
  id: z.uuid(),
  /** One of the two: an address from outside, or a person of the workspace, whose address is elsewhere. */
  address: Address.optional(),
  person: Id.optional(),
  services: z.array(Id).optional(),
  language: z.enum(['en', 'fr']),
  state: z.enum(['asked', 'confirmed']),
  /** When it came to this state, relay ms. */
  at: z.int(),
});
/** Somebody who reads along, or was asked whether they want to. */
export type KeptSubscription = z.infer<typeof Subscription>;

const Book = z.strictObject({
  subscriptions: z.array(Subscription),
  /** When addresses were asked in the last day, by digests that cannot be guessed without the salt. */
  asks: z.record(z.string(), z.array(z.int())),
  salt: z.string(),
});
type Book = z.infer<typeof Book>;

/** What somebody wants to be told of and how; `services` undefined for all the status page shows. */
export type Wanted = Pick<KeptSubscription, 'services' | 'language'>;

/**
 * Who reads along, in `subscriptions.json` of the relay's data folder, readable by its owner only. Addresses from outside are nobody's
 * but theirs: they stand here alone, never in the log, and whoever leaves is erased for good.
 */
export class SubscriptionBook {
  readonly #file: string;
  readonly #newId: () => string;
  #book: Book;

  constructor(folder: string, newId: () => string) {
    this.#file = join(folder, subscriptionsFile);
    this.#newId = newId;
    const kept = Book.safeParse(readPrivateJson(this.#file) ?? { subscriptions: [], asks: {}, salt: randomBytes(32).toString('hex') });
    if (!kept.success) {
      throw new Error(`${this.#file} is damaged. Restore it from a backup, or delete it: then nobody is subscribed any more.`);
    }
    this.#book = kept.data;
  }

  list(): readonly KeptSubscription[] {
    return this.#book.subscriptions;
  }

  /** Those who want to be told. */
  confirmed(): KeptSubscription[] {
    return this.#book.subscriptions.filter(({ state }) => state === 'confirmed');
  }

  /** A subscription; undefined once it was erased, or was not confirmed in time. */
  find(id: string, now: number): KeptSubscription | undefined {
    return this.#book.subscriptions.find((each) => each.id === id && isThere(each, now));
  }

  /** Notes that an address is to be asked; undefined when it, or everybody, was asked too often. Throws when the disk refuses. */
  ask(address: string, wanted: Wanted, now: number): KeptSubscription | undefined {
    const { asks, salt } = this.#book;
    const key = createHmac('sha256', salt).update(address.toLowerCase()).digest('hex');
    const lately = Object.entries(asks).map(([each, at]) => [each, at.filter((instant) => instant > now - DAY_MS)] as const);
    const left = Object.fromEntries(lately.filter(([, at]) => at.length > 0));
    const inTheHour = Object.values(left).flat();
    const own = left[key] ?? [];
    const isFull = this.#book.subscriptions.length >= mostKept;
    if (isFull || own.length >= asksADay || inTheHour.filter((instant) => instant > now - HOUR_MS).length >= asksAnHour) {
      return undefined;
    }
    const asked: KeptSubscription = { id: this.#newId(), address, ...wanted, state: 'asked', at: now };
    const present = this.#book.subscriptions.filter((each) => isThere(each, now));
    this.#replace({ ...this.#book, subscriptions: [...present, asked], asks: { ...left, [key]: [...own, now] } });
    return asked;
  }

  /** Somebody wants it: from now on they are told, and what they had before is no more. */
  confirm(id: string, now: number): KeptSubscription | undefined {
    const asked = this.find(id, now);
    if (asked?.state !== 'asked') {
      return asked;
    }
    const confirmed: KeptSubscription = { ...asked, state: 'confirmed', at: now };
    const others = this.#book.subscriptions.filter((each) => !isSame(each, asked));
    this.#replace({ ...this.#book, subscriptions: [...others, confirmed] });
    return confirmed;
  }

  /** Subscribes a person of the workspace, whom nobody has to ask. */
  addPerson(person: string, wanted: Wanted, now: number): KeptSubscription {
    const added: KeptSubscription = { id: this.#newId(), person, ...wanted, state: 'confirmed', at: now };
    const others = this.#book.subscriptions.filter((each) => each.person !== person);
    this.#replace({ ...this.#book, subscriptions: [...others, added] });
    return added;
  }

  /** Erases one, for good; false when there is none. */
  remove(id: string): boolean {
    const left = this.#book.subscriptions.filter((each) => each.id !== id);
    if (left.length === this.#book.subscriptions.length) {
      return false;
    }
    this.#replace({ ...this.#book, subscriptions: left });
    return true;
  }

  /** Erases what nobody confirmed in time, and the subscriptions of people who are not in the workspace any more. */
  sweep(now: number, isPerson: (person: string) => boolean): void {
    const left = this.#book.subscriptions.filter((each) => isThere(each, now) && (each.person === undefined || isPerson(each.person)));
    if (left.length < this.#book.subscriptions.length) {
      this.#replace({ ...this.#book, subscriptions: left });
    }
  }

  #replace(book: Book): void {
    writePrivateJsonOver(this.#file, book);
    this.#book = book;
  }
}

function isThere({ state, at }: KeptSubscription, now: number): boolean {
  return state === 'confirmed' || now - at < confirmWithinMs;
}

function isSame(a: KeptSubscription, b: KeptSubscription): boolean {
  return a.id === b.id || (a.address !== undefined && a.address.toLowerCase() === b.address?.toLowerCase());
}
