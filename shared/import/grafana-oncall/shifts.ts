import type { TurnLength } from '../../schedule/turns.ts';
import { weekdayOfDayNumber } from '../../time/calendar.ts';
import { DAY_MS, parseIso } from '../../time/instant.ts';
import { findZone } from '../../time/zone.ts';
import { beginningOfWall } from '../beginning.ts';
import type { Construct } from '../construct.ts';
import type { DraftRotation } from '../draft.ts';
import { moved } from '../neighbours.ts';
import { onDays, weekSpan, type WeekSpan } from '../week.ts';

/** A shift that recurs, as a rotation, and its level. */
export interface ShiftLevel {
  level: number;
  rotation: DraftRotation;
}

interface Recurrence {
  wallMs: number;
  minutes: number;
  frequency: string;
  interval: number;
  /** Monday being 0; none given: the day it begins on, or every day. */
  days: number[];
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const mostTogether = 10;

/** Reads a shift that recurs; undefined when no rotation here can say it, which is told. */
export function readShift(shift: Construct, scheduleZone: string): ShiftLevel | undefined {
  const zone = findZone(shift.text('time_zone') ?? scheduleZone);
  const recurrence = readRecurrence(shift);
  const groups = readGroups(shift);
  const together = Math.max(0, ...groups.map((group) => group.length));
  const made = recurrence && turnsOf(recurrence, shift.text('week_start') ?? 'SU', groups.length);
  if (!zone || !recurrence || !made || together === 0 || together > mostTogether) {
    const why =
      together === 0
        ? 'It names nobody.'
        : together > mostTogether
          ? `More than ${mostTogether} people are on call at once.`
          : 'How it recurs is no rotation that can be said here.';
    shift.leftOut(why, 'Write it by hand, or import its calendar: watchbell calendar import.');
    return undefined;
  }
  if (made.note !== undefined) {
    shift.approximated(made.note);
  }
  const until = shift.text('until');
  const ends = parseIso(until ?? '') ?? parseIso(`${until ?? ''}Z`);
  const begins = parseIso(shift.text('rotation_start') ?? '') ?? parseIso(`${shift.text('rotation_start') ?? ''}Z`);
  const start = Math.floor(shift.number('start_rotation_from_user_index') ?? 0);
  // Groups that are smaller are filled up with one of their own, who is on call once.
  const members = moved(groups, Math.max(0, start)).flatMap((group) =>
    Array.from({ length: together }, (_, i) => ({ key: group[Math.min(i, group.length - 1)] ?? '' })),
  );
  const { startsOn, handoffAt } = beginningOfWall(made.wallMs);
  return {
    level: shift.number('level') ?? 0,
    rotation: {
      name: shift.name,
      members,
      together,
      turn: made.turn,
      zone: zone.name,
      handoffAt,
      startsOn,
      spans: made.spans,
      begins,
      ends,
      from: shift,
    },
  };
}

function readGroups(shift: Construct): string[][] {
  const type = shift.text('type');
  const users = shift.texts('users');
  const rolling = shift.lists('rolling_users').filter((group) => group.length > 0);
  return type === 'rolling_users' || rolling.length > 0 ? rolling : users.length > 0 ? [users] : [];
}

function readRecurrence(shift: Construct): Recurrence | undefined {
  const wallMs = parseIso(`${(shift.text('start') ?? '').replace(/Z$/i, '')}Z`);
  const seconds = shift.number('duration') ?? 0;
  const frequency = shift.text('frequency') ?? '';
  const interval = Math.floor(shift.number('interval') ?? 1);
  const days = shift.texts('by_day').map((day) => dayNames.indexOf(day.toUpperCase()));
  const isSimple = !shift.has('by_month') && !shift.has('by_monthday') && days.every((day) => day >= 0);
  const isTime = wallMs !== undefined && seconds >= 60 && seconds % 60 === 0 && interval >= 1 && interval <= 366;
  return isSimple && isTime ? { wallMs, minutes: seconds / 60, frequency, interval, days } : undefined;
}

interface Made {
  turn: TurnLength;
  spans: WeekSpan[];
  wallMs: number;
  note?: string;
}

/** The turns and hours of a recurrence; undefined where events leave out hours no window of a week can. */
function turnsOf({ wallMs, minutes, frequency, interval, days }: Recurrence, weekStart: string, groups: number): Made | undefined {
  const day = Math.floor(wallMs / DAY_MS);
  const minuteOfDay = Math.floor((wallMs - day * DAY_MS) / 60_000);
  const weekday = weekdayOfDayNumber(day) - 1;
  const isWhole = (wholeMinutes: number) => minutes >= wholeMinutes && days.length === 0;
  switch (frequency) {
    case 'hourly':
      return isWhole(interval * 60) ? { turn: { unit: 'hour', length: interval }, spans: [], wallMs } : undefined;
    case 'daily':
      if (isWhole(interval * 1440)) {
        return { turn: { unit: 'day', length: interval }, spans: [], wallMs };
      }
      if (interval !== 1 || minutes > 1440) {
        return undefined;
      }
      return {
        turn: { unit: 'day', length: 1 },
        spans: onDays(days.length > 0 ? days : [0, 1, 2, 3, 4, 5, 6], minuteOfDay, minutes),
        wallMs,
        ...(days.length > 0 && groups > 1 ? { note: 'Turns count the days that are served, one after the other.' } : {}),
      };
    case 'weekly': {
      if (isWhole(interval * 7 * 1440)) {
        return { turn: { unit: 'week', length: interval }, spans: [], wallMs };
      }
      if (days.length === 0 && interval === 1) {
        const span = weekSpan(weekday, minuteOfDay, minutes);
        return span && { turn: { unit: 'week', length: 1 }, spans: [span], wallMs };
      }
      const first = Math.max(0, dayNames.indexOf(weekStart));
      const back = (weekday - first + 7) % 7;
      return interval === 1 && minutes <= 1440
        ? { turn: { unit: 'week', length: 1 }, spans: onDays(days, minuteOfDay, minutes), wallMs: wallMs - back * DAY_MS }
        : undefined;
    }
    default:
      return undefined;
  }
}
