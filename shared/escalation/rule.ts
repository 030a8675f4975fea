import { nextChange } from '../condition/evaluate.ts';
import { levelOf } from '../incident/ringing.ts';
import type { Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import type { Decision } from './decision.ts';
import { blockedLookMs } from './held.ts';
import { catchAllLevel } from './path.ts';
import type { Rule } from './policy.ts';
import { applies, type EscalationRules } from './rules.ts';
import { resolve } from './step.ts';

/** The first rule of the policy that is due, or when to look again; a rule acts once for each moment it counts from (S34, S75, S76). */
export function decideRule(incident: Incident, rules: EscalationRules, now: Instant): Decision | undefined {
  let wakeAt = Infinity;
  for (const rule of rules.policy.rules ?? []) {
    const since = sinceOf(rule, incident, rules);
    if (since === undefined || incident.rulesDone[rule.name] === since || !canAct(rule, incident, rules)) {
      continue;
    }
    if (since === Infinity) {
      // What it waits for ends without a word to it.
      wakeAt = Math.min(wakeAt, now + blockedLookMs);
      continue;
    }
    const dueAt = since + (rule.after?.durationMs ?? 0);
    if (dueAt > now) {
      wakeAt = Math.min(wakeAt, dueAt);
    } else if (applies(rule.when, rules, now)) {
      return acting(rule, since, incident, rules, now);
    } else if (rule.when) {
      wakeAt = Math.min(wakeAt, nextChange(rule.when, rules.moment(now)) ?? Infinity);
    }
  }
  return wakeAt === Infinity ? undefined : { kind: 'wake', at: wakeAt };
}

/** The moment a rule counts from; undefined when the incident has not come to it. */
function sinceOf({ after }: Rule, incident: Incident, { blockedUntil }: EscalationRules): Instant | undefined {
  switch (after?.since) {
    case undefined:
    case 'triggered':
      return incident.triggeredAt;
    case 'acknowledged':
      return incident.acknowledgement?.at;
    case 'status-changed':
      return Math.max(incident.statusSince, incident.snoozedUntil ?? 0, blockedUntil);
    case 'last-alert':
      return incident.lastAlertAt;
    case 'deadline':
      return incident.deadline;
  }
}

/** Whether a rule could change anything: a path only goes forward, and what pages nobody does not escalate (S15). */
function canAct({ off, escalateTo }: Rule, incident: Incident, { policy, profile }: EscalationRules): boolean {
  if (off === true || !profile.pages) {
    return false;
  }
  const { level } = levelOf(incident);
  const isBeyond = level >= catchAllLevel(policy);
  return escalateTo === undefined || (escalateTo === 'next' ? !isBeyond : escalateTo > level);
}

function acting({ name, escalateTo, page }: Rule, since: Instant, incident: Incident, rules: EscalationRules, now: Instant): Decision {
  const rule = { name, since };
  return escalateTo === undefined
    ? { kind: 'page-more', rule, people: resolve(page ?? [], rules, now).people }
    : { kind: 'escalate', epoch: incident.epoch, reason: 'rule', rule, ...(escalateTo === 'next' ? {} : { level: escalateTo }) };
}
