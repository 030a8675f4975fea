import type { Desk } from '../../shared/bridge/desk.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { isDeviceFact } from '../../shared/log/device-fact.ts';
import { sortQueue } from '../../shared/queue/order.ts';
import { rowOf } from '../../shared/queue/row.ts';
import type { OverlayEntry } from '../../shared/sync/overlay.ts';
import type { DeskFacts } from './desk-view.ts';

/** How many suppressed incidents the desk carries: a storm leaves thousands, and the desk is drawn many times a second. */
export const mostSuppressed = 200;

function pendingByIncident(overlay: readonly OverlayEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, event } of overlay) {
    if (kind === 'pending' && !isDeviceFact(event.type)) {
      counts.set(event.entity.id, (counts.get(event.entity.id) ?? 0) + 1);
    }
  }
  return counts;
}

/** The newest of those that are suppressed, and those this person has just done something to. */
function shownOf(suppressed: readonly Incident[], pending: ReadonlyMap<string, number>): readonly Incident[] {
  if (suppressed.length <= mostSuppressed) {
    return suppressed;
  }
  const newestFirst = suppressed.toSorted((a, b) => b.triggeredAt - a.triggeredAt || b.number - a.number);
  return newestFirst.filter(({ id }, place) => place < mostSuppressed || pending.has(id));
}

/** The queue as one person sees it, and how many incidents are suppressed in all (NSE31). */
export function queueOf({
  state,
  me,
  now,
  overlay,
}: Pick<DeskFacts, 'state' | 'me' | 'now' | 'overlay'>): Pick<Desk, 'queue' | 'suppressed'> {
  const pending = pendingByIncident(overlay);
  const others: Incident[] = [];
  const suppressed: Incident[] = [];
  for (const incident of state.incidents.values()) {
    (incident.status === 'suppressed' ? suppressed : others).push(incident);
  }
  const rows = [...others, ...shownOf(suppressed, pending)].map((incident) => rowOf(state, incident, me, pending.get(incident.id) ?? 0));
  return { queue: sortQueue(rows, now), suppressed: suppressed.length };
}
