import { findZone } from '../time/zone.ts';
import { readEvent, type BrokenEvent, type FileEvent } from './file-event.ts';
import { occurrenceKey, occurrencesOf, type ClockOfTime, type Horizon } from './occurrences.ts';
import { PeopleFinder, type KnownPerson } from './people-finder.ts';
import type { WrittenTime } from './property.ts';
import type { Budget } from './recurrence.ts';
import type { Approximation, CalendarReport, FileTrouble, NotUnderstood, ReportEntry, Stretch, StretchKind } from './report.ts';
import { scanCalendar } from './scan.ts';
import { kindOf, whomOf } from './whom.ts';
import { clockOf, utcClock, ZoneReader, type WallClock } from './zone-reader.ts';

/** The longest file that is read, in characters. */
export const longestFile = 25_000_000;
/** The most events a file may have. */
export const mostEvents = 20_000;
const budgetOfFile = 200_000;

/** What an import needs to know beside the file. */
export interface ImportOptions {
  /** Occurrences that touch this stretch of time are taken. */
  horizon: Horizon;
  people: readonly KnownPerson[];
  /** Zone of times that name none, and of whole days of people whose zone is not known. */
  zone?: string | undefined;
  /** Whom names in the file mean that nobody in the workspace has, by the person's id. */
  names?: ReadonlyMap<string, string> | undefined;
  /** What events become; `guess`: time off where somebody is said to be away, else an override. */
  as?: StretchKind | 'guess' | undefined;
}

/**
 * Reads a calendar file (RFC 5545). Every event of it is in the report exactly once: converted, approximated and how, or not understood
 * and why. Never throws and always ends soon, whatever the file is.
 */
export function readCalendar(text: string, options: ImportOptions): CalendarReport {
  const troubled = (trouble: FileTrouble): CalendarReport => ({ trouble, entries: [], zones: [], unknownNames: [], others: [] });
  if (text.length > longestFile) {
    return troubled('too-large');
  }
  const scanned = scanCalendar(text, mostEvents);
  if (!scanned.isCalendar) {
    return troubled('not-a-calendar');
  }
  if (scanned.isTooLong) {
    return troubled('too-many-events');
  }
  const budget: Budget = { left: budgetOfFile };
  const zones = new ZoneReader(scanned.zones, options.horizon.until, { left: 50_000 });
  const reader = new EventReader(options, zones, budget);
  const events = scanned.events.map((block) => readEvent(block, budget));
  events.forEach((event) => 'why' in event || reader.noteSeries(event));
  const entries = events.map((event) => entryOf(event, reader));
  return {
    entries,
    zones: [...zones.entries.values()],
    unknownNames: unknownNames(entries),
    others: [...scanned.others].map(([kind, count]) => ({ kind, count })),
  };
}

function entryOf(event: FileEvent | BrokenEvent, reader: EventReader): ReportEntry {
  const { line, uid, summary } = event;
  const read = 'why' in event ? event : reader.read(event);
  if ('why' in read) {
    return { line, uid, summary, outcome: 'not-understood', why: read.why };
  }
  return read.how.length === 0
    ? { line, uid, summary, outcome: 'converted', stretches: read.stretches }
    : { line, uid, summary, outcome: 'approximated', stretches: read.stretches, how: read.how };
}

class EventReader {
  readonly #options: ImportOptions;
  readonly #zones: ZoneReader;
  readonly #budget: Budget;
  readonly #finder: PeopleFinder;
  readonly #zoneOfPerson: ReadonlyMap<string, string | undefined>;
  /** What single events stand in for, by the series they belong to. */
  readonly #replaced = new Map<string, Set<string>>();
  readonly #floating: WallClock | undefined;

  constructor(options: ImportOptions, zones: ZoneReader, budget: Budget) {
    this.#options = options;
    this.#zones = zones;
    this.#budget = budget;
    this.#finder = new PeopleFinder(options.people, options.names ?? new Map<string, string>());
    this.#zoneOfPerson = new Map(options.people.map(({ id, zone }) => [id, zone]));
    const zone = options.zone === undefined ? undefined : findZone(options.zone);
    this.#floating = zone && clockOf(zone);
  }

  /** Remembers which occurrence of its series an event stands in for, before any series is read. */
  noteSeries({ uid, insteadOf }: FileEvent): void {
    if (insteadOf) {
      const clock = insteadOf.isUtc || insteadOf.zone !== undefined ? this.#clockOf(insteadOf) : undefined;
      this.#replaced.set(uid, (this.#replaced.get(uid) ?? new Set()).add(occurrenceKey(insteadOf, clock)));
    }
  }

  read(event: FileEvent): { stretches: Stretch[]; how: Approximation[] } | { why: NotUnderstood } {
    if (event.isCancelled) {
      return { why: { code: 'cancelled' } };
    }
    const { kind, how } = kindOf(event, this.#options.as ?? 'guess');
    const whom = whomOf(event, kind, this.#finder);
    if ('why' in whom) {
      return whom;
    }
    const stretches: Stretch[] = [];
    const notes: Approximation[] = [
      ...how,
      ...whom.how,
      ...event.leftOut.map((property) => ({ code: 'property-left-out' as const, property })),
      ...(event.isThisAndFuture ? [{ code: 'this-and-future' as const }] : []),
    ];
    for (const person of whom.people) {
      const clock = this.#clockFor(event.start, person);
      if ('why' in clock) {
        return clock;
      }
      const { end } = event;
      if (!('days' in end) && end.zone !== undefined && !this.#clockOf(end)) {
        return { why: { code: 'unknown-zone', zone: end.zone } };
      }
      const of: ClockOfTime = (time) => this.#clockOf(time);
      const excluded = event.insteadOf ? new Set<string>() : (this.#replaced.get(event.uid) ?? new Set<string>());
      const placed = occurrencesOf(event, { own: clock.clock, of }, excluded, this.#options.horizon, this.#budget);
      if ('why' in placed) {
        return placed;
      }
      stretches.push(...placed.times.map((time) => ({ kind, person, ...time })));
      notes.push(...clock.how, ...zoneNotes(clock.clock), ...placed.how);
    }
    return { stretches, how: notes.filter((note, i) => notes.findIndex((other) => same(note, other)) === i) };
  }

  #clockOf(time: WrittenTime): WallClock | undefined {
    if (time.isUtc) {
      return utcClock;
    }
    return time.zone === undefined ? this.#floating : this.#zones.clock(time.zone);
  }

  /** The clock of an event for a person: whole days are days where the person lives. */
  #clockFor(time: WrittenTime, person: string): { clock: WallClock; how: Approximation[] } | { why: NotUnderstood } {
    if (time.isDay) {
      const home = findZone(this.#zoneOfPerson.get(person) ?? '');
      if (home) {
        return { clock: clockOf(home), how: [] };
      }
      const { zone } = this.#options;
      return this.#floating && zone !== undefined
        ? { clock: this.#floating, how: [{ code: 'days-in', zone }] }
        : { why: { code: 'no-zone-for-days', person } };
    }
    const clock = this.#clockOf(time);
    if (clock) {
      return { clock, how: [] };
    }
    return { why: time.zone === undefined ? { code: 'floating-time' } : { code: 'unknown-zone', zone: time.zone } };
  }
}

function zoneNotes({ entry }: WallClock): Approximation[] {
  if (!entry) {
    return [];
  }
  const { zone, by, readAs, differs } = entry;
  return [
    ...(by === 'renamed' ? [{ code: 'zone-renamed' as const, zone, readAs: readAs ?? '' }] : []),
    ...(by === 'file' ? [{ code: 'zone-by-file' as const, zone }] : []),
    ...(differs ? [{ code: 'zone-differs' as const, zone }] : []),
  ];
}

function same(a: Approximation, b: Approximation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function unknownNames(entries: readonly ReportEntry[]): CalendarReport['unknownNames'] {
  const counts = new Map<string, number>();
  entries.forEach((entry) => {
    if (entry.outcome === 'not-understood' && entry.why.code === 'unknown-person') {
      counts.set(entry.why.name, (counts.get(entry.why.name) ?? 0) + 1);
    }
  });
  return [...counts].map(([name, events]) => ({ name, events })).toSorted((a, b) => b.events - a.events);
}
