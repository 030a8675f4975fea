import { balanceOf, type PersonBalance } from '../balance/balance.ts';
import { joined as joinedStretches, type Stretch } from '../balance/stretch.ts';
import { findZone } from '../time/zone.ts';
import type { Schedule } from './definition.ts';
import { shiftsBetween, type Shift } from './on-call.ts';

/** A person as a change concerns them: where they live, and when they are on leave. */
export interface Concerned {
  id: string;
  zone?: string | undefined;
  timeOff?: readonly Stretch[] | undefined;
}

/**
 * What a change of a schedule does to one person (C10, D13): the watches they get and those they lose, what that is in hours, nights and
 * weekend days more or fewer, and which of the new ones fall into their leave.
 */
export interface PersonImpact {
  person: string;
  gained: Stretch[];
  lost: Stretch[];
  hoursMs: number;
  nights: number;
  weekendDays: number;
  inLeave: Stretch[];
}

/** What a change does to each person whose watches differ in a window, those with the most at stake first. */
export function impactOf(before: Schedule, after: Schedule, window: Stretch, people: readonly Concerned[]): PersonImpact[] {
  const [was, is] = [watchesIn(before, window), watchesIn(after, window)];
  const ids = [...new Set([...was.keys(), ...is.keys()])].toSorted();
  return ids
    .flatMap((id) => {
      const gained = without(is.get(id) ?? [], was.get(id) ?? []);
      const lost = without(was.get(id) ?? [], is.get(id) ?? []);
      const person = people.find((each) => each.id === id) ?? { id };
      return gained.length + lost.length === 0
        ? []
        : [impactOn(person, after.zone, window, was.get(id) ?? [], is.get(id) ?? [], gained, lost)];
    })
    .toSorted((a, b) => Math.abs(b.hoursMs) - Math.abs(a.hoursMs) || (a.person < b.person ? -1 : 1));
}

function impactOn(
  person: Concerned,
  zone: string,
  window: Stretch,
  was: readonly Stretch[],
  is: readonly Stretch[],
  gained: Stretch[],
  lost: Stretch[],
): PersonImpact {
  const [before, after] = [carried(person, zone, window, was), carried(person, zone, window, is)];
  const leave = joinedStretches(person.timeOff ?? []);
  return {
    person: person.id,
    gained,
    lost,
    hoursMs: after.onCallMs - before.onCallMs,
    nights: after.nights - before.nights,
    weekendDays: after.weekendDays - before.weekendDays,
    inLeave: gained.flatMap((watch) => leave.flatMap((away) => both(watch, away))),
  };
}

function carried(
  { id, zone }: Concerned,
  fallback: string,
  window: Stretch,
  watches: readonly Stretch[],
): Pick<PersonBalance, 'onCallMs' | 'nights' | 'weekendDays'> {
  const home = zone !== undefined && findZone(zone) ? zone : fallback;
  const shifts = watches.map((watch) => ({ person: id, ...watch }));
  const balance = balanceOf({ ...window, people: [{ person: id, zone: home }], shifts, interruptions: [] });
  return ('problem' in balance ? undefined : balance.people[0]) ?? { onCallMs: 0, nights: 0, weekendDays: 0 };
}

function watchesIn(schedule: Schedule, window: Stretch): Map<string, Stretch[]> {
  const shifts = (['on-call', 'backup'] as const).flatMap((use) => shiftsBetween(schedule, window.from, window.until, use));
  const byPerson = Map.groupBy(shifts, ({ person }: Shift) => person);
  return new Map([...byPerson].map(([person, theirs]) => [person, joinedStretches(theirs).flatMap((watch) => both(watch, window))]));
}

function both(a: Stretch, b: Stretch): Stretch[] {
  const [from, until] = [Math.max(a.from, b.from), Math.min(a.until, b.until)];
  return from < until ? [{ from, until }] : [];
}

/** The parts of some stretches that others do not cover; both are in order and apart. */
function without(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  let first = 0;
  return stretches.flatMap(({ from, until }) => {
    while ((others[first]?.until ?? Infinity) <= from) {
      first += 1;
    }
    const parts: Stretch[] = [];
    let at = from;
    for (let i = first; (others[i]?.from ?? Infinity) < until; i += 1) {
      const other = others[i] as Stretch;
      parts.push(...both({ from: at, until: other.from }, { from, until }));
      at = Math.max(at, other.until);
    }
    return [...parts, ...both({ from: at, until }, { from, until })];
  });
}
