import type { Override, Schedule } from '../../shared/schedule/definition.ts';

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
  }: Partial<{
    zone: string;
    unit: 'day' | 'week';
    length: number;
    handoffAt: string;
    startsOn: string;
    overrides: Override[];
  }> = {},
): Schedule {
  const participants = people.map((person, i) => ({ id: `place-${i}`, person }));
  return { id: 'primary', name: 'Primary', zone, rotation: { participants, turn: { unit, length }, handoffAt, startsOn }, overrides };
}
