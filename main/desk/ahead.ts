import type { Schedule } from '../../shared/schedule/definition.ts';
import { joined, shiftsBetween, type Shift } from '../../shared/schedule/on-call.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';

const dutyHorizonMs = 92 * DAY_MS;

/** The shifts of a schedule from an hour on, and those of one person that follow on each other as one. */
interface Ahead {
  hour: number;
  shifts: Shift[];
  watches: Shift[];
}

const ahead = new WeakMap<Schedule, Ahead>();

/** The shifts of the weeks to come, worked out once an hour and whenever the schedule changes: the desk is drawn many times a second. */
export function aheadOf(schedule: Schedule, now: number): Ahead {
  const hour = Math.floor(now / HOUR_MS);
  const known = ahead.get(schedule);
  if (known?.hour === hour) {
    return known;
  }
  const shifts = shiftsBetween(schedule, hour * HOUR_MS, hour * HOUR_MS + dutyHorizonMs);
  const made = { hour, shifts, watches: joined(shifts) };
  ahead.set(schedule, made);
  return made;
}
