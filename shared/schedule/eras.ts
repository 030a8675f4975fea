import type { Instant } from '../time/instant.ts';
import type { Layer, TimedTurns } from './definition.ts';
import { handoffsOf } from './handoffs.ts';
import { byPosition, positionAt } from './place.ts';
import { changesOf, inForceAt } from './timed.ts';
import type { Turns } from './turns.ts';

/** Somebody who takes turns, and where they stand in the order. */
interface Standing {
  id: string;
  person: string;
  position: string;
}

/** A stretch of a rotation without a change: from `from` on, turn `turn` being that of the member at `first` and those after it. */
export interface Era {
  from: Instant;
  turns: Turns;
  turn: number;
  members: readonly Standing[];
  first: number;
}

const known = new WeakMap<Layer, readonly Era[]>();

/**
 * The stretches of a layer between its changes, in order; the last goes on. A change of members holds for the turns that begin from
 * then on: the order goes on behind whoever had the turn before, so that nobody's turn moves for a colleague who comes or goes (D13).
 * A change of the turns themselves holds at once, and whoever is on call stays so until the next hand-off; said for a hand-off it is one.
 */
export function erasOf(layer: Layer): readonly Era[] {
  const eras = known.get(layer) ?? makeEras(layer);
  known.set(layer, eras);
  return eras;
}

function makeEras(layer: Layer): readonly Era[] {
  const initial = inForceAt(layer.turns, -Infinity) ?? layer.turns[0];
  if (!initial) {
    return [];
  }
  const startsAt = beginningOf(layer, initial);
  const turns = (inForceAt(layer.turns, startsAt) ?? initial).turns;
  const eras: Era[] = [{ from: startsAt, turns, turn: handoffsOf(turns).turnAt(startsAt), members: standingAt(layer, startsAt), first: 0 }];
  const changes = changesOf([...layer.turns, ...layer.members.flatMap(({ places }) => places)]);
  for (const at of changes.filter((change) => change > startsAt)) {
    const before = eras.findLast(({ from }) => from < at) as Era;
    const next = (inForceAt(layer.turns, at) ?? initial).turns;
    const era = next === before.turns ? atHandoff(layer, before, at) : atOnce(layer, before, next, at);
    // A change of members that was to wait for a later hand-off is part of this one.
    while ((eras.at(-1)?.from ?? -Infinity) >= era.from) {
      eras.pop();
    }
    eras.push(era);
  }
  return eras;
}

/** When the first turn begins: turns that were changed before they had begun never began as they were. */
function beginningOf({ turns }: Layer, initial: TimedTurns): Instant {
  const beginsAt = (timed: TimedTurns) => Math.max(handoffsOf(timed.turns).at(0), timed.from ?? -Infinity);
  let begins = beginsAt(initial);
  for (const changed of turns.toSorted((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity))) {
    begins = changed !== initial && (changed.from ?? Infinity) < begins ? beginsAt(changed) : begins;
  }
  return begins;
}

function standingAt(layer: Layer, at: Instant): Standing[] {
  return layer.members
    .flatMap(({ id, person, places }) => {
      const position = positionAt(places, at);
      return position === undefined ? [] : [{ id, person, position }];
    })
    .toSorted(byPosition);
}

/** Other members from the first hand-off at or after an instant. */
function atHandoff(layer: Layer, before: Era, at: Instant): Era {
  const handoffs = handoffsOf(before.turns);
  const current = handoffs.turnAt(at);
  const turn = handoffs.at(current) === at ? current : current + 1;
  const last = membersIn(before, turn - 1).at(-1);
  const members = standingAt(layer, at);
  return { from: handoffs.at(turn), turns: before.turns, turn, members, first: last ? placeAfter(members, last) : 0 };
}

/** Other turns from an instant on: whoever has the turn keeps it; where one ends then by both, the next begins. */
function atOnce(layer: Layer, before: Era, turns: Turns, at: Instant): Era {
  const next = handoffsOf(turns);
  const begins = next.at(next.turnAt(at)) === at;
  const holder = membersIn(before, handoffsOf(before.turns).turnAt(begins ? at : at - 1))[0];
  const members = standingAt(layer, at);
  const same = members.findIndex(({ id }) => id === holder?.id);
  const first = same === -1 ? (holder ? placeAfter(members, holder) : 0) : same;
  return { from: at, turns, turn: next.turnAt(at), members, first };
}

/** The place of the first member behind somebody who may have gone; the top when nobody is. */
function placeAfter(members: readonly Standing[], last: Standing): number {
  const next = members.findIndex((member) => byPosition(member, last) > 0);
  return next === -1 ? 0 : next;
}

/** The members whose turn it is in an era: as many as are on call together, nobody twice. */
export function membersIn({ turn, turns: { together = 1 }, members, first }: Era, k: number): Standing[] {
  const count = members.length;
  const many = Math.min(together, count);
  return Array.from({ length: many }, (_, i) => {
    const index = first + (k - turn) * together + i;
    return members[((index % count) + count) % count] as Standing;
  });
}
