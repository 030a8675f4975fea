import { holds } from '../condition/evaluate.ts';
import { isOpen, type Incident } from '../incident/incident.ts';
import { derivedId } from '../log/derived-id.ts';
import type { Grouping } from '../noise/grouping.ts';
import type { Suppression } from '../noise/suppression.ts';
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
 * made to page with it: an alert that pages joins one that does, and one that is kept quiet one that the same keeps quiet, for with
 * another it would be so for as long as that lasts. One that only would `wait` joins one that pages, for joining pages nobody, or one
 * that waits no longer.
 */
export function groupToJoin(
  state: State,
  { by, key }: Group,
  alert: { quiet: Suppression | undefined; wait: Suppression | undefined },
  now: Instant,
): string | undefined {
  const open = (state.noise.openByGroup.get(key) ?? [])
    .flatMap((id) => state.incidents.get(id) ?? [])
    .filter((each) => hasRoom(each, by, now));
  const paging = open.findLast(({ status }) => status !== 'suppressed');
  const heldWhere = (fits: (held: Suppression) => boolean) => open.findLast(({ suppression }) => suppression && fits(suppression));
  const { quiet, wait } = alert;
  if (quiet) {
    return heldWhere((held) => isBySame(held, quiet))?.id;
  }
  return (paging ?? (wait && heldWhere((held) => isBySame(held, wait) || endsBy(held, wait.until))))?.id;
}

function isBySame(a: Suppression, b: Suppression): boolean {
  return !isWait(a) && a.reason === b.reason && a.by === b.by && a.incident === b.incident;
}

function endsBy(held: Suppression, end = Infinity): boolean {
  return isWait(held) && (held.until ?? Infinity) <= end;
}

function isWait({ reason }: Suppression): boolean {
  return reason === 'pause' || reason === 'flapping';
}

function hasRoom(incident: Incident, { windowMs, rolling, most }: Grouping, now: Instant): boolean {
  const { triggeredAt, lastAlertAt } = incident;
  const until = rolling ? Math.min(lastAlertAt + windowMs, triggeredAt + DAY_MS) : triggeredAt + windowMs;
  return isOpen(incident) && now < until && (incident.members?.length ?? 1) < most;
}
