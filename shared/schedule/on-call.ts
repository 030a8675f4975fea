import { DAY_MS, type Instant } from '../time/instant.ts';
import type { LayerUse, Override, Schedule } from './definition.ts';
import { piecesOf, type Piece } from './layer-shifts.ts';

/** A stretch of time one person is on call: from `from` up to, not including, `until` (relay ms). */
export interface Shift {
  person: string;
  from: Instant;
  until: Instant;
  /** The layer whose turn it is; undefined for an override. */
  layer?: string | undefined;
  /** The override that put the person there; undefined for the rotation's own turn. */
  override?: string | undefined;
}

/** Who is on call at one instant, and by what cause: a turn of a layer, or an override. */
interface Watch {
  person: string;
  cause: string;
  layer?: string | undefined;
  override?: string | undefined;
}

/**
 * The shifts of a schedule that touch [from, until), by their beginning; several people on call at once have shifts side by side. Each
 * is given whole, from its hand-off to its end, and is the same whenever one asks. Before the first day nobody is on call but by
 * override. `use` asks for a schedule's backup, or for those who shadow it, in place of whoever answers.
 */
export function shiftsBetween(schedule: Schedule, from: Instant, until: Instant, use: LayerUse = 'on-call'): Shift[] {
  const around = widened(schedule, from, until, use);
  const shifts: Shift[] = [];
  const open = new Map<string, Shift>();
  sweep(schedule, around, use, (watches, start, end) => {
    const present = new Set(watches.map(keyOf));
    [...open.keys()].filter((key) => !present.has(key)).forEach((key) => open.delete(key));
    for (const watch of watches) {
      const shift = open.get(keyOf(watch));
      if (shift) {
        shift.until = end;
      } else {
        const { person, layer, override } = watch;
        const begun: Shift = { person, from: start, until: end, ...(override === undefined ? { layer } : { override }) };
        open.set(keyOf(watch), begun);
        shifts.push(begun);
      }
    }
  });
  return shifts.filter((shift) => shift.from < until && shift.until > from);
}

/** The people on call at an instant, whose turn it is first; nobody twice. */
export function peopleOnCall(schedule: Schedule, at: Instant, use: LayerUse = 'on-call'): string[] {
  const people: string[] = [];
  sweep(schedule, { from: at, until: at + 1 }, use, (watches) => people.push(...watches.map(({ person }) => person)));
  return [...new Set(people)];
}

/** The shifts in force at an instant, each whole. */
export function onCallAt(schedule: Schedule, at: Instant, use: LayerUse = 'on-call'): Shift[] {
  return shiftsBetween(schedule, at, at + 1, use);
}

/** Shifts of one person that follow without a break as one: who has two turns on end is on call until the end of the second. */
export function joined(shifts: readonly Shift[]): Shift[] {
  const watches: Shift[] = [];
  const last = new Map<string, Shift>();
  for (const shift of shifts.toSorted((a, b) => a.from - b.from)) {
    const before = last.get(shift.person);
    if (before && before.until >= shift.from) {
      before.until = Math.max(before.until, shift.until);
    } else {
      const watch = { ...shift };
      last.set(shift.person, watch);
      watches.push(watch);
    }
  }
  return watches;
}

/** The first time `person` comes on call after `at`, within `horizonMs`; undefined when they do not. */
export function nextShiftOf(schedule: Schedule, person: string, at: Instant, horizonMs: number): Shift | undefined {
  return joined(shiftsBetween(schedule, at, at + horizonMs).filter((shift) => shift.person === person)).find(({ from }) => from > at);
}

function keyOf({ person, cause }: Watch): string {
  return `${cause} ${person}`;
}

/** How far beyond a window what reaches over its edges is followed: a year and a month; an override may have been meant for ever. */
const furthestMs = 400 * DAY_MS;

/** The window with the whole of what reaches over its edges. */
function widened(schedule: Schedule, from: Instant, until: Instant, use: LayerUse): { from: Instant; until: Instant } {
  const spans = [...piecesFor(schedule, from, until, use).flat(), ...overridesFor(schedule, from, until, use)];
  return {
    from: Math.max(
      spans.reduce((earliest, span) => Math.min(earliest, span.from), from),
      from - furthestMs,
    ),
    until: Math.min(
      spans.reduce((latest, span) => Math.max(latest, span.until), until),
      until + furthestMs,
    ),
  };
}

function piecesFor(schedule: Schedule, from: Instant, until: Instant, use: LayerUse): Piece[][] {
  return schedule.layers.filter((layer) => layer.use === use).map((layer) => piecesOf(layer, from, until));
}

/** An override stands in for whoever answers; backups and shadows have none. */
function overridesFor({ overrides }: Schedule, from: Instant, until: Instant, use: LayerUse): Override[] {
  return use === 'on-call' ? overrides.filter((override) => override.from < until && override.until > from) : [];
}

/** Tells who is on call for each stretch of a window in which nothing changes, in order, also where nobody is. */
function sweep(
  schedule: Schedule,
  { from, until }: { from: Instant; until: Instant },
  use: LayerUse,
  tell: (watches: readonly Watch[], from: Instant, until: Instant) => void,
): void {
  const layers = piecesFor(schedule, from, until, use);
  const overrides = overridesFor(schedule, from, until, use);
  const edges = [...layers.flat(), ...overrides].flatMap((span) => [span.from, span.until]).filter((at) => at > from && at < until);
  const cuts = [from, ...new Set(edges.toSorted((a, b) => a - b)), until];
  const next = layers.map(() => 0);
  const standingInAt = movingOn(overrides);
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const start = cuts[i] ?? from;
    const pieces = layers.map((ofLayer, layer) => {
      let place = next[layer] ?? 0;
      while (ofLayer[place] && (ofLayer[place] as Piece).until <= start) {
        place += 1;
      }
      next[layer] = place;
      const piece = ofLayer[place];
      return piece && piece.from <= start ? piece : undefined;
    });
    const base = watchesOf(
      pieces.filter((piece) => piece !== undefined),
      use,
    );
    tell(standingInAt(start).reduce(withOverride, base), start, cuts[i + 1] ?? until);
  }
}

/** Asked of instants in order: the overrides that cover each, in the order they were added; what is over is not looked at again. */
function movingOn(overrides: readonly Override[]): (at: Instant) => readonly Override[] {
  const places = new Map(overrides.map((override, place) => [override, place]));
  const coming = overrides.toSorted((a, b) => b.from - a.from);
  let present: Override[] = [];
  return (at) => {
    let isNew = false;
    for (let next = coming.at(-1); next && next.from <= at; next = coming.at(-1)) {
      present.push(next);
      coming.pop();
      isNew = true;
    }
    present = present.filter(({ until }) => at < until);
    return isNew ? (present = present.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))) : present;
  };
}

/** Of the layers that serve at an instant the last wins (B2); those who shadow do so all together. */
function watchesOf(pieces: readonly Piece[], use: LayerUse): readonly Watch[] {
  const ranked = pieces.toSorted((a, b) => (a.position === b.position ? compare(a.layer, b.layer) : compare(a.position, b.position)));
  return (use === 'shadow' ? ranked : ranked.slice(-1)).flatMap(({ layer, turn, people }) =>
    people.map((person) => ({ person, layer, cause: `${layer} ${turn}` })),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An override put in place of everybody, or of the one it replaces; the one added last has the last word. */
function withOverride(watches: readonly Watch[], { id, person, replaces }: Override): readonly Watch[] {
  const standIn: Watch = { person, override: id, cause: `override ${id}` };
  return replaces === undefined ? [standIn] : watches.map((watch) => (watch.person === replaces ? standIn : watch));
}
