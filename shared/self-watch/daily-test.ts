import { dateOfDayNumber, dayNumberOf, weekdayOfDayNumber } from '../time/calendar.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../time/instant.ts';
import { instantsOf, localAt, type Zone } from '../time/zone.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onCallFrom } from './duty.ts';

/** When the daily test comes unless the person chose another time, on their own wall clock. */
export const defaultTestTime = '10:00';
/** Whoever is on call within this time has their bell tested every day (C11). */
export const testAheadMs = 7 * DAY_MS;
/** A laptop that was off at the time is tested this much later at the most: nobody wants it in the evening. */
const testLateMs = 10 * HOUR_MS;

/** A time of day as people choose it for the daily test, `10:00`, or `off`. */
export type TestTime = string;

/** Whether a text is a time of day as `HH:MM`. */
export function isTestTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** What the daily test goes by; `lastAt` is when this device was last tested (relay ms). */
export interface TestAsked {
  workspace: Workspace;
  person: string;
  zone: Zone;
  time: TestTime;
  lastAt: Instant | undefined;
}

/**
 * Whether this device's bell is to be tested at `now` (C11): once a day from the chosen time on, for whoever is on call in the coming
 * week; at a weekend only while they are.
 */
export function isTestDue({ workspace, person, zone, time, lastAt }: TestAsked, now: Instant): boolean {
  if (!isTestTime(time)) {
    return false;
  }
  const day = dayNumberOf(localAt(zone, now));
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const from = instantsOf(zone, { ...dateOfDayNumber(day), hour, minute, second: 0 }).first;
  const isDone = lastAt !== undefined && dayNumberOf(localAt(zone, lastAt)) >= day;
  if (isDone || now < from || now >= from + testLateMs) {
    return false;
  }
  const isWeekend = weekdayOfDayNumber(day) > 5;
  return onCallFrom(workspace, person, now, isWeekend ? 1 : testAheadMs) !== undefined;
}
