import type { Layer, Schedule } from '../schedule/definition.ts';
import { positions, type Place } from '../schedule/place.ts';
import { spoken } from '../schedule/redefine.ts';
import type { TurnLength, Turns } from '../schedule/turns.ts';
import { isoOf, type Instant } from '../time/instant.ts';
import { durationOf, given } from './file-given.ts';

/** A schedule as a workspace file writes it; see `file-schedule.ts`. */
export function fileScheduleOf(schedule: Schedule, now: Instant): object {
  const { name, zone, layers, overrides, limits } = spoken(schedule, now);
  const [only, ...others] = layers;
  const ranks = positions(layers.length);
  const isAlone = only?.id === 'rotation' && others.length === 0;
  return given({
    name,
    zone,
    ...(isAlone
      ? { rotation: fileLayerOf(only, zone, ranks[0]) }
      : { layers: layers.map((layer, i) => ({ id: layer.id, ...fileLayerOf(layer, zone, ranks[i]) })) }),
    overrides: overrides.map(({ id: _, from, until, ...rest }) => ({ ...rest, from: isoOf(from), until: isoOf(until) })),
    limits: limits && given({ rest: durationOf(limits.restMs), nightsInARow: limits.nightsInARow }),
  });
}

const letters: Record<TurnLength['unit'], string> = { hour: 'h', day: 'd', week: 'w', month: 'mo' };

function fileTurnsOf({ zone, turn, ...turns }: Turns, schedules: string): object {
  return given({ zone: zone === schedules ? undefined : zone, ...turns, turn: `${turn.length}${letters[turn.unit]}` });
}

function fileLayerOf({ name, use, places, turns, members }: Layer, zone: string, rank: string | undefined): object {
  const [first, ...changes] = turns;
  return given({
    name,
    use: use === 'on-call' ? undefined : use,
    people: filePeopleOf(members),
    ...(first ? fileTurnsOf(first.turns, zone) : {}),
    changes:
      changes.length > 0
        ? changes.map(({ from, turns: changed }) => ({ from: isoOf(from ?? 0), ...fileTurnsOf(changed, zone) }))
        : undefined,
    places: isPlain(places, rank) ? undefined : places.map(filePlaceOf),
  });
}

/** People by their ids as long as nobody came, moved or went; else with since when they stand where. */
function filePeopleOf(members: Layer['members']): unknown[] {
  const order = positions(members.length);
  return members.every(({ places }, i) => isPlain(places, order[i]))
    ? members.map(({ person }) => person)
    : members.map(({ id, person, places }) => ({ person, ...(id === person ? {} : { id }), places: places.map(filePlaceOf) }));
}

function isPlain(places: readonly Place[], position: string | undefined): boolean {
  return places.length === 1 && places[0]?.from === undefined && places[0]?.position === position;
}

function filePlaceOf({ from, position }: Place): object {
  return given({ from: from === undefined ? undefined : isoOf(from), position });
}
