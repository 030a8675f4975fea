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

/** The override in force at an instant: of those that cover it, the one added last. */
function overrideAt(overrides: readonly Override[], at: Instant): Override | undefined {
  return overrides.findLast((override) => override.from <= at && at < override.until);
}

/** The next instant after `at` at which an override starts or ends. */
function nextOverrideEdge(overrides: readonly Override[], at: Instant): Instant {
  let next = Infinity;
  for (const { from, until } of overrides) {
    if (from > at && from < next) {
      next = from;
    }
    if (until > at && until < next) {
      next = until;
    }
  }
  return next;
}

/**
 * The shifts of a schedule that touch [from, until), in order, without a hole, adjoining shifts of one person and cause joined.
 * The first and last are given whole where the rotation decides, so `shifts[0].from` may lie before `from`.
 * A rotation is endless: before `startsOn` nobody is on call but by override.
 */
export function shiftsBetween(schedule: Schedule, from: Instant, until: Instant): Shift[] {
  const clockwork = clockworkOf(schedule);
  const rotationStart = handoffInstant(clockwork, 0);
  const shifts: Shift[] = [];
  let at = from;
  while (at < until) {
    const override = overrideAt(schedule.overrides, at);
    const edge = nextOverrideEdge(schedule.overrides, at);
    let piece: Shift | undefined;
    if (override) {
      piece = { person: override.person, from: Math.max(at, override.from), until: edge, override: override.id };
    } else if (at >= rotationStart) {
      const k = turnIndexAt(clockwork, at);
      const turnStart = handoffInstant(clockwork, k);
      const turnEnd = handoffInstant(clockwork, k + 1);
      const covered = at === from && shifts.length === 0 ? uncoveredSince(schedule.overrides, turnStart, at) : at;
      piece = { person: participantOf(schedule.rotation, k), from: covered, until: Math.min(turnEnd, edge) };
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

/** The earliest instant from which no override covers the turn up to `at`. */
function uncoveredSince(overrides: readonly Override[], turnStart: Instant, at: Instant): Instant {
  return overrides.reduce((since, override) => (override.until <= at ? Math.max(since, override.until) : since), turnStart);
}

/** Who is on call at an instant and until when; undefined when nobody is. */
export function onCallAt(schedule: Schedule, at: Instant): Shift | undefined {
  return shiftsBetween(schedule, at, at + 1)[0];
}

/** The first shift of `person` that starts after `at`, within `horizonMs`; undefined when there is none. */
export function nextShiftOf(schedule: Schedule, person: string, at: Instant, horizonMs: number): Shift | undefined {
  return shiftsBetween(schedule, at, at + horizonMs).find((shift) => shift.person === person && shift.from > at);
}
