import type { LocalDateTime } from '../time/calendar.ts';
import { wallMsOf } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { findZone, instantsOf, localAt, offsetAt, type Zone } from '../time/zone.ts';
import { fileOffsetAt, readFileZone, type FileZone } from './file-zones.ts';
import { readProperty } from './property.ts';
import type { Budget } from './recurrence.ts';
import type { ZoneEntry } from './report.ts';
import type { Block } from './scan.ts';
import { windowsZones } from './windows-zones.ts';

/** The clock on the wall an event is written by. */
export interface WallClock {
  instantOf(local: LocalDateTime): Instant;
  /** Undefined when it is the caller's zone or UTC, which the file does not name. */
  entry?: ZoneEntry | undefined;
}

/** The clock of UTC. */
export const utcClock: WallClock = { instantOf: wallMsOf };

/** A clock by our own rules. An hour that is skipped is read by the offset before the jump, one that comes twice is the first (RFC 5545, 3.3.5). */
export function clockOf(zone: Zone): WallClock {
  return {
    instantOf: (local) => {
      const { first } = instantsOf(zone, local);
      const wallMs = wallMsOf(local);
      return wallMsOf(localAt(zone, first)) === wallMs ? first : wallMs - offsetAt(zone, first - 1);
    },
  };
}

/** A name our rules know, for one they do not: with what programs put before it taken away, or Outlook's translated. */
function renamed(name: string, location: string | undefined): Zone | undefined {
  const parts = name.replaceAll('"', '').split('/');
  const tails = [2, 3].map((count) => parts.slice(-count).join('/'));
  const windows = Object.hasOwn(windowsZones, name) ? windowsZones[name] : undefined;
  return [location ?? '', ...(parts.length > 2 ? tails : []), windows ?? '']
    .filter((candidate) => candidate !== '')
    .map(findZone)
    .find((zone) => zone !== undefined);
}

/** Reads the zones a file names: by our own rules where they know the name, else by the file's. */
export class ZoneReader {
  readonly #blocks = new Map<string, Block>();
  readonly #clocks = new Map<string, WallClock | undefined>();
  readonly #until: Instant;
  readonly #budget: Budget;
  readonly entries = new Map<string, ZoneEntry>();

  constructor(blocks: readonly Block[], until: Instant, budget: Budget) {
    this.#until = until;
    this.#budget = budget;
    for (const block of blocks) {
      const name = textOf(block, 'tzid');
      if (name !== undefined) {
        this.#blocks.set(name, block);
      }
    }
  }

  /** The clock of a zone the file names; undefined when neither we nor the file know its rules. */
  clock(name: string): WallClock | undefined {
    if (!this.#clocks.has(name)) {
      this.#clocks.set(name, this.#read(name));
    }
    return this.#clocks.get(name);
  }

  #read(name: string): WallClock | undefined {
    const block = this.#blocks.get(name);
    const brought = block && readFileZone(block, this.#until, this.#budget);
    const own = findZone(name);
    const zone = own ?? renamed(name, block && textOf(block, 'x-lic-location'));
    const by = own ? 'ours' : zone ? 'renamed' : brought ? 'file' : 'nobody';
    const entry: ZoneEntry = { zone: name, by, readAs: zone?.name, differs: false };
    this.entries.set(name, entry);
    if (zone) {
      return watched(clockOf(zone), zone, brought, entry);
    }
    return brought && { instantOf: (local) => wallMsOf(local) - fileOffsetAt(brought, local), entry };
  }
}

/** A clock that notes when the file's own rules would have told another time. */
function watched(clock: WallClock, zone: Zone, brought: FileZone | undefined, entry: ZoneEntry): WallClock {
  return {
    entry,
    instantOf: (local) => {
      const instant = clock.instantOf(local);
      // In an hour that comes twice or not at all the two may differ and mean the same.
      const { first, last } = instantsOf(zone, local);
      if (brought && first === last && wallMsOf(localAt(zone, instant)) === wallMsOf(local)) {
        entry.differs ||= wallMsOf(local) - fileOffsetAt(brought, local) !== instant;
      }
      return instant;
    },
  };
}

function textOf(block: Block, name: string): string | undefined {
  const value = block.properties.flatMap((content) => readProperty(content) ?? []).find((property) => property.name === name)?.values[0];
  return typeof value === 'string' ? value.slice(0, 200) : undefined;
}
