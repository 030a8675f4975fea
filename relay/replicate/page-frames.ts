import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { DownMessage } from '../../shared/protocol/down.ts';
import type { EventStore } from '../log/event-store.ts';
import { Frame } from './frame.ts';
import { capped, pageEntries } from './pages.ts';

/** Entries that follow a place of the log, as they are sent; `last` is where they end. */
export interface PageFrame {
  frame: Frame;
  last: number;
}

/** A page that others follow ends at a multiple of this, so that desktops that began at different places soon ask for the same ones. */
const endsAt = 100;
/** A few megabytes: those that fell behind together are never far apart. */
const mostKept = 16;

/** Pages of the log for desktops that catch up: a whole one is read and written once, however many desktops ask for it (SYN25). */
export class PageFrames {
  readonly #store: EventStore;
  readonly #kept = new Map<number, PageFrame>();
  /** The last page of all, by where it begins, while the log ends at `#head`: all come back at once when a relay was restarted. */
  readonly #lasts = new Map<number, PageFrame>();
  #head = 0;

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** The page behind a place of the log; undefined when nothing is there. */
  after(seq: number): PageFrame | undefined {
    return this.#kept.get(seq) ?? this.#lastOrNew(seq);
  }

  #lastOrNew(seq: number): PageFrame | undefined {
    const head = this.#store.head().seq;
    if (head !== this.#head) {
      // The last page grows, and whoever is sent it has to hear where the log ends now.
      this.#lasts.clear();
      this.#head = head;
    }
    return this.#lasts.get(seq) ?? this.#read(seq, head);
  }

  #read(seq: number, head: number): PageFrame | undefined {
    const entries = endingWell(capped(this.#store.read(seq, pageEntries)), head);
    const last = entries.at(-1)?.seq;
    if (last === undefined) {
      return undefined;
    }
    const page = { frame: new Frame(JSON.stringify({ kind: 'entries', entries, head } satisfies DownMessage)), last };
    keep(last < head ? this.#kept : this.#lasts, seq, page);
    return page;
  }
}

function keep(pages: Map<number, PageFrame>, seq: number, page: PageFrame): void {
  pages.set(seq, page);
  const [oldest] = pages.keys();
  if (pages.size > mostKept && oldest !== undefined) {
    pages.delete(oldest);
  }
}

/** Of entries that others follow those up to the last good place to end; all of them where there is none. */
function endingWell(entries: StoredEvent[], head: number): StoredEvent[] {
  const last = entries.at(-1)?.seq ?? 0;
  const end = entries.findLastIndex(({ seq }) => seq % endsAt === 0);
  return last < head && end !== -1 ? entries.slice(0, end + 1) : entries;
}
