import type { StoredEvent } from '../../shared/log/envelope.ts';
import type { EventStore } from '../log/event-store.ts';

/** Entries a frame may hold; the wire's schema allows no more. */
export const pageEntries = 500;
/** About how long a frame may be. */
export const pageBytes = 256 * 1024;

/** As many entries from the front as fit in a page of bytes, one at least. */
export function capped(entries: StoredEvent[]): StoredEvent[] {
  let bytes = 0;
  const end = entries.findIndex((entry, i) => {
    bytes += entry.author.length + entry.relay.length + 300;
    return i > 0 && bytes > pageBytes;
  });
  return end === -1 ? entries : entries.slice(0, end);
}

/** A page of the entries before one, those right before it; undefined where none can be read, though the log does not begin there. */
export function earlierThan(store: Pick<EventStore, 'read' | 'readableFrom'>, before: number): StoredEvent[] | undefined {
  const readableFrom = store.readableFrom();
  if (before <= readableFrom && readableFrom > 1) {
    // No answer: none at all would say that the log begins there.
    return undefined;
  }
  const from = Math.max(readableFrom - 1, before - 1 - pageEntries);
  const entries = store.read(from, before - 1 - from);
  // The last of them come first: those a person is most likely to look at.
  return capped(entries.toReversed()).toReversed();
}
