import { weekdays, type LocalWindow } from '../time/local-window.ts';

/** Minutes of a week from Monday 00:00 on the wall clock. */
export interface WeekSpan {
  /** From 0 up to, not including, 10,080. */
  from: number;
  /** At least 1, at most 10,080; reaches over the end of the week where it has to. */
  minutes: number;
}

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;

/** A span of the week from a weekday (Monday being 0) and a minute of the day on; undefined for what is no time. */
export function weekSpan(weekday: number, minuteOfDay: number, minutes: number): WeekSpan | undefined {
  const from = weekday * dayMinutes + minuteOfDay;
  const isTime = [from, minutes].every(Number.isInteger) && from >= 0 && from < weekMinutes && minutes > 0;
  return isTime ? { from, minutes: Math.min(minutes, weekMinutes) } : undefined;
}

/** The same minutes on each of some weekdays, Monday being 0. */
export function onDays(days: readonly number[], minuteOfDay: number, minutes: number): WeekSpan[] {
  return days.flatMap((day) => weekSpan(day, minuteOfDay, minutes) ?? []);
}

/** Minutes from one time of day to the next time it is another; a whole day where they are the same. */
export function minutesBetween(from: number, until: number): number {
  return ((until - from + dayMinutes - 1) % dayMinutes) + 1;
}

/** The minute of the day of `09:00`, `09:00:00` or `09:00:00Z`; 1440 for `24:00`; undefined for anything else. */
export function minuteOf(text: string | undefined): number | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(:\d{2}(\.\d+)?)?Z?$/i.exec(text ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : text === '24:00' ? dayMinutes : undefined;
}

function minutesOf(spans: readonly WeekSpan[]): Uint8Array {
  const minutes = new Uint8Array(weekMinutes);
  for (const span of spans) {
    for (let i = 0; i < span.minutes; i += 1) {
      minutes[(span.from + i) % weekMinutes] = 1;
    }
  }
  return minutes;
}

/** Whether two sets of hours share no minute; no spans mean always. */
export function areApart(a: readonly WeekSpan[], b: readonly WeekSpan[]): boolean {
  if (a.length === 0 || b.length === 0) {
    return false;
  }
  const other = minutesOf(b);
  return minutesOf(a).every((minute, i) => minute === 0 || other[i] === 0);
}

/** The hours of the week that spans leave out. */
export function restOfWeek(spans: readonly WeekSpan[]): WeekSpan[] {
  const minutes = minutesOf(spans);
  const rest: WeekSpan[] = [];
  for (let from = 0; from < weekMinutes; from += 1) {
    const last = rest.at(-1);
    if (minutes[from] === 0) {
      if (last && last.from + last.minutes === from) {
        last.minutes += 1;
      } else {
        rest.push({ from, minutes: 1 });
      }
    }
  }
  return rest;
}

/** The hours of spans as a schedule writes them; undefined when they leave nothing out. */
export function hoursOf(spans: readonly WeekSpan[]): LocalWindow[] | undefined {
  const minutes = minutesOf(spans);
  if (spans.length === 0 || minutes.every((minute) => minute === 1)) {
    return undefined;
  }
  const days = new Map<string, number[]>();
  for (let start = 0; start < weekMinutes; start += 1) {
    if (minutes[start] === 1 && minutes[(start + weekMinutes - 1) % weekMinutes] === 0) {
      let length = 1;
      while (minutes[(start + length) % weekMinutes] === 1) {
        length += 1;
      }
      for (const { day, from, until } of length < dayMinutes ? [inOneWindow(start, length)] : cutAtMidnight(start, length)) {
        const key = `${timeText(from)} ${timeText(until)}`;
        days.set(key, [...(days.get(key) ?? []), day]);
      }
    }
  }
  return [...days].map(([key, on]) => {
    const [from = '', until = ''] = key.split(' ');
    const names = weekdays.filter((_, day) => on.includes(day));
    return names.length === 7 ? { from, until } : { days: names, from, until };
  });
}

interface Piece {
  day: number;
  from: number;
  until: number;
}

function inOneWindow(start: number, length: number): Piece {
  const from = start % dayMinutes;
  const until = from + length;
  return { day: Math.floor(start / dayMinutes), from, until: until > dayMinutes ? until - dayMinutes : until };
}

function cutAtMidnight(start: number, length: number): Piece[] {
  const pieces: Piece[] = [];
  for (let at = start; at < start + length;) {
    const from = at % dayMinutes;
    const until = Math.min(dayMinutes, from + start + length - at);
    pieces.push({ day: Math.floor(at / dayMinutes) % 7, from, until });
    at += until - from;
  }
  return pieces;
}

function timeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Whether on some weekday no hours begin, so that turns of days would pass it over. */
export function leavesDaysOut(spans: readonly WeekSpan[]): boolean {
  const hours = hoursOf(spans);
  return hours !== undefined && weekdays.some((name) => !hours.some(({ days }) => days === undefined || days.includes(name)));
}
