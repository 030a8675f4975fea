import type { Layer, Override, Schedule } from '../../shared/schedule/definition.ts';
import { positions } from '../../shared/schedule/place.ts';
import type { Turns } from '../../shared/schedule/turns.ts';

/** A schedule of `people` in turns, Monday 25 December 2023 being the first day unless said otherwise. */
export function scheduleOf(
  people: readonly string[],
  {
    zone = 'Europe/Paris',
    unit = 'week',
    length = 1,
    handoffAt = '09:00',
    startsOn = '2023-12-25',
    overrides = [],
    ...more
  }: Partial<{
    zone: string;
    unit: Turns['turn']['unit'];
    length: number;
    handoffAt: string;
    startsOn: string;
    overrides: Override[];
  }> &
    Partial<Pick<Turns, 'endsOn' | 'together' | 'hours' | 'holidays'>> = {},
): Schedule {
  const turns = { zone, turn: { unit, length }, handoffAt, startsOn, ...more };
  return { id: 'primary', name: 'Primary', zone, layers: [layerOf(people, turns)], overrides };
}

/** A layer of `people` who take turns. */
export function layerOf(people: readonly string[], turns: Turns, layer: Partial<Layer> = {}): Layer {
  const order = positions(people.length);
  const members = people.map((person, i) => ({ id: `place-${i}`, person, places: [{ position: order[i] ?? 'a0' }] }));
  return { id: 'rotation', use: 'on-call', places: [{ position: 'a0' }], turns: [{ turns }], members, ...layer };
}
