import { overlapMs, type Stretch } from '../balance/stretch.ts';
import { tallyOf, type Home, type Tally } from '../balance/tally.ts';
import { HOUR_MS } from '../time/instant.ts';
import { findZone } from '../time/zone.ts';
import {
  defaultBending,
  defaultImportance,
  measures,
  type Constraint,
  type FairLimits,
  type FairPerson,
  type FairRequest,
} from './request.ts';

/** One watch of somebody, with the nights and weekends in it by their own clock; `slot` is -1 for one they have already. */
export interface Watch extends Stretch {
  slot: number;
  nights: readonly number[];
  weekends: readonly number[];
}

/** A person as the drawing works with them: what each slot would be to them. Amounts go in the order of `measures`. */
export interface Candidate {
  person: string;
  weight: number;
  isJunior: boolean;
  /** Watches they have already, in order. */
  fixed: readonly Watch[];
  /** By slot: the watch it would be, what it would add to their load, and the leave it would break into. */
  watches: readonly Watch[];
  amounts: readonly (readonly number[])[];
  leave: readonly (Stretch | undefined)[];
  before: readonly number[];
  minMs: number;
  maxMs: number;
}

/** A request made ready: people by id, slots in order, so that the order they were named in changes nothing. */
export interface Plan {
  candidates: readonly Candidate[];
  slots: readonly Stretch[];
  together: number;
  limits: FairLimits;
  bending: ReadonlySet<Constraint>;
  /** By measure: how much a squared difference counts. */
  importance: readonly number[];
  /** The hours of all places together, in ms, and the length of one slot on average. */
  totalMs: number;
  meanMs: number;
}

/** Makes a checked request ready. */
export function planOf(request: FairRequest): Plan {
  const { together = 1, limits = {} } = request;
  const slots = request.slots.toSorted((a, b) => a.from - b.from || a.until - b.until);
  const slotsMs = slots.reduce((sum, { from, until }) => sum + until - from, 0);
  const totalMs = slotsMs * together;
  const people = request.people.toSorted((a, b) => (a.person < b.person ? -1 : 1));
  const level = levelOf(people);
  const tallies = new Map<string, Tally[]>();
  const candidates = people.map((each) => {
    const home = homeOf(each);
    const key = `${each.zone} ${each.holidays ?? ''}`;
    const mine = tallies.get(key) ?? slots.map((slot) => tallyOf([slot], home));
    tallies.set(key, mine);
    return candidateOf(each, home, slots, mine, level, totalMs);
  });
  return {
    candidates,
    slots,
    together,
    limits,
    bending: new Set<Constraint>(limits.mayBend ?? defaultBending),
    importance: importanceOf(request, candidates),
    totalMs,
    meanMs: slotsMs / slots.length,
  };
}

function candidateOf(
  { person, weight = 1, junior = false, timeOff = [], watches = [], carried, minShare = 0, maxShare = 1 }: FairPerson,
  home: Home,
  slots: readonly Stretch[],
  tallies: readonly Tally[],
  level: readonly number[],
  totalMs: number,
): Candidate {
  const watch = (stretch: Stretch, slot: number, { nights, weekendDays }: Tally): Watch => {
    const weekends = [...new Set(weekendDays.map((day) => Math.floor((day + 3) / 7)))];
    return { from: stretch.from, until: stretch.until, slot, nights, weekends };
  };
  return {
    person,
    weight,
    isJunior: junior,
    fixed: watches.toSorted((a, b) => a.from - b.from).map((each) => watch(each, -1, tallyOf([each], home))),
    watches: slots.map((slot, s) => watch(slot, s, tallies[s] ?? tallyOf([slot], home))),
    amounts: tallies.map(({ ms, nights, weekendDays, holidays }) => [ms / HOUR_MS, nights.length, weekendDays.length, holidays.length]),
    leave: slots.map((slot) => timeOff.find((off) => overlapMs(off, slot) > 0)),
    before: measures.map((measure, m) => (carried ? carried[measure] : (level[m] ?? 0) * weight)),
    minMs: minShare * totalMs,
    maxMs: maxShare * totalMs,
  };
}

function homeOf({ person, zone: name, holidays }: FairPerson): Home {
  const zone = findZone(name);
  if (!zone) {
    throw new RangeError(`The request was not checked: zone ${name} of ${person}.`);
  }
  return { zone, holidays };
}

/** By measure, what a person of weight 1 carried on average; where somebody new starts. */
function levelOf(people: readonly FairPerson[]): number[] {
  const known = people.filter(({ carried }) => carried !== undefined);
  const weights = known.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return measures.map((measure) => known.reduce((sum, { carried }) => sum + (carried?.[measure] ?? 0), 0) / (weights || 1));
}

/** Each measure is taken in units of the most one slot holds of it, so that hours do not outweigh holidays by being more. */
function importanceOf({ importance = {} }: FairRequest, candidates: readonly Candidate[]): number[] {
  return measures.map((measure, m) => {
    const most = candidates.reduce((max, { amounts }) => amounts.reduce((inner, each) => Math.max(inner, each[m] ?? 0), max), 0);
    return (importance[measure] ?? defaultImportance[measure]) / (most || 1) ** 2;
  });
}
