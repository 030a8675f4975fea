import { profileOf } from '../escalation/severity-profile.ts';
import type { Incident } from '../incident/incident.ts';
import type { StormLimit } from '../noise/suppression.ts';
import type { Instant } from '../time/instant.ts';
import { find } from '../workspace/workspace.ts';
import { beganToPage, wantedToPage } from './noise-index.ts';
import type { State } from './state.ts';

/** How many incidents of a service may page within which time; undefined when the organisation sets no limit, or the severity pages nobody. */
export function stormLimitOf({ workspace }: State, { severity }: Pick<Incident, 'severity'>): StormLimit | undefined {
  const organisation = find(workspace, 'organisation', 'organisation');
  return organisation?.noise?.storm && profileOf(severity, organisation.severities).pages ? organisation.noise.storm : undefined;
}

/** Whether as many incidents of a service wanted to page within the limit's time before `now` as may: one more is a storm. */
export function isStorm(state: State, service: string, limit: StormLimit, now: Instant): boolean {
  return oldestOfMost(state, service, limit, now, wantedToPage) !== undefined;
}

/** When one more of a service's incidents may begin to page: at once, which is `now`, or when the oldest of as many as may has left the limit's time. */
export function nextFree(state: State, service: string, limit: StormLimit, now: Instant): Instant {
  const oldest = oldestOfMost(state, service, limit, now, beganToPage);
  return oldest === undefined ? now : oldest + limit.withinMs;
}

/** When the first of the latest `most` of a service's incidents did what `when` says, within the limit's time; undefined while there are fewer. */
function oldestOfMost(
  state: State,
  service: string,
  { most, withinMs }: StormLimit,
  now: Instant,
  when: (incident: Incident) => Instant | undefined,
): Instant | undefined {
  let count = 0;
  for (let each = state.noise.began.get(service); each && each.at > now - withinMs; each = each.before) {
    const incident = state.incidents.get(each.id);
    if (incident && !incident.storm && when(incident) === each.at && stormLimitOf(state, incident)) {
      count += 1;
      if (count === most) {
        return each.at;
      }
    }
  }
  return undefined;
}

/** The open summary of a service's storm; undefined when there is none. */
export function openStorm(state: State, service: string): Incident | undefined {
  return state.incidents.get(state.noise.stormOf.get(service) ?? '');
}
