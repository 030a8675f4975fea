import { dateOfDayNumber, dayNumberOf, parseDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { findZone, instantsOf, localAt, type Zone } from '../time/zone.ts';
import type { Override, Rotation, Schedule } from './definition.ts';

/** A stretch of time one person is on call: from `from` up to, not including, `until` (relay ms). */
export interface Shift {
  person: string;
  from: Instant;
  until: Instant;
  /** The override that put the person there; undefined for the rotation's own turn. */
  override?: string | undefined;
}

interface Clockwork {
  zone: Zone;
  firstDay: number;
  days: number;
  hour: number;
  minute: number;
}

function clockworkOf(schedule: Schedule): Clockwork {
  const zone = findZone(schedule.zone);
  const start = parseDate(schedule.rotation.startsOn);
  if (!zone || !start) {
    throw new RangeError(`Schedule ${schedule.id} was not validated: zone ${schedule.zone}, start ${schedule.rotation.startsOn}.`);
  }
  const { turn, handoffAt } = schedule.rotation;
  const [hour, minute] = handoffAt.split(':').map(Number);
  return {
    zone,
    firstDay: dayNumberOf(start),
    days: turn.length * (turn.unit === 'week' ? 7 : 1),
    hour: hour ?? 0,
    minute: minute ?? 0,
  };
}

/** The instant turn `k` starts: the first occurrence of an ambiguous hand-off time, the jump itself for a missing one (B2, D1). */
function handoffInstant({ zone, firstDay, days, hour, minute }: Clockwork, k: number): Instant {
  return instantsOf(zone, { ...dateOfDayNumber(firstDay + k * days), hour, minute, second: 0 }).first;
}

function turnIndexAt(clockwork: Clockwork, at: Instant): number {
  const local = localAt(clockwork.zone, at);
  let k = Math.floor((dayNumberOf(local) - clockwork.firstDay) / clockwork.days);
  // A hand-off later that day, or one shifted by a clock change, moves the estimate by one turn at most each way.
  while (handoffInstant(clockwork, k) > at) {
    k -= 1;
  }
  while (handoffInstant(clockwork, k + 1) <= at) {
    k += 1;
  }
  return k;
}

function participantOf(rotation: Rotation, k: number): string {
  const count = rotation.participants.length;
  return rotation.participants[((k % count) + count) % count]?.person ?? '';
}

/** The place among the overrides of the one in force at an instant: of those that cover it, the one added last; -1 for none. */
function overrideIndexAt(overrides: readonly Override[], at: Instant): number {
  return overrides.findLastIndex((override) => override.from <= at && at < override.until);
}

/** How long what is in force at an instant stays so: until an override that goes before it starts, or its own end. */
function inForceUntil(overrides: readonly Override[], index: number, at: Instant): Instant {
  const starts = overrides.slice(index + 1).flatMap(({ from }) => (from > at ? [from] : []));
  return Math.min(overrides[index]?.until ?? Infinity, ...starts);
}

/** Since when what is in force at an instant is so: from its own start, or from the end of what went before it. */
function inForceSince(overrides: readonly Override[], index: number, startsAt: Instant, at: Instant): Instant {
  return overrides.slice(index + 1).reduce((since, { until }) => (until <= at ? Math.max(since, until) : since), startsAt);
}

/**
 * The shifts of a schedule that touch [from, until), in order, without a hole, adjoining shifts of one person and cause joined.
 * The first and the last are given whole, so `shifts[0].from` may lie before `from`.
 * A rotation is endless: before `startsOn` nobody is on call but by override.
 */
export function shiftsBetween(schedule: Schedule, from: Instant, until: Instant): Shift[] {
  const { overrides } = schedule;
  const clockwork = clockworkOf(schedule);
  const rotationStart = handoffInstant(clockwork, 0);
  const shifts: Shift[] = [];
  let at = from;
  while (at < until) {
    const index = overrideIndexAt(overrides, at);
    const override = overrides[index];
    const edge = inForceUntil(overrides, index, at);
    let piece: Shift | undefined;
    if (override) {
      const since = at === from ? inForceSince(overrides, index, override.from, at) : at;
      piece = { person: override.person, from: since, until: edge, override: override.id };
    } else if (at >= rotationStart) {
      const k = turnIndexAt(clockwork, at);
      const since = at === from ? inForceSince(overrides, index, handoffInstant(clockwork, k), at) : at;
      piece = { person: participantOf(schedule.rotation, k), from: since, until: Math.min(handoffInstant(clockwork, k + 1), edge) };
    }
    const next = piece ? piece.until : Math.min(rotationStart, edge);
    const last = shifts.at(-1);
    if (piece && last && last.person === piece.person && last.override === piece.override && last.until === piece.from) {
      last.until = piece.until;
    } else if (piece) {
      shifts.push(piece);
    }
    at = next;
  }
  return shifts;
}

/** Who is on call at an instant and until when; undefined when nobody is. */
export function onCallAt(schedule: Schedule, at: Instant): Shift | undefined {
  return shiftsBetween(schedule, at, at + 1)[0];
}

/** The first shift of `person` that starts after `at`, within `horizonMs`; undefined when there is none. */
export function nextShiftOf(schedule: Schedule, person: string, at: Instant, horizonMs: number): Shift | undefined {
  return shiftsBetween(schedule, at, at + horizonMs).find((shift) => shift.person === person && shift.from > at);
}
