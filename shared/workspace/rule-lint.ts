import type { Policy, Step, Target } from '../escalation/policy.ts';
import { severityProfiles } from '../escalation/severity-profile.ts';
import type { Schedule } from '../schedule/definition.ts';
import { takesTurns } from '../schedule/members.ts';
import type { Person, Team } from './definitions.ts';

/** What leads to people: of schedules only who takes turns in them is asked. */
export interface PathDefinitions {
  policy: readonly Policy[];
  schedule: readonly (Pick<Schedule, 'id'> & Parameters<typeof takesTurns>[0])[];
  team: readonly Team[];
}

/** A level whose step is over before a rule begins: its policy by name, its place from 1, and how long it waits, ms. */
export interface LateRule {
  policy: string;
  level: number;
  withinMs: number;
}

/** The first level that has gone on by the time a rule of somebody's begins; undefined when none has (D10). */
export function lateRule(
  person: string,
  { afterMs }: { afterMs: number },
  { policy: policies, ...leads }: PathDefinitions,
): LateRule | undefined {
  for (const policy of policies) {
    const i = policy.steps.findIndex((step) => withinOf(step) <= afterMs && step.targets.some((target) => mayMean(target, person, leads)));
    const step = policy.steps[i];
    if (step) {
      return { policy: policy.name, level: i + 1, withinMs: withinOf(step) };
    }
  }
  return undefined;
}

/**
 * When somebody who is paged beside their laptop for what is urgent is left with the laptop alone (OWN3); undefined for never. Whoever
 * has no quiet hours never is within them.
 */
export function quietGap({ pages = [], quietHours = [] }: Pick<Person, 'pages' | 'quietHours'>): 'quiet-hours' | 'other-hours' | undefined {
  const urgent = pages.filter(({ channel, urgency }) => channel !== 'desktop' && channel !== 'terminal' && urgency !== 'low');
  const has = (during: 'quiet-hours' | 'other-hours') => urgent.some((rule) => rule.during === undefined || rule.during === during);
  if (urgent.length === 0) {
    return undefined;
  }
  return quietHours.length > 0 && !has('quiet-hours') ? 'quiet-hours' : has('other-hours') ? undefined : 'other-hours';
}

function withinOf({ acknowledgeWithinMs }: Step): number {
  return acknowledgeWithinMs ?? severityProfiles.critical.acknowledgeWithinMs;
}

/** Whether a target may lead to a person, now or on another day. */
function mayMean(target: Target, person: string, { schedule: schedules, team: teams }: Omit<PathDefinitions, 'policy'>): boolean {
  switch (target.kind) {
    case 'person':
      return target.id === person;
    case 'schedule':
    case 'backup':
      return schedules.some((schedule) => schedule.id === target.id && takesTurns(schedule, person));
    case 'team':
    case 'next-of':
      return teams.some(({ id, members }) => id === target.id && members.includes(person));
    case 'role':
    case 'policy':
    case 'channel':
      return false;
  }
}
