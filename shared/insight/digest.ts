import { isOpen, type Incident } from '../incident/incident.ts';
import { joined, shiftsBetween, type Shift } from '../schedule/on-call.ts';
import type { State } from '../state/state.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import { all, type Workspace } from '../workspace/workspace.ts';
import type { DigestScope } from './digest-scope.ts';

/** How long a digest looks back unless asked otherwise, ms. */
export const digestMs = DAY_MS;
/** How far a digest looks for the next hand-off, ms. */
const aheadMs = 35 * DAY_MS;

/** Who is on call for a schedule when a digest is told, and who comes next; `next` undefined when nothing changes in the coming weeks. */
export interface DigestWatch {
  schedule: string;
  onCall: readonly Shift[];
  next?: Shift | undefined;
}

/**
 * What one ought to know once a day (S81), from `from` to `until` (relay ms); incidents that were a test are left out.
 * - `ringing`, `held` and `quiet` are what is open, unresolved: nobody has it, somebody has it, something keeps it back; oldest first.
 * - `began` and `resolved` are what did so in that time; `changed` what is open, began before it and has had news in it.
 * - `watches` are the schedules in the workspace's order.
 */
export interface Digest {
  from: Instant;
  until: Instant;
  ringing: readonly Incident[];
  held: readonly Incident[];
  quiet: readonly Incident[];
  began: readonly Incident[];
  resolved: readonly Incident[];
  changed: readonly Incident[];
  watches: readonly DigestWatch[];
}

/** Gathers a digest at `now` of what a state knows, or of what `scope` names alone; a relay forgets what was resolved more than a day ago. */
export function digestOf(
  state: Pick<State, 'incidents' | 'workspace'>,
  now: Instant,
  lengthMs: number = digestMs,
  scope?: DigestScope,
): Digest {
  const from = now - lengthMs;
  const within = (at: Instant | undefined) => at !== undefined && at > from && at <= now;
  const isMeant = ({ test, service }: Incident) => !test && (!scope || scope.services.has(service));
  const incidents = [...state.incidents.values()].filter(isMeant).toSorted((a, b) => a.triggeredAt - b.triggeredAt);
  const open = incidents.filter(isOpen);
  const standing = (status: Incident['status']) => open.filter((incident) => incident.status === status);
  return {
    from,
    until: now,
    ringing: standing('triggered'),
    held: standing('acknowledged'),
    quiet: standing('suppressed'),
    began: incidents.filter(({ triggeredAt }) => within(triggeredAt)),
    resolved: incidents.filter((incident) => !isOpen(incident) && within(incident.resolution?.at)),
    changed: open.filter(({ triggeredAt, lastEventAt }) => !within(triggeredAt) && within(lastEventAt)),
    watches: schedulesOf(state.workspace, scope).map((schedule) => {
      const shifts = joined(shiftsBetween(schedule, now, now + aheadMs));
      return {
        schedule: schedule.id,
        onCall: shifts.filter((shift) => shift.from <= now && now < shift.until),
        next: shifts.filter((shift) => shift.from > now).toSorted((a, b) => a.from - b.from)[0],
      };
    }),
  };
}

function schedulesOf(workspace: Workspace, scope: DigestScope | undefined) {
  return all(workspace, 'schedule').filter(({ id }) => !scope || scope.schedules.has(id));
}
