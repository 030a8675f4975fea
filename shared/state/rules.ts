import { opensByRule } from '../escalation/channel.ts';
import { flattenPolicy } from '../escalation/flatten.ts';
import type { Policy } from '../escalation/policy.ts';
import type { EscalationRules } from '../escalation/rules.ts';
import { profileOf, type SeverityProfile } from '../escalation/severity-profile.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import type { Instant } from '../time/instant.ts';
import { factsOf } from '../workspace/facts.ts';
import { personalRules, whyNotPaged } from '../workspace/people.ts';
import { all, catchAllOf, everyoneIn, find, policyAt, shadowsIn, whoIsIn, type Workspace } from '../workspace/workspace.ts';
import { momentOf } from './inhibited.ts';
import { overAt } from './over.ts';
import { recentIncidents } from './recent-incidents.ts';
import type { State } from './state.ts';
import { quietOf } from './suppression.ts';

/**
 * What the state itself does not know: whether a person's devices are there, which kind of device asks, and since when (relay ms) whoever
 * asks has heard every alert; undefined when it does not hear them, as a laptop.
 */
export interface Surroundings {
  listeningSince?: Instant | undefined;
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
export function rulesFor(
  state: State,
  incident: Incident,
  { reach, channel = 'desktop', listeningSince }: Surroundings = {},
): EscalationRules {
  const { workspace } = state;
  const policy = policyOf(workspace, incident);
  const profile = profileIn(state, incident);
  const facts = () => factsOf(workspace, incident, () => recentIncidents(state, incident));
  return {
    policy,
    profile,
    catchAll: catchAllOf(workspace),
    whoIs: whoIsIn(workspace, incident),
    shadows: shadowsIn(workspace),
    whyNot: (person, at) => whyNotPaged(find(workspace, 'person', person), at, (since) => burdenOf(state, incident, person, since)),
    everyone: () => everyoneIn(workspace),
    facts,
    quiet: (now) => quietOf(state, incident, { facts, moment: momentOf(state, incident, now) }),
    overAt: (now) => (listeningSince === undefined ? undefined : overAt(state, incident, listeningSince, now)),
    moment: (now) => momentOf(state, incident, now),
    reach: reach ?? (() => 'yes'),
    rooms: () => all(workspace, 'channel').filter((room) => opensByRule(room) || room.for !== undefined),
    blockedUntil: blockedUntil(state, incident),
    personal: (person) => personalRules(find(workspace, 'person', person), channel, profile.urgency),
  };
}

function profileIn({ workspace }: State, { severity }: Incident): SeverityProfile {
  return profileOf(severity, find(workspace, 'organisation', 'organisation')?.severities);
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
