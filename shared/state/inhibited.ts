import { holds, isTimed, nextChange, type Moment } from '../condition/evaluate.ts';
import { isHolidayIn } from '../condition/holidays.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import type { Inhibition } from '../noise/inhibition.ts';
import type { Instant } from '../time/instant.ts';
import { findZone, type Zone } from '../time/zone.ts';
import { factsOf } from '../workspace/facts.ts';
import { all, policyAt } from '../workspace/workspace.ts';
import { equalKey, refreshSources, sourcesOf, type Measured } from './sources.ts';
import type { Asked, Quiet } from './quiet.ts';
import { recentIncidents } from './recent-incidents.ts';
import type { State } from './state.ts';

/** The present, as conditions about an incident see it: in its policy's zone and with its policy's holidays (ESC23). */
export function momentOf(
  { workspace }: Pick<State, 'workspace'>,
  { policy: { id, revision } }: Pick<Incident, 'policy'>,
  now: Instant,
): Moment {
  const { zone, holidays } = policyAt(workspace, id, revision) ?? {};
  return { now, zone: findZone(zone ?? 'UTC') as Zone, isHoliday: (date) => holidays !== undefined && isHolidayIn(holidays, date) };
}

/**
 * Whether an open incident inhibits one (Alertmanager, B2): it matches the source, has the same values, what neither has counting as
 * the same, and is another. What matches both sides is not inhibited by what also does. One that pages nobody itself still inhibits,
 * unless it does so for the very incident it would keep quiet: two never keep each other quiet for good.
 */
export function inhibitionOf(state: State, incident: Incident, asked: Asked): Quiet {
  const inhibitions = all(state.workspace, 'inhibition');
  const { moment } = asked;
  let lookAt: Instant | undefined;
  const soonest = (at: Instant | undefined) => {
    lookAt = at === undefined ? lookAt : Math.min(at, lookAt ?? at);
  };
  for (const inhibition of inhibitions) {
    const { id: by, source, target } = inhibition;
    soonest(nextChange(target, moment));
    if (!holds(target, asked.facts(), moment)) {
      continue;
    }
    refresh(state, inhibitions, moment.now);
    soonest(nextChange(source, moment));
    const isBoth = holds(source, asked.facts(), moment);
    for (const id of sourcesOf(state.noise.sources, inhibition, equalKey(inhibition, asked.facts()), isBoth)) {
      const other = state.incidents.get(id);
      if (
        other &&
        other.id !== incident.id &&
        inhibits(state, other, inhibition, { isBoth, now: moment.now }) &&
        !hangsOn(state, other, incident.id)
      ) {
        return { suppression: { reason: 'inhibition', by, incident: id }, lookAt };
      }
    }
  }
  return { lookAt };
}

/** What depends on the time of day is measured again; the rest the index knows. */
function inhibits(state: State, other: Incident, { source, target }: Inhibition, at: { isBoth: boolean; now: Instant }): boolean {
  if (!isOpen(other)) {
    return false;
  }
  if (!isTimed(source) && !isTimed(target)) {
    return true;
  }
  const measured = measure(state, other, at.now);
  return measured.holds(source) && !(at.isBoth && measured.holds(target));
}

/** Whether what keeps an incident quiet leads back to another. */
function hangsOn(state: State, from: Incident, id: string): boolean {
  const seen = new Set<string>();
  for (let each: Incident | undefined = from; each && !seen.has(each.id); each = state.incidents.get(each.suppression?.incident ?? '')) {
    if (each.id === id) {
      return true;
    }
    seen.add(each.id);
  }
  return false;
}

function measure(state: State, incident: Incident, now: Instant): Measured {
  const moment = momentOf(state, incident, now);
  const facts = factsOf(state.workspace, incident, () => recentIncidents(state, incident));
  return { facts: () => facts, holds: (condition) => holds(condition, facts, moment) };
}

function refresh(state: State, inhibitions: readonly Inhibition[], now: Instant): void {
  refreshSources(state.noise.sources, state.incidents, inhibitions, (incident) => measure(state, incident, now));
}
