import { callFor, mayPage } from '../escalation/calling.ts';
import type { EscalationRules } from '../escalation/rules.ts';
import type { Incident } from '../incident/incident.ts';
import { MINUTE_MS, type Instant } from '../time/instant.ts';

/**
 * A laptop that is connected has shown a page, or said why not, long before this; one that fell asleep without a word does not count as
 * connected any more by then (45 s of silence, noticed within 15 s).
 */
export const unseenAfterMs = MINUTE_MS;

/**
 * Who of the latest step is paged by it, has a device connected all the while, and yet no device of theirs has said what became of the
 * page (C11): shown, failed or missed. `connectedSince` says since when (relay ms); undefined for whoever has none connected.
 */
export function unseenBy(
  incident: Incident,
  rules: EscalationRules,
  now: Instant,
  connectedSince: (person: string) => Instant | undefined,
): string[] {
  const last = incident.path.at(-1);
  if (last?.outcome !== 'paged') {
    return [];
  }
  return last.targets.filter((person) => {
    if (incident.delivered.includes(person) || incident.undelivered.includes(person)) {
      return false;
    }
    const call = callFor(incident, person);
    const since = connectedSince(person);
    if (call?.stepId !== last.stepId || since === undefined || !mayPage(call, rules.profile)) {
      return false;
    }
    const personal = rules.personal(person);
    const startsAt = Math.max(call.at + personal.afterMs, since);
    // In quiet hours, and just after them, nothing has to be shown that may not wake anybody.
    const isQuiet = !rules.profile.wakes && [now, now - unseenAfterMs].some((at) => personal.quietUntil(at) !== undefined);
    return !isQuiet && now - startsAt > unseenAfterMs;
  });
}
