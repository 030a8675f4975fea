import { z } from 'zod';
import { Id } from '../log/envelope.ts';
import { Schedule } from './definition.ts';
import { positions } from './place.ts';
import { Turns } from './turns.ts';

/** Schema of a schedule as versions before layers wrote it: one rotation in the schedule's zone. */
export const OneRotation = z.strictObject({
  ...Schedule.pick({ id: true, name: true, zone: true, overrides: true }).shape,
  rotation: z.strictObject({
    participants: z
      .array(z.strictObject({ id: Id, person: Id }))
      .min(1, 'name at least one person')
      .max(500),
    ...z.strictObject(Turns.shape).pick({ turn: true, handoffAt: true, startsOn: true }).shape,
  }),
});
/** A schedule as versions before layers wrote it. */
export type OneRotation = z.infer<typeof OneRotation>;

/** A schedule as this version reads it, from one that any version wrote; what is in the log stays as it is. */
export function upcastSchedule(written: Schedule | OneRotation): Schedule {
  if (!('rotation' in written)) {
    return written;
  }
  const { rotation, ...schedule } = written;
  const { participants, ...turns } = rotation;
  const order = positions(participants.length);
  return {
    ...schedule,
    layers: [
      {
        id: 'rotation',
        use: 'on-call',
        places: [{ position: 'a0' }],
        turns: [{ turns: { zone: schedule.zone, ...turns } }],
        members: participants.map((participant, i) => ({ ...participant, places: [{ position: order[i] ?? 'a0' }] })),
      },
    ],
  };
}
