import { isHolidayIn } from '../condition/holidays.ts';
import { flattenPolicy } from '../escalation/flatten.ts';
import type { Policy } from '../escalation/policy.ts';
import type { EscalationRules } from '../escalation/rules.ts';
import { profileOf, type SeverityProfile } from '../escalation/severity-profile.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { findZone, type Zone } from '../time/zone.ts';
import { factsOf } from '../workspace/facts.ts';
import { personalRules, whyNotPaged } from '../workspace/people.ts';
import { catchAllOf, everyoneIn, find, policyAt, shadowsIn, whoIsIn, type Workspace } from '../workspace/workspace.ts';
import type { State } from './state.ts';

/** What the state itself does not know: whether a person's devices are there, and which kind of device asks. */
export interface Surroundings {
  reach?: EscalationRules['reach'] | undefined;
  channel?: 'desktop' | 'terminal' | undefined;
}

/**
 * The policy an incident goes by, at the revision it froze, the policies its steps lead into laid out (C17). One the log does not
 * hold is empty, which goes straight to the catch-all: such an incident must not be silent.
 */
export function policyOf(workspace: Workspace, { policy: { id, revision, chained } }: Pick<Incident, 'policy'>): Policy {
  const policy = policyAt(workspace, id, revision) ?? { id, name: id, steps: [], loops: 0 };
  return flattenPolicy(policy, (other) =>
    policyAt(workspace, other, chained?.[other] ?? workspace.entries.policy.get(other)?.revision ?? 0),
  );
}

/** The rules an incident escalates by: its frozen policy, the present catch-all, people and schedules (ESC13). */
export function rulesFor(state: State, incident: Incident, { reach, channel = 'desktop' }: Surroundings = {}): EscalationRules {
  const { workspace } = state;
  const policy = policyOf(workspace, incident);
  const zone = findZone(policy.zone ?? 'UTC') as Zone;
  const { holidays } = policy;
  const profile = profileIn(state, incident);
  return {
    policy,
    profile,
    catchAll: catchAllOf(workspace),
    whoIs: whoIsIn(workspace, incident),
    shadows: shadowsIn(workspace),
    whyNot: (person, at) => whyNotPaged(find(workspace, 'person', person), at, (since) => burdenOf(state, incident, person, since)),
    everyone: everyoneIn(workspace),
    facts: () => factsOf(workspace, incident, () => recentIncidents(state, incident)),
    moment: (now) => ({ now, zone, isHoliday: (date) => holidays !== undefined && isHolidayIn(holidays, date) }),
    reach: reach ?? (() => 'yes'),
    blockedUntil: blockedUntil(state, incident),
    personal: (person) => personalRules(find(workspace, 'person', person), channel, profile.urgency),
  };
}

function profileIn({ workspace }: State, { severity }: Incident): SeverityProfile {
  return profileOf(severity, find(workspace, 'organisation', 'organisation')?.severities);
}

/** Incidents of the same service that began in the 24 hours before this one (S40). */
function recentIncidents(state: State, { id, service, triggeredAt }: Incident): number {
  let count = 0;
  for (const other of state.incidents.values()) {
    const isRecent = other.triggeredAt <= triggeredAt && other.triggeredAt > triggeredAt - DAY_MS;
    count += other.id !== id && other.service === service && isRecent ? 1 : 0;
  }
  return count;
}

/** How many other incidents a person holds, or was paged for since an instant. */
function burdenOf(state: State, { id }: Incident, person: string, since: Instant): number {
  let count = 0;
  for (const other of state.incidents.values()) {
    const isHeld = isOpen(other) && other.acknowledgement?.person === person;
    const isPaged = other.path.some(({ targets, dueAt }) => dueAt >= since && targets.includes(person));
    count += other.id !== id && (isHeld || isPaged) ? 1 : 0;
  }
  return count;
}

/** Until when an incident waits: one that pages nobody holds nothing up, for it may stay open for good. */
function blockedUntil(state: State, { blockedBy }: Incident): Instant {
  return blockedBy.reduce((until, id) => {
    const other = state.incidents.get(id);
    if (!other || (isOpen(other) && !profileIn(state, other).pages)) {
      return until;
    }
    return Math.max(until, isOpen(other) ? Infinity : (other.resolution?.at ?? 0));
  }, 0);
}
