import type { LocalWindow } from '../../shared/time/local-window.ts';
import { DAY_MS, type Instant } from '../../shared/time/instant.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';

/** What a clock on the wall shows, as the platform says and not the zones that are shipped with the engine. */
export interface WallTime {
  /** Days since 1970-01-01 by the calendar on the wall. */
  day: number;
  weekday: string;
  /** HH:MM */
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const shown = new Map<string, WallTime>();

/** What the clock on the wall of a zone shows at an instant. */
export function wallTime(zone: string, at: Instant): WallTime {
  const minute = Math.floor(at / 60_000) * 60_000;
  const key = `${zone} ${minute}`;
  const known = shown.get(key) ?? readOff(zone, minute);
  shown.set(key, known);
  return known;
}

function readOff(zone: string, at: Instant): WallTime {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      weekday: 'short',
      hourCycle: 'h23',
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value])) as Record<
    'year' | 'month' | 'day' | 'hour' | 'minute' | 'weekday',
    string
  >;
  return {
    day: Date.UTC(Number(parts.year), Number(parts.month) - 1, Number(parts.day)) / DAY_MS,
    weekday: parts.weekday.toLowerCase(),
    time: `${parts.hour}:${parts.minute}`,
  };
}

const weekdays = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

/** Whether a clock on the wall shows a time within hours; what goes over midnight belongs to the day it begins on. */
export function isDuring({ days, from, until }: LocalWindow, zone: string, at: Instant): boolean {
  const { day, weekday, time } = wallTime(zone, at);
  const isOn = (name: string | undefined) => days === undefined || days.some((each) => each === name);
  if (from < until) {
    return isOn(weekday) && from <= time && time < until;
  }
  return (isOn(weekday) && from <= time) || (isOn(weekdays[(day - 1) % 7]) && time < until);
}

/** Whom a schedule has on call at an instant: of the overrides that cover it the one added last, else whose days these are. */
export function onCall({ zone, layers, overrides }: Schedule, at: Instant): string | undefined {
  let standsIn: string | undefined;
  for (const { person, from, until } of overrides) {
    if (from <= at && at < until) {
      standsIn = person;
    }
  }
  if (standsIn !== undefined) {
    return standsIn;
  }
  const [layer] = layers;
  const rotation = layer?.turns[0]?.turns;
  if (!layer || !rotation) {
    return undefined;
  }
  const { day, time } = wallTime(zone, at);
  const [year = 0, month = 1, date = 1] = rotation.startsOn.split('-').map(Number);
  const sinceStart = (time < rotation.handoffAt ? day - 1 : day) - Date.UTC(year, month - 1, date) / DAY_MS;
  if (sinceStart < 0) {
    return undefined;
  }
  const days = rotation.turn.length * (rotation.turn.unit === 'week' ? 7 : 1);
  return layer.members[Math.floor(sinceStart / days) % layer.members.length]?.person;
}
