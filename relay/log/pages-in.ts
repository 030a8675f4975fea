import type { Interruption } from '../../shared/balance/balance.ts';
import type { Stretch } from '../../shared/balance/stretch.ts';
import type { StepFired } from '../../shared/incident/incident-events.ts';
import { decodeEvent, type Event } from '../../shared/log/envelope.ts';
import { knownTypes, understands } from '../../shared/state/known-types.ts';
import type { EventStore } from './event-store.ts';

const atOnce = 1000;

/** Who was paged when in a period: by a step of a policy, or asked by a person; repeats of one page count once. */
export async function pagesIn(store: Pick<EventStore, 'head' | 'read'>, { from, until }: Stretch): Promise<Interruption[]> {
  const pages: Interruption[] = [];
  let after = firstAfter(store, from);
  for (;;) {
    const events = store.read(after, atOnce).map(decodeEvent);
    pages.push(...events.flatMap((event) => (event.recordedAt >= from && event.recordedAt < until ? pagesOf(event) : [])));
    const last = events.at(-1);
    if (!last || last.recordedAt >= until) {
      return pages;
    }
    after = last.seq;
    // A long log must not hold up the engine, which lives in the same process.
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

/** The seq before the first entry recorded at or after an instant: the log's time never goes back (LOG4). */
export function firstAfter(store: Pick<EventStore, 'head' | 'read'>, from: number): number {
  let low = 0;
  let high = store.head().seq;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [entry] = store.read(middle, 1);
    if (entry && decodeEvent(entry).recordedAt < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function pagesOf(event: Event): Interruption[] {
  const { type, verdict, recordedAt: at, body } = event;
  if (verdict !== 'applied' || !understands(knownTypes, event)) {
    return [];
  }
  switch (type) {
    case 'step.fired': {
      const { outcome, targets } = body as StepFired;
      return outcome === 'paged' ? targets.map((person) => ({ person, at })) : [];
    }
    case 'incident.responders-added':
    case 'incident.reassigned':
      return (body as { people: string[] }).people.map((person) => ({ person, at }));
    case 'incident.handed-over':
      return [{ person: (body as { to: string }).to, at }];
    default:
      return [];
  }
}
