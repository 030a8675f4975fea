import { holds } from '../condition/evaluate.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import { derivedId } from '../log/derived-id.ts';
import type { Grouping } from '../noise/grouping.ts';
import type { Asked } from '../state/quiet.ts';
import type { State } from '../state/state.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { all, inOrder } from '../workspace/workspace.ts';

/** The grouping an alert falls under, and the key its group has. */
export interface Group {
  by: Grouping;
  key: string;
}

/**
 * The group an incident would collect for: of the first grouping, by `order`, whose `when` holds. Alerts of one group share the service,
 * the policy and the values of `by`, what none of them has counting as the same; those that have none of these fields are in no group.
 */
export function groupOf({ workspace }: State, { service, policy }: Incident, { facts, moment }: Asked): Group | undefined {
  for (const by of inOrder(all(workspace, 'grouping'))) {
    if (by.when === undefined || holds(by.when, facts(), moment)) {
      const known = facts();
      const values = by.by.map((field) => known[field] ?? '');
      const hasNothing = values.length > 0 && values.every((value) => value === '');
      return hasNothing ? undefined : { by, key: derivedId(['group', by.id, service, policy.id, values]) };
    }
  }
  return undefined;
}

/**
 * The open incident of a group that an alert joins: within the window and with room. What is silenced must not hide what is not, nor be
 * made to page with it: an alert that pages joins one that does, and one that is kept quiet one that is. One that only would wait joins
 * either, for joining pages nobody.
 */
export function groupToJoin(
  state: State,
  { by, key }: Group,
  alert: { isQuiet: boolean; waits: boolean },
  now: Instant,
): string | undefined {
  const open = (state.noise.openByGroup.get(key) ?? [])
    .flatMap((id) => state.incidents.get(id) ?? [])
    .filter((each) => hasRoom(each, by, now));
  const paging = open.findLast(({ status }) => status !== 'suppressed');
  const quiet = open.findLast(({ status }) => status === 'suppressed');
  return (alert.isQuiet ? quiet : alert.waits ? (paging ?? quiet) : paging)?.id;
}

function hasRoom(incident: Incident, { windowMs, rolling, most }: Grouping, now: Instant): boolean {
  const { triggeredAt, lastAlertAt } = incident;
  const until = rolling ? Math.min(lastAlertAt + windowMs, triggeredAt + DAY_MS) : triggeredAt + windowMs;
  return isOpen(incident) && now < until && (incident.members?.length ?? 1) < most;
}
