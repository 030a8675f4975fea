import { Temporal } from 'temporal-polyfill';
import type { Layer, Schedule } from '../../shared/schedule/definition.ts';
import type { Turns } from '../../shared/schedule/turns.ts';

/** When a turn begins, by a general date library: the first of two, and the jump itself for a time that is skipped. */
export function turnBegins({ turn, handoffAt, startsOn, zone }: Turns, k: number): number {
  const first = Temporal.PlainDateTime.from(`${startsOn}T${handoffAt}`);
  const wall = first.add({ [`${turn.unit}s`]: k * turn.length });
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) {
    return earlier.epochMilliseconds;
  }
  return earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? earlier.epochMilliseconds;
}

/** Who has the turn of a layer nobody edited, found by trying one turn after the other. */
export function memberAt({ turns, members }: Layer, at: number): string | undefined {
  const [first] = turns;
  const people = members.map(({ person }) => person);
  if (!first || at < turnBegins(first.turns, 0)) {
    return undefined;
  }
  const { unit, length } = first.turns.turn;
  const approximateMs = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_635_200_000 }[unit] * length;
  let k = Math.max(0, Math.floor((at - turnBegins(first.turns, 0)) / approximateMs) - 3);
  while (turnBegins(first.turns, k + 1) <= at) {
    k += 1;
  }
  return people[k % people.length];
}

/** Who is on call for a schedule of layers without hours, the slow way: the last override, else the last layer that has begun. */
export function onCallSlowly({ layers, overrides }: Schedule, at: number): string | undefined {
  const override = overrides.findLast(({ from, until }) => from <= at && at < until);
  return override?.person ?? layers.map((layer) => memberAt(layer, at)).findLast((person) => person !== undefined);
}
