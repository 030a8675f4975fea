import type { StoredEvent } from '../../shared/log/envelope.ts';

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
