import type { Stretch } from '../balance/stretch.ts';
import { dateOfDayNumber, dayNumberOf, localOfWallMs, parseDate, wallMsOf } from '../time/calendar.ts';
import { HOUR_MS } from '../time/instant.ts';
import { findZone, instantsOf } from '../time/zone.ts';
import { mostSlots } from './request.ts';
import type { FairProblem } from './problem.ts';

/**
 * What slots are asked for: `count` stretches of `length` hours, days or weeks, one after another, from the local date `startsOn`
 * (YYYY-MM-DD) at `handoffAt` (HH:MM) on the wall clock of `zone` (IANA).
 */
export interface SlotRequest {
  zone: string;
  handoffAt: string;
  unit: 'hour' | 'day' | 'week';
  length: number;
  startsOn: string;
  count: number;
}

/**
 * The slots of a rotation, from hand-off to hand-off without a gap (C9, D1): hand-offs come at the same time on the wall, an hour the
 * clocks repeat at its first occurrence and one they skip at the jump, so a slot over a change of clocks is longer or shorter. A `problem`
 * says what cannot be read.
 */
export function slotsOf(request: SlotRequest): { slots: Stretch[] } | { problem: FairProblem } {
  const { unit, length, count } = request;
  const zone = findZone(request.zone);
  const start = parseDate(request.startsOn);
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(request.handoffAt);
  if (!zone) {
    return { problem: { kind: 'unknown-zone', zone: request.zone } };
  }
  if (!start || !time) {
    return { problem: { kind: 'bad-handoff', startsOn: request.startsOn, handoffAt: request.handoffAt } };
  }
  if (!isCount(length, 8784) || !isCount(count, mostSlots)) {
    return { problem: { kind: 'bad-count', length, count } };
  }
  const first = { ...start, hour: Number(time[1]), minute: Number(time[2]), second: 0 };
  const handoff = (k: number) => {
    const local =
      unit === 'hour'
        ? localOfWallMs(wallMsOf(first) + k * length * HOUR_MS)
        : { ...first, ...dateOfDayNumber(dayNumberOf(first) + k * length * (unit === 'week' ? 7 : 1)) };
    return instantsOf(zone, local).first;
  };
  const handoffs = Array.from({ length: count + 1 }, (_, k) => handoff(k));
  // Where the clocks skip an hour, a slot of that one hour has no length and nobody need fill it.
  return { slots: handoffs.slice(0, -1).flatMap((from, k) => (from < (handoffs[k + 1] ?? from) ? [{ from, until: handoffs[k + 1] ?? from }] : [])) };
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
