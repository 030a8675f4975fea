import type { Connection, Desk, Duty, OnCallRow, ReturnedCommand } from '../../shared/bridge/desk.ts';
import { isOpen } from '../../shared/incident/incident.ts';
import { isDeviceFact } from '../../shared/log/device-fact.ts';
import type { AuthorPart } from '../../shared/log/envelope.ts';
import { peopleOnCall } from '../../shared/schedule/on-call.ts';
import type { State } from '../../shared/state/state.ts';
import type { OverlayEntry } from '../../shared/sync/overlay.ts';
import { zoneDataVersion } from '../../shared/time/zone.ts';
import { all, find, nameOf } from '../../shared/workspace/workspace.ts';
import { aheadOf } from './ahead.ts';
import { queueOf } from './queue-view.ts';

/** A returned command as the store keeps it. */
export interface ReturnedRecord {
  id: string;
  outcome: 'parked' | 'refused';
  why: string;
  at: number;
  author: string;
}

/** What the desk is made from. */
export interface DeskFacts {
  state: State;
  me: string;
  now: number;
  overlay: readonly OverlayEntry[];
  returned: readonly ReturnedRecord[];
  connection: Connection;
}

/** How many commands of this device wait for the relay. */
export function pendingCommands(overlay: readonly OverlayEntry[]): number {
  return overlay.filter(({ kind, event }) => kind === 'pending' && !isDeviceFact(event.type)).length;
}

function dutiesOf({ state: { workspace }, me, now }: DeskFacts): Pick<Desk, 'onDuty' | 'nextDuty' | 'laterDuties' | 'onCall'> {
  const onDuty: Duty[] = [];
  const upcoming: Duty[] = [];
  const onCall = all(workspace, 'schedule').map((schedule): OnCallRow => {
    const named = { id: schedule.id, name: schedule.name };
    const person = (id: string) => ({ id, name: nameOf(workspace, 'person', id) });
    const { shifts, watches } = aheadOf(schedule, now);
    const [shift, ...others] = shifts.filter(({ from, until }) => from <= now && now < until);
    const next = watches.find(({ from }) => from > now);
    for (const { person: id, from, until } of watches) {
      if (id === me && until > now) {
        (from <= now ? onDuty : upcoming).push({ schedule: named, from, until });
      }
    }
    const also = [...new Set(others.map((other) => other.person))].filter((id) => id !== shift?.person);
    return {
      schedule: named,
      zone: schedule.zone,
      person: shift && person(shift.person),
      until: shift?.until,
      also: also.map(person),
      backup: peopleOnCall(schedule, now, 'backup').map(person),
      next: next && { person: person(next.person), from: next.from },
    };
  });
  const [nextDuty, ...later] = upcoming.toSorted((a, b) => a.from - b.from);
  return { onDuty, nextDuty, laterDuties: later.slice(0, 4), onCall };
}

function returnedRow({ state }: DeskFacts, { id, outcome, why, at, author }: ReturnedRecord): ReturnedCommand {
  const part = JSON.parse(author) as AuthorPart;
  const incident = state.incidents.get(part.entity.id);
  const schedule = part.entity.kind === 'schedule' ? find(state.workspace, 'schedule', part.entity.id) : undefined;
  return {
    id,
    outcome,
    why,
    at,
    type: part.type,
    incident: incident && { id: incident.id, number: incident.number, title: incident.title },
    schedule: schedule && { id: schedule.id, name: schedule.name },
    canReapply: schedule !== undefined || (incident !== undefined && isOpen(incident) && part.type.startsWith('incident.')),
  };
}

function zonesDiffer({ workspace: { zoneData } }: State): Desk['zonesDiffer'] {
  return zoneData === undefined || zoneData === zoneDataVersion ? undefined : { relay: zoneData, here: zoneDataVersion };
}

/** Everything of the desk that comes from the log; settings and the system's state are added by the desk itself. */
export function deskFrom(
  facts: DeskFacts,
): Pick<
  Desk,
  | 'me'
  | 'organisation'
  | 'connection'
  | 'zonesDiffer'
  | 'notUnderstood'
  | 'onDuty'
  | 'nextDuty'
  | 'laterDuties'
  | 'onCall'
  | 'queue'
  | 'suppressed'
  | 'returned'
  | 'handoffs'
  | 'people'
  | 'services'
> {
  const { state, me } = facts;
  const person = find(state.workspace, 'person', me);
  return {
    me: { id: me, name: person?.name ?? me, role: person?.role ?? 'responder', zone: person?.zone },
    organisation: find(state.workspace, 'organisation', 'organisation')?.name ?? '',
    connection: facts.connection,
    zonesDiffer: zonesDiffer(state),
    notUnderstood: state.notUnderstood.length > 0 ? [...new Set(state.notUnderstood.map(({ type }) => type))] : undefined,
    ...dutiesOf(facts),
    ...queueOf(facts),
    returned: facts.returned.map((returned) => returnedRow(facts, returned)),
    handoffs: [...state.handoffs.values()].filter(({ to, from }) => to === me || from === me).toSorted((a, b) => b.offeredAt - a.offeredAt),
    people: all(state.workspace, 'person').map(({ id, name }) => ({ id, name })),
    services: all(state.workspace, 'service').map(({ id, name }) => ({ id, name })),
  };
}
