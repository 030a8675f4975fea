import type { Desk, ReturnedCommand } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { nameOfRow, type Happening, type OnCallLine } from './happening.ts';

/** Tells what changed from one desk to the next. While a catch-up runs only the connection counts: half of a history is no news. */
export class Happenings {
  #shown: Desk | undefined;
  /** Incidents something was done to from here, until the relay has answered. */
  readonly #mine = new Set<string>();

  /** Something was just done to an incident from here. */
  did(incident: string): void {
    this.#mine.add(incident);
  }

  next(desk: Desk): Happening[] {
    const before = this.#shown;
    desk.queue.filter(({ pending }) => pending > 0).forEach(({ id }) => this.#mine.add(id));
    const connection = connectionChange(before, desk);
    if (desk.connection.state === 'updating' || desk.connection.state === 'connecting') {
      this.#shown = { ...(before ?? emptied(desk)), connection: desk.connection };
      return connection;
    }
    this.#shown = desk;
    const rowsBefore = new Map(before?.queue.map((row) => [row.id, row]));
    return [
      ...connection,
      ...updateDue(before, desk),
      ...onCallChange(before, desk),
      ...desk.queue.flatMap((row) => this.#rowChange(rowsBefore.get(row.id), row, desk)),
      ...newlyReturned(before, desk).map(returnedHappening),
      ...desk.queue.flatMap((row) => this.#confirmation(before, row, desk)),
    ];
  }

  #rowChange(was: IncidentRow | undefined, row: IncidentRow, desk: Desk): Happening[] {
    const incident = nameOfRow(row);
    const found: Happening[] = [];
    const change = statusChange(was, row);
    if (change) {
      const by = change === 'acknowledged' ? row.heldBy : change === 'resolved' ? row.resolvedBy : undefined;
      found.push({ event: 'incident', change, incident, by: by?.name, isMine: by?.id === desk.me?.id && this.#mine.has(row.id) });
    }
    const known = new Set(was?.epoch === row.epoch ? was.paged.map(({ id }) => id) : []);
    const others = row.paged.filter(({ id }) => !known.has(id) && id !== desk.me?.id);
    if (row.status === 'triggered' && others.length > 0) {
      found.push({ event: 'paged', incident, people: others.map(({ name }) => name) });
    }
    return found;
  }

  /** The relay's answer to what was done here: its word is in the log once nothing of ours is pending on the incident. */
  #confirmation(before: Desk | undefined, row: IncidentRow, desk: Desk): Happening[] {
    if (!this.#mine.has(row.id) || row.pending > 0) {
      return [];
    }
    this.#mine.delete(row.id);
    const cameBack = newlyReturned(before, desk).some(({ incident }) => incident?.id === row.id);
    return cameBack ? [] : [{ event: 'confirmed', incident: nameOfRow(row) }];
  }
}

function emptied(desk: Desk): Desk {
  return { ...desk, queue: [], onCall: [], returned: [], notUnderstood: undefined };
}

function connectionChange(before: Desk | undefined, { connection }: Desk): Happening[] {
  const { state, why, relayUrl, pending } = connection;
  const isSame = before?.connection.state === state;
  return isSame || state === 'connecting' || state === 'unpaired' ? [] : [{ event: 'connection', state, why, relay: relayUrl, pending }];
}

function updateDue(before: Desk | undefined, { notUnderstood = [] }: Desk): Happening[] {
  const known = new Set(before?.notUnderstood);
  return notUnderstood.some((type) => !known.has(type)) ? [{ event: 'update-due', types: notUnderstood }] : [];
}

function onCallLines({ onCall, me }: Desk): OnCallLine[] {
  return onCall.map(({ schedule, person, until }) => ({
    schedule: schedule.name,
    person: person?.name,
    isMe: person !== undefined && person.id === me?.id,
    until,
  }));
}

function onCallChange(before: Desk | undefined, desk: Desk): Happening[] {
  const schedules = onCallLines(desk);
  const isSame = before !== undefined && JSON.stringify(onCallLines(before)) === JSON.stringify(schedules);
  return isSame || schedules.length === 0 ? [] : [{ event: 'on-call', schedules }];
}

function statusChange(
  was: IncidentRow | undefined,
  row: IncidentRow,
): 'triggered' | 'acknowledged' | 'resolved' | 'rings-again' | undefined {
  if (!was) {
    return row.status === 'resolved' || row.status === 'suppressed' ? undefined : row.status;
  }
  if (row.status === 'triggered') {
    return was.status === 'triggered' && was.epoch === row.epoch ? undefined : 'rings-again';
  }
  return was.status === row.status || row.status === 'suppressed' ? undefined : row.status;
}

function newlyReturned(before: Desk | undefined, desk: Desk): ReturnedCommand[] {
  const known = new Set(before?.returned.map(({ id }) => id));
  return desk.returned.filter(({ id }) => !known.has(id));
}

function returnedHappening({ outcome, why, incident }: ReturnedCommand): Happening {
  return { event: 'returned', outcome, why, incident: incident?.number };
}
