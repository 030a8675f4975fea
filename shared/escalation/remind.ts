import { derivedId } from '../log/derived-id.ts';
import type { Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import type { Decision } from './decision.ts';
import { canCountFrom, type Rung } from './ring.ts';
import type { EscalationRules } from './rules.ts';

/**
 * Whether this device reminds its person of an incident they hold (D3): a single quiet page every `remindEveryMs` since they took it,
 * never in their quiet hours and never of what sleeps. `rung` is this device's own memory; undefined answers mean no reminders.
 */
export function remind(
  incident: Incident,
  rules: EscalationRules,
  person: string,
  rung: Rung | undefined,
  now: Instant,
): Decision | undefined {
  const { remindEveryMs } = rules.profile;
  const held = incident.acknowledgement;
  if (remindEveryMs === undefined || incident.status !== 'acknowledged' || held?.person !== person || incident.snoozedUntil !== undefined) {
    return undefined;
  }
  const stepId = derivedId(['reminder', incident.id, incident.epoch, person]);
  const isMine = rung?.stepId === stepId && canCountFrom(rung.lastAt, now);
  const dueAt = Math.max(isMine ? rung.lastAt + remindEveryMs : held.at + remindEveryMs, rules.personal(person).quietUntil(now) ?? 0);
  return dueAt > now
    ? { kind: 'wake', at: dueAt }
    : { kind: 'notify', stepId, page: (rung?.stepId === stepId ? rung.pages : 0) + 1, reason: 'reminder', alarm: false };
}
