import type { Incident } from '../incident/incident.ts';
import { SECOND_MS, type Instant } from '../time/instant.ts';
import type { EscalationRules } from './rules.ts';

/** How long a page may look for somebody whose devices are all away: a laptop that is only changing networks is back by then. */
const offlineGraceMs = 30 * SECOND_MS;
/** How long it waits for somebody it has no way to, or whose deliveries all failed. */
const noWayGraceMs = 5 * SECOND_MS;

/**
 * When the path goes on early because nobody of the latest step can be reached (C6, D5); undefined while somebody can.
 * Whoever it could not reach stays paged: a false alarm brings one more page, and never silence.
 */
export function earlyAt(incident: Incident, rules: EscalationRules): Instant | undefined {
  const last = incident.path.at(-1);
  if (last?.outcome !== 'paged') {
    return undefined;
  }
  let graceMs = noWayGraceMs;
  for (const person of last.targets) {
    if (incident.delivered.includes(person)) {
      return undefined;
    }
    const reach = rules.reach(person);
    if (reach !== 'no-way' && !incident.undelivered.includes(person)) {
      if (reach === 'yes') {
        return undefined;
      }
      graceMs = offlineGraceMs;
    }
  }
  return last.dueAt + graceMs;
}
