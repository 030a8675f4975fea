import { dateOfDayNumber, dayNumberOf, wallMsOf, type LocalDateTime } from '../time/calendar.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS, type Instant } from '../time/instant.ts';
import { readProperty, timesOf, type Property } from './property.ts';
import { wallStarts, type Budget, type RuleData } from './recurrence.ts';
import type { Block } from './scan.ts';

/** The rules a file brings for a zone: from which wall times on which offset holds, in order. */
export interface FileZone {
  onsets: readonly { wallMs: number; offsetMs: number }[];
}

const noProperties: readonly Property[] = [];

function offsetMsOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(value) : null;
  const ms = match ? Number(match[2]) * 60 * MINUTE_MS + Number(match[3]) * MINUTE_MS + Number(match[4] ?? 0) * SECOND_MS : undefined;
  return ms === undefined || ms > DAY_MS ? undefined : match?.[1] === '-' ? -ms : ms;
}

function observanceOnsets(part: Block, until: Instant, budget: Budget): FileZone['onsets'] {
  const properties = part.properties.flatMap((content) => readProperty(content) ?? noProperties);
  const named = (name: string) => properties.filter((property) => property.name === name);
  const offsetMs = offsetMsOf(named('tzoffsetto')[0]?.values[0]);
  const start = named('dtstart').flatMap(timesOf)[0];
  if (offsetMs === undefined || !start) {
    return [];
  }
  const wallTimes: LocalDateTime[] = [
    start.local,
    ...named('rdate')
      .flatMap(timesOf)
      .flatMap((time) => (time ? [time.local] : [])),
  ];
  for (const rule of named('rrule').map(({ values }) => values[0] as RuleData)) {
    const last = yearOf(rule['until']);
    // Zones change once or twice a year; another rule is none of a zone.
    for (const local of String(rule['freq']) === 'YEARLY' ? wallStarts(rule, start.local, 0, budget) : []) {
      if (wallMsOf(local) > until || local.year > last) {
        break;
      }
      wallTimes.push(local);
    }
  }
  return wallTimes.map((local) => ({ wallMs: wallMsOf(local), offsetMs }));
}

function yearOf(until: unknown): number {
  return typeof until === 'string' ? Number(until.slice(0, 4)) : Infinity;
}

/** The rules of a VTIMEZONE as far as `until`; undefined when they cannot be read. */
export function readFileZone(block: Block, until: Instant, budget: Budget): FileZone | undefined {
  try {
    const onsets = block.parts.flatMap((part) => observanceOnsets(part, until, budget));
    return onsets.length === 0 ? undefined : { onsets: onsets.toSorted((a, b) => a.wallMs - b.wallMs) };
  } catch {
    return undefined;
  }
}

/** Local time minus UTC at a wall time, by the file's rules: those of the last onset, or of the first one before all. */
export function fileOffsetAt(zone: FileZone, local: LocalDateTime): number {
  const wallMs = wallMsOf(local);
  let [low, high] = [0, zone.onsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    [low, high] = (zone.onsets[middle]?.wallMs ?? Infinity) <= wallMs ? [middle + 1, high] : [low, middle];
  }
  return zone.onsets[Math.max(0, low - 1)]?.offsetMs ?? 0;
}

/** A local time some days later on the wall. */
export function daysLater(local: LocalDateTime, days: number): LocalDateTime {
  return { ...local, ...dateOfDayNumber(dayNumberOf(local) + days) };
}
