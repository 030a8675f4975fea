import type { Stretch } from '../balance/stretch.ts';
import type { Candidate, Plan, Watch } from './plan.ts';
import type { Constraint } from './request.ts';

/**
 * One constraint somebody does not keep to, and where. `by` is how much: nights, weekends or slots too many, else 1.
 * `slot` is where it shows; a share shows in none.
 */
export type Breach = { person: string; by: number } & (
  | { constraint: 'time-off'; slot: Stretch; leave: Stretch }
  | { constraint: 'overlap'; slot: Stretch; other: Stretch }
  | { constraint: 'rest'; slot: Stretch; other: Stretch; restMs: number; minRestMs: number }
  | { constraint: 'nights-in-row' | 'weekends-in-row'; slot: Stretch; count: number; most: number }
  | { constraint: 'senior'; slot: Stretch }
  | { constraint: 'max-share' | 'min-share'; ms: number; limitMs: number }
);

/** What a person would not keep to if they had these slots (indices, ascending), beside the watches they have already. */
export function breachesOf(plan: Plan, candidate: Candidate, mine: readonly number[]): Breach[] {
  const watches = watchesOf(candidate, mine);
  const breaches: Breach[] = [];
  leaveBreaches(plan, candidate, mine, breaches);
  apartBreaches(plan, candidate, watches, breaches);
  const { maxNightsInRow, maxWeekendsInRow } = plan.limits;
  rowBreaches(plan, candidate, watches, 'nights-in-row', maxNightsInRow, breaches);
  rowBreaches(plan, candidate, watches, 'weekends-in-row', maxWeekendsInRow, breaches);
  shareBreaches(plan, candidate, mine, breaches);
  return breaches;
}

/** Whether a constraint may not be bent here; the least share always may, since it holds only once everything is given. */
export function isHard({ bending }: Plan, { constraint }: { constraint: Constraint }): boolean {
  return constraint !== 'min-share' && (constraint === 'time-off' || constraint === 'overlap' || !bending.has(constraint));
}

/** What bending costs, all of it together. */
export function bendsIn(breaches: readonly Breach[]): number {
  return breaches.reduce((sum, { by }) => sum + by, 0);
}

function watchesOf({ fixed, watches }: Candidate, mine: readonly number[]): Watch[] {
  const given = mine.flatMap((s) => watches[s] ?? []);
  return fixed.length === 0 ? given : [...fixed, ...given].toSorted((a, b) => a.from - b.from);
}

function leaveBreaches({ slots }: Plan, { person, leave }: Candidate, mine: readonly number[], into: Breach[]): void {
  for (const s of mine) {
    const [off, slot] = [leave[s], slots[s]];
    if (off && slot) {
      into.push({ person, by: 1, constraint: 'time-off', slot, leave: off });
    }
  }
}

function stretchOf({ from, until }: Stretch): Stretch {
  return { from, until };
}

function apartBreaches({ limits: { minRestMs = 0 } }: Plan, { person }: Candidate, watches: readonly Watch[], into: Breach[]): void {
  let last: Watch | undefined;
  for (const watch of watches) {
    const restMs = last ? watch.from - last.until : Infinity;
    if (last && (restMs < 0 || restMs < minRestMs) && (watch.slot >= 0 || last.slot >= 0)) {
      const [slot, other] = watch.slot >= 0 ? [watch, last] : [last, watch];
      const named = { person, by: 1, slot: stretchOf(slot), other: stretchOf(other) };
      into.push(restMs < 0 ? { ...named, constraint: 'overlap' } : { ...named, constraint: 'rest', restMs, minRestMs });
    }
    last = last && last.until > watch.until ? last : watch;
  }
}

/** Rows of nights or weekends that are longer than allowed, told at the slot that makes them so. */
function rowBreaches(
  { slots }: Plan,
  { person }: Candidate,
  watches: readonly Watch[],
  constraint: 'nights-in-row' | 'weekends-in-row',
  most: number | undefined,
  into: Breach[],
): void {
  if (most === undefined) {
    return;
  }
  let row = { last: -Infinity, count: 0, slot: -1 };
  const end = () => {
    const slot = slots[row.slot];
    if (row.count > most && slot) {
      into.push({ person, by: row.count - most, constraint, slot, count: row.count, most });
    }
  };
  for (const watch of watches) {
    for (const day of constraint === 'nights-in-row' ? watch.nights : watch.weekends) {
      if (day > row.last + 1) {
        end();
        row = { last: day, count: 1, slot: watch.slot };
      } else {
        row.count += Math.max(0, day - row.last);
        row.last = Math.max(row.last, day);
        row.slot = watch.slot >= 0 ? watch.slot : row.slot;
      }
    }
  }
  end();
}

function shareBreaches({ totalMs, meanMs }: Plan, candidate: Candidate, mine: readonly number[], into: Breach[]): void {
  const { person, minMs, maxMs, watches } = candidate;
  if (minMs === 0 && maxMs >= totalMs) {
    return;
  }
  const ms = mine.reduce((sum, s) => sum + (watches[s] ? watches[s].until - watches[s].from : 0), 0);
  // Shares are fractions of hours: a millisecond of rounding is none.
  if (ms > maxMs + 1) {
    into.push({ person, by: Math.ceil((ms - maxMs) / meanMs), constraint: 'max-share', ms, limitMs: maxMs });
  }
  if (ms < minMs - 1) {
    into.push({ person, by: Math.ceil((minMs - ms) / meanMs), constraint: 'min-share', ms, limitMs: minMs });
  }
}
