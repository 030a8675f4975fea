import type { Incident } from '../incident/incident.ts';
import { DAY_MS } from '../time/instant.ts';
import type { State } from './state.ts';

/** How many incidents of the same service began in the 24 hours before this one (S40). */
export function recentIncidents(state: Pick<State, 'incidents'>, { id, service, triggeredAt }: Incident): number {
  let count = 0;
  for (const other of state.incidents.values()) {
    const isRecent = other.triggeredAt <= triggeredAt && other.triggeredAt > triggeredAt - DAY_MS;
    count += other.id !== id && other.service === service && isRecent ? 1 : 0;
  }
  return count;
}
