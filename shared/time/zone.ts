import moment from 'moment-timezone';
import { localOfWallMs, wallMsOf, type LocalDateTime } from './calendar.ts';
import { MINUTE_MS, type Instant } from './instant.ts';

/**
 * A time zone as a table of UTC transitions.
 * Invariant: `offsetsMs[i]` (local minus UTC) holds from `untils[i - 1]` up to, not including, `untils[i]`; the last `until` is Infinity.
 */
export interface Zone {
  name: string;
  untils: readonly number[];
  offsetsMs: readonly number[];
}

/** The release of the time-zone rules shipped with this code, for example `2026b`; named in the log, never the runtime's ICU. */
export const zoneDataVersion: string = moment.tz.dataVersion;

const tables = new Map<string, Zone>();

/** The table of an IANA zone name (case as IANA writes it does not matter); undefined for a name the rules do not know. */
export function findZone(name: string): Zone | undefined {
  const known = tables.get(name);
  if (known) {
    return known;
  }
  const rules = moment.tz.zone(name);
  if (!rules) {
    return undefined;
  }
  const zone: Zone = {
    name: rules.name,
    untils: rules.untils.map((until) => (until === null ? Infinity : until)),
    offsetsMs: rules.offsets.map((minutesWest) => 0 - Math.round(minutesWest * MINUTE_MS)),
  };
  tables.set(name, zone);
  return zone;
}

/** All zone names the shipped rules know. */
export function zoneNames(): string[] {
  return moment.tz.names();
}

function indexAt(zone: Zone, instant: Instant): number {
  let low = 0;
  let high = zone.untils.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instant < (zone.untils[middle] ?? Infinity)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** Local time minus UTC at an instant, in milliseconds. */
export function offsetAt(zone: Zone, instant: Instant): number {
  return zone.offsetsMs[indexAt(zone, instant)] ?? 0;
}

/** What a wall clock in the zone shows at an instant. */
export function localAt(zone: Zone, instant: Instant): LocalDateTime {
  return localOfWallMs(instant + offsetAt(zone, instant));
}

/**
 * The instants at which a wall clock in the zone shows `local`.
 * An ambiguous hour has two, `first` before `last`; otherwise they are the same.
 * A missing hour has none, so both are the moment the clock jumped over it: a hand-off in it happens at once and leaves no gap (D1).
 */
export function instantsOf(zone: Zone, local: LocalDateTime): { first: Instant; last: Instant } {
  const wallMs = wallMsOf(local);
  const found: Instant[] = [];
  // No offset exceeds 16 hours, so only periods touching that window can hold the wall time.
  const from = indexAt(zone, wallMs - 16 * 60 * MINUTE_MS);
  const to = indexAt(zone, wallMs + 16 * 60 * MINUTE_MS);
  let jumpedAt = wallMs;
  for (let i = from; i <= to; i += 1) {
    const offsetMs = zone.offsetsMs[i] ?? 0;
    const startsAt = i === 0 ? -Infinity : (zone.untils[i - 1] ?? -Infinity);
    const endsAt = zone.untils[i] ?? Infinity;
    const instant = wallMs - offsetMs;
    if (instant >= startsAt && instant < endsAt) {
      found.push(instant);
    }
    if (instant >= endsAt) {
      jumpedAt = endsAt;
    }
  }
  const first = found[0] ?? jumpedAt;
  return { first, last: found.at(-1) ?? first };
}
