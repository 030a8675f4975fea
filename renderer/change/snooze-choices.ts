import { HOUR_MS, MINUTE_MS, type Instant } from '../../shared/time/instant.ts';
import { instantOf, wallClockOf } from '../ui/wall-clock.ts';

/** One choice of the snooze menu. */
export type SnoozeChoice = { kind: 'for'; durationMs: number } | { kind: 'this-morning' | 'tomorrow'; durationMs: number; until: Instant };

const morning = 9;
/** Before this hour "tomorrow" may mean the morning that is about to come, so both are offered. */
const smallHoursEnd = 6;

/** How long one may snooze at a press: some durations, and until the morning of the person's own zone. */
export function snoozeChoices(now: Instant, zone: string | undefined): SnoozeChoice[] {
  const today = wallClockOf(now, zone);
  const nine = (daysAhead: number): Instant => instantOf({ ...today, day: today.day + daysAhead, hour: morning, minute: 0 }, zone);
  const until = (kind: 'this-morning' | 'tomorrow', at: Instant): SnoozeChoice => ({ kind, until: at, durationMs: at - now });
  return [
    ...[15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS].map((durationMs): SnoozeChoice => ({ kind: 'for', durationMs })),
    ...(today.hour < smallHoursEnd ? [until('this-morning', nine(0))] : []),
    until('tomorrow', nine(1)),
  ];
}

/** A duration as the command takes it; whole seconds, and never a nothing. */
export function wholeSeconds(durationMs: number): number {
  return Math.max(1, Math.round(durationMs / 1000)) * 1000;
}
