import type { Desk } from '../../shared/bridge/desk.ts';
import type { IncidentRow } from '../../shared/queue/row.ts';
import { nameOfRow, type Happening, type OnCallLine } from './happening.ts';

/** Tells what changed from one desk to the next. While a catch-up runs only the connection counts: half of a history is no news. */
export class Happenings {
  #shown: Desk | undefined;

  next(desk: Desk): Happening[] {
    const before = this.#shown;
    const connection = connectionChange(before, desk);
    if (desk.connection.state === 'updating' || desk.connection.state === 'connecting') {
      this.#shown = { ...(before ?? emptied(desk)), connection: desk.connection };
      return connection;
    }
    this.#shown = desk;
    return [
      ...connection,
      ...onCallChange(before, desk),
      ...desk.queue.flatMap((row) => rowChange(before?.queue.find(({ id }) => id === row.id), row, desk)),
      ...returnedChange(before, desk),
    ];
  }
}

function emptied(desk: Desk): Desk {
  return { ...desk, queue: [], onCall: [], returned: [] };
}

function connectionChange(before: Desk | undefined, { connection }: Desk): Happening[] {
  const { state, why, relayUrl, pending } = connection;
  const isSame = before?.connection.state === state;
  return isSame || state === 'connecting' || state === 'unpaired' ? [] : [{ event: 'connection', state, why, relay: relayUrl, pending }];
}

function onCallLines({ onCall, me }: Desk): OnCallLine[] {
  return onCall.map(({ schedule, person, until }) => ({ schedule: schedule.name, person: person?.name, isMe: person !== undefined && person.id === me?.id, until }));
}

function onCallChange(before: Desk | undefined, desk: Desk): Happening[] {
  const schedules = onCallLines(desk);
  const isSame = before !== undefined && JSON.stringify(onCallLines(before)) === JSON.stringify(schedules);
  return isSame || schedules.length === 0 ? [] : [{ event: 'on-call', schedules }];
}

function rowChange(was: IncidentRow | undefined, row: IncidentRow, desk: Desk): Happening[] {
  const incident = nameOfRow(row);
  const found: Happening[] = [];
  const change = statusChange(was, row);
  if (change) {
    const by = change === 'acknowledged' ? row.heldBy : change === 'resolved' ? row.resolvedBy : undefined;
    found.push({ event: 'incident', change, incident, by: by?.name, isMine: row.pending > 0 && by?.id === desk.me?.id });
  }
  const known = new Set(was?.epoch === row.epoch ? was.paged.map(({ id }) => id) : []);
  const others = row.paged.filter(({ id }) => !known.has(id) && id !== desk.me?.id);
  if (row.status === 'triggered' && others.length > 0) {
    found.push({ event: 'paged', incident, people: others.map(({ name }) => name) });
  }
  const cameBack = desk.returned.some((returned) => returned.incident?.id === row.id);
  if (was && was.pending > 0 && row.pending === 0 && !cameBack) {
    found.push({ event: 'confirmed', incident });
  }
  return found;
}

function statusChange(was: IncidentRow | undefined, row: IncidentRow): 'triggered' | 'acknowledged' | 'resolved' | 'rings-again' | undefined {
  if (!was) {
    return row.status === 'resolved' ? undefined : row.status;
  }
  if (row.status === 'triggered') {
    return was.status === 'triggered' && was.epoch === row.epoch ? undefined : 'rings-again';
  }
  return was.status === row.status ? undefined : row.status;
}

function returnedChange(before: Desk | undefined, desk: Desk): Happening[] {
  const known = new Set(before?.returned.map(({ id }) => id));
  return desk.returned
    .filter(({ id }) => !known.has(id))
    .map(({ outcome, why, incident }) => ({ event: 'returned', outcome, why, incident: incident?.number }));
}
