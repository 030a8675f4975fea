import type { Instant } from '../../shared/time/instant.ts';

/** What a wall clock shows. `month` counts from 1. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(zone ?? '');
  if (known) {
    return known;
  }
  const shape = { hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en', zone === undefined ? shape : { ...shape, timeZone: zone });
  } catch {
    // A zone this browser does not know: the system's is the next best.
    made = new Intl.DateTimeFormat('en', shape);
  }
  formats.set(zone ?? '', made);
  return made;
}

/** What a wall clock shows in a zone; without one, in the system's. */
export function wallClockOf(at: Instant, zone?: string): WallClock {
  const parts = formatOf(zone).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

function asUtc({ year, month, day, hour, minute }: WallClock): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** When a wall clock in a zone shows this; a day past the month's end is one of the next month. */
export function instantOf(clock: WallClock, zone?: string): Instant {
  const wanted = asUtc(clock);
  // Where the clock is changed in between, the second look is right.
  const first = wanted - (asUtc(wallClockOf(wanted, zone)) - wanted);
  return wanted - (asUtc(wallClockOf(first, zone)) - first);
}

/** `2026-11-23T14:05`, as a field for a day and a time takes it. */
export function fieldText(at: Instant, zone?: string): string {
  return new Date(asUtc(wallClockOf(at, zone))).toISOString().slice(0, 16);
}

/** The instant a field for a day and a time holds; undefined while it is not filled in. */
export function instantOfField(text: string, zone?: string): Instant | undefined {
  const [, year, month, day, hour, minute] = /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) {
    return undefined;
  }
  return instantOf({ year, month, day, hour, minute }, zone);
}
