import type { RoutedBy } from '../../shared/incident/incident-events.ts';
import { decodeEvent } from '../../shared/log/envelope.ts';
import type { PastAlert } from '../../shared/routing/dry-run.ts';
import { pastAlertOf } from '../../shared/routing/past-alerts.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { EventStore } from './event-store.ts';
import { firstAfter } from './pages-in.ts';

type Log = Pick<EventStore, 'head' | 'read' | 'incident'>;

const atOnce = 1000;
/** How far back alerts are looked for, in entries: a log of nothing else holds a thousand of them in far fewer. */
const furthestBack = 500_000;

/** The last so many alerts that rules were asked about, in the order they came; of one problem of an incident its first in sight. */
export async function lastAlerts(store: Log, last: number): Promise<PastAlert[]> {
  const found = new Map<string, PastAlert>();
  const { seq: head } = store.head();
  for (let until = head; until > 0 && head - until < furthestBack; until -= atOnce) {
    const after = Math.max(0, until - atOnce);
    // Of a log whose beginning cannot be read any more, entries from further on may answer.
    const entries = store.read(after, until - after).filter(({ seq }) => seq <= until);
    for (const entry of entries.toReversed()) {
      const past = entry.author.includes('"alert"') ? pastAlertOf(decodeEvent(entry), (id) => store.incident(id)?.dedupKey) : undefined;
      const key = past && `${past.incident}/${past.alert.dedupKey}`;
      if (past && key !== undefined && (found.size < last || found.has(key))) {
        found.set(key, past);
      }
    }
    if (found.size >= last || entries.length === 0) {
      break;
    }
    await breath();
  }
  return [...found.values()].toReversed();
}

/** How many incidents each routing rule has applied to since an instant, by its id. */
export async function appliedSince(store: Log, since: Instant): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let after = firstAfter(store, since);
  for (;;) {
    const entries = store.read(after, atOnce);
    for (const entry of entries) {
      const event = entry.author.includes('"routed"') ? decodeEvent(entry) : undefined;
      if (event?.type === 'incident.triggered' && event.verdict === 'applied') {
        const rules = new Set(((event.body['routed'] ?? []) as RoutedBy[]).map(({ rule }) => rule));
        rules.forEach((rule) => counts.set(rule, (counts.get(rule) ?? 0) + 1));
      }
    }
    const last = entries.at(-1);
    if (!last) {
      return counts;
    }
    after = last.seq;
    await breath();
  }
}

/** A long log must not hold up the engine, which lives in the same process. */
async function breath(): Promise<void> {
  await new Promise((resolve) => void setImmediate(resolve));
}
