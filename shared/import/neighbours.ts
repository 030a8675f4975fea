import type { Construct } from './construct.ts';
import type { DraftSchedule } from './draft.ts';

/**
 * A schedule that has on call whoever another has a turn later (`by` 1) or had a turn before (-1), for steps that page the next or the
 * previous person of a rotation. Overrides are not carried along: they stand in for a turn, not for its neighbours.
 */
export function neighbourOf(schedule: DraftSchedule, by: 1 | -1, from: Construct): DraftSchedule {
  const word = by === 1 ? 'next' : 'previous';
  return {
    ...schedule,
    key: neighbourKey(schedule.key, by),
    name: `${schedule.name} (${word})`,
    rotations: schedule.rotations.map((rotation) => ({
      ...rotation,
      members: moved(rotation.members, by * (rotation.together ?? 1)),
      from,
    })),
    overrides: [],
    from,
  };
}

/** The key of a schedule's neighbour. */
export function neighbourKey(key: string, by: 1 | -1): string {
  return `${key} ${by === 1 ? 'next' : 'previous'}`;
}

/** A list that begins `by` places further on, round and round. */
export function moved<T>(list: readonly T[], by: number): T[] {
  const start = list.length === 0 ? 0 : ((by % list.length) + list.length) % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
