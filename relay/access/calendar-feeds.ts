import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { CalendarSubject } from '../../shared/calendar/subject.ts';
import { calendarLanguages } from '../../shared/calendar/words.ts';
import { readPrivateJson, writePrivateJson } from './private-file.ts';

const Feed = z.strictObject({
  id: z.string(),
  name: z.string(),
  subject: CalendarSubject,
  language: z.enum(calendarLanguages),
  /** SHA-256 of the secret, hexadecimal. A secret of 32 random bytes needs no slower hash. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  madeAt: z.int(),
  fetchedAt: z.int().optional(),
});
type Feed = z.infer<typeof Feed>;
const Feeds = z.strictObject({ feeds: z.array(Feed) });

/** A calendar feed as the operator may see it: never its secret, which nobody knows any more but who was given it. */
export type KnownFeed = Omit<Feed, 'hash'>;

/** The time of the last fetch is written down this often; in between it is known in memory alone. */
const noteFetchEveryMs = 60 * 60 * 1000;
const mostFeeds = 10_000;

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function known({ hash: _, ...feed }: Feed): KnownFeed {
  return feed;
}

/** The secret addresses of calendars, kept hashed in `calendars.json` of the relay's data folder, readable by its owner only. */
export class CalendarFeeds {
  readonly #file: string;
  readonly #now: () => number;
  #feeds: Feed[];

  constructor(folder: string, now: () => number) {
    this.#file = join(folder, 'calendars.json');
    this.#now = now;
    const kept = readPrivateJson(this.#file);
    const parsed = Feeds.safeParse(kept ?? { feeds: [] });
    if (!parsed.success) {
      throw new Error(`${this.#file} is damaged. Restore it from a backup, or delete it: then every calendar address must be made anew.`);
    }
    this.#feeds = parsed.data.feeds;
  }

  /** All feeds, the oldest first. */
  list(): KnownFeed[] {
    return this.#feeds.map(known);
  }

  /** Makes a feed and its secret, which is told this once; undefined when there are too many already. */
  make(feed: Pick<Feed, 'id' | 'name' | 'subject' | 'language'>): { feed: KnownFeed; secret: string } | undefined {
    if (this.#feeds.length >= mostFeeds) {
      return undefined;
    }
    const secret = randomBytes(32).toString('base64url');
    const made = { ...feed, madeAt: this.#now() };
    this.#replace([...this.#feeds, { ...made, hash: digest(secret).toString('hex') }]);
    return { feed: made, secret };
  }

  /** Takes a feed away for good; false when there is none. */
  revoke(id: string): boolean {
    const left = this.#feeds.filter((feed) => feed.id !== id);
    if (left.length === this.#feeds.length) {
      return false;
    }
    this.#replace(left);
    return true;
  }

  /** The feed a secret belongs to. Every hash is compared, each in constant time, so that the time taken says nothing. */
  find(secret: string): KnownFeed | undefined {
    const given = digest(secret);
    const [found] = this.#feeds.filter(({ hash }) => timingSafeEqual(given, Buffer.from(hash, 'hex')));
    return found && known(found);
  }

  /** Notes that a feed was fetched. A disk that does not take it keeps nobody from their calendar. */
  noteFetch(id: string): void {
    const now = this.#now();
    const before = this.#feeds.find((feed) => feed.id === id)?.fetchedAt;
    this.#feeds = this.#feeds.map((feed) => (feed.id === id ? { ...feed, fetchedAt: now } : feed));
    if (before === undefined || Math.floor(before / noteFetchEveryMs) !== Math.floor(now / noteFetchEveryMs)) {
      try {
        this.#replace(this.#feeds);
      } catch {
        // Told again with the next one.
      }
    }
  }

  /** On disk first: what could not be written did not happen. */
  #replace(feeds: Feed[]): void {
    writePrivateJson(this.#file, { feeds });
    this.#feeds = feeds;
  }
}
