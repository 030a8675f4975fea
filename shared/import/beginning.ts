import type { TurnLength } from '../schedule/turns.ts';
import { formatDate, localOfWallMs, wallMsOf } from '../time/calendar.ts';
import { HOUR_MS, type Instant } from '../time/instant.ts';
import { findZone, localAt } from '../time/zone.ts';

const hourSeconds = 3600;
const mostUnits = 366;

/**
 * Turns of so many seconds on the wall clock; undefined for what is no whole number of hours or too long. Days are counted as 24 hours of
 * the wall clock where some weekdays are not served, because turns of days count served days alone (SCH11).
 */
export function turnOfSeconds(seconds: number, hasUnservedDays: boolean): TurnLength | undefined {
  const hours = seconds / hourSeconds;
  if (!Number.isInteger(hours) || hours < 1) {
    return undefined;
  }
  const days = hours / 24;
  const unit =
    days % 7 === 0
      ? ({ unit: 'week', length: days / 7 } as const)
      : Number.isInteger(days) && !hasUnservedDays
        ? ({ unit: 'day', length: days } as const)
        : ({ unit: 'hour', length: hours } as const);
  return unit.length <= mostUnits ? unit : undefined;
}

/** How long a turn is on the wall clock. */
export function wallMsOfTurn({ unit, length }: TurnLength): number {
  return { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS, month: 730 * HOUR_MS }[unit] * length;
}

/** A first hand-off on a wall clock. */
export interface Beginning {
  startsOn: string;
  handoffAt: string;
  /** False where seconds had to be left out. */
  isExact: boolean;
}

/** The wall time of an instant in a zone as the first hand-off of a rotation. Throws a RangeError for a zone nobody checked. */
export function beginningAt(instant: Instant, zoneName: string): Beginning {
  const zone = findZone(zoneName);
  if (!zone) {
    throw new RangeError(`This zone was not checked: ${zoneName}.`);
  }
  return beginningOfWall(wallMsOf(localAt(zone, instant)));
}

/** A wall time as the first hand-off of a rotation. */
export function beginningOfWall(wallMs: number): Beginning {
  const local = localOfWallMs(wallMs);
  const two = (n: number) => String(n).padStart(2, '0');
  return { startsOn: formatDate(local), handoffAt: `${two(local.hour)}:${two(local.minute)}`, isExact: local.second === 0 };
}

/** The same rotation begun whole rounds earlier, at or before an instant: the turns are the same, and there are some before. */
export function begunBy(instant: Instant, first: Instant, turn: TurnLength, members: number, zoneName: string): Beginning {
  const zone = findZone(zoneName);
  if (!zone || instant >= first) {
    return beginningAt(first, zoneName);
  }
  const roundMs = wallMsOfTurn(turn) * Math.max(1, members);
  const rounds = Math.ceil((wallMsOf(localAt(zone, first)) - wallMsOf(localAt(zone, instant))) / roundMs);
  return beginningOfWall(wallMsOf(localAt(zone, first)) - Math.max(0, rounds) * roundMs);
}
