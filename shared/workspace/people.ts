import type { PersonalRules } from '../escalation/rules.ts';
import type { LeftOutReason } from '../incident/incident-events.ts';
import type { Instant } from '../time/instant.ts';
import { isWithin, nextEdge } from '../time/local-window.ts';
import { findZone } from '../time/zone.ts';
import type { Person } from './definitions.ts';

/** Why a person is left out of a step at an instant: on leave, or at their limit; undefined when they are paged. `burden` counts what they carry since an instant. */
export function whyNotPaged(person: Person | undefined, at: Instant, burden: (since: Instant) => number): LeftOutReason | undefined {
  if (person?.timeOff?.some(({ from, until }) => from <= at && at < until)) {
    return 'time-off';
  }
  const { capacity } = person ?? {};
  return capacity && burden(at - capacity.withinMs) >= capacity.incidents ? 'at-capacity' : undefined;
}

/**
 * How a person wants to be paged on a device: after the delay their rules say for this way and urgency, else at once. Rules for other
 * ways alone do not silence it: a page that could ring and does not is a missed one.
 */
export function personalRules(person: Person | undefined, channel: string, urgency: 'high' | 'low'): PersonalRules {
  const rules = (person?.pages ?? []).filter((rule) => rule.channel === channel && (rule.urgency ?? urgency) === urgency);
  const zone = findZone(person?.zone ?? 'UTC');
  const quietHours = person?.quietHours ?? [];
  return {
    afterMs: rules.length > 0 ? Math.min(...rules.map(({ afterMs }) => afterMs)) : 0,
    quietUntil: (at) => {
      const within = zone ? quietHours.filter((window) => isWithin(window, zone, at)) : [];
      return zone && within.length > 0 ? Math.max(...within.map((window) => nextEdge(window, zone, at))) : undefined;
    },
  };
}
