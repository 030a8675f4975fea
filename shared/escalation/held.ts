import type { Incident } from '../incident/incident.ts';
import { MINUTE_MS, type Instant } from '../time/instant.ts';
import type { Decision } from './decision.ts';
import type { EscalationRules } from './rules.ts';

/** How often one looks whether what an incident waits for is over. */
export const blockedLookMs = MINUTE_MS;

/** The timers of an incident somebody holds: it comes back from sleep, the acknowledgement lapses (D3), the resolve time passes (S65). */
export interface HeldTimers {
  snoozedUntil?: Instant;
  expiresAt?: Instant;
  unresolvedAt?: Instant;
}

/** The timers of an incident somebody holds; none while it waits for another that is open (S133). */
export function heldTimers(incident: Incident, rules: EscalationRules): HeldTimers {
  const held = incident.acknowledgement;
  if (incident.status !== 'acknowledged' || !held) {
    return {};
  }
  if (incident.snoozedUntil !== undefined) {
    return { snoozedUntil: incident.snoozedUntil };
  }
  const { policy, profile, blockedUntil } = rules;
  if (blockedUntil === Infinity) {
    return {};
  }
  const last = incident.path.at(-1);
  const step = last && policy.steps[last.position.level - 1];
  const resolveWithinMs = last && profile.escalates ? (step?.resolveWithinMs ?? (step && profile.resolveWithinMs)) : undefined;
  const expiresAfterMs = policy.acknowledgementExpiresAfterMs ?? profile.acknowledgementExpiresAfterMs;
  return {
    ...(expiresAfterMs === undefined ? {} : { expiresAt: Math.max(held.at, blockedUntil) + expiresAfterMs }),
    ...(last && resolveWithinMs !== undefined ? { unresolvedAt: Math.max(last.dueAt, blockedUntil) + resolveWithinMs } : {}),
  };
}

/** What is due on an incident somebody holds. */
export function decideHeld(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  const { epoch } = incident;
  const holder = incident.acknowledgement?.person;
  if (holder !== undefined && rules.whoIs({ kind: 'person', id: holder }, now).length === 0) {
    // Held by somebody who has left is held by nobody.
    return { kind: 'unacknowledge', epoch, reason: 'acknowledgement-expired' };
  }
  const { snoozedUntil, expiresAt, unresolvedAt } = heldTimers(incident, rules);
  if (snoozedUntil !== undefined && snoozedUntil <= now) {
    return { kind: 'unacknowledge', epoch, reason: 'snooze-ended' };
  }
  if (unresolvedAt !== undefined && unresolvedAt <= now) {
    return { kind: 'escalate', epoch, reason: 'not-resolved' };
  }
  if (expiresAt !== undefined && expiresAt <= now) {
    return { kind: 'unacknowledge', epoch, reason: 'acknowledgement-expired' };
  }
  const looksAgainAt = rules.blockedUntil === Infinity ? now + blockedLookMs : Infinity;
  const at = Math.min(snoozedUntil ?? Infinity, expiresAt ?? Infinity, unresolvedAt ?? Infinity, looksAgainAt);
  return at === Infinity ? undefined : { kind: 'wake', at };
}
