import { z } from 'zod';
import { Id, InstantMs } from '../log/envelope.ts';
import { LayerUse, Override, ScheduleLimits } from './definition.ts';
import { Position } from './place.ts';
import { Turns } from './turns.ts';

const position = Position;
const from = InstantMs;
const layer = Id;
const swap = Id;
const asked = z.strictObject({ swap, giver: Id, taker: Id, from: InstantMs, until: InstantMs });

/**
 * Schemas of the bodies of every event that edits a schedule. Each edit holds from an instant on; one said after that instant holds
 * from when the relay recorded it, for the past stays as it was (B2, D13).
 * - `rotation.changed` follows so many earlier changes its author had seen: made without knowing of another it is parked.
 * - `shift.taken` is a swap nobody needs to approve: somebody takes over.
 */
export const scheduleEditBodies = {
  'schedule.described': z.strictObject({ name: z.string().trim().min(1).max(200).optional(), limits: ScheduleLimits.optional() }),
  'layer.added': z.strictObject({
    layer,
    name: z.string().trim().min(1).max(200).optional(),
    use: LayerUse,
    position,
    turns: Turns,
    members: z.array(z.strictObject({ id: Id, person: Id, position })).max(500, 'a rotation has at most 500 members'),
    from,
  }),
  'layer.moved': z.strictObject({ layer, position, from }),
  'layer.removed': z.strictObject({ layer, from }),
  'member.added': z.strictObject({ layer, member: Id, person: Id, position, from }),
  'member.moved': z.strictObject({ layer, member: Id, position, from }),
  'member.removed': z.strictObject({ layer, member: Id, from }),
  'rotation.changed': z.strictObject({ layer, turns: Turns, follows: z.int().min(1), from }),
  'override.added': z.strictObject({ override: Override }),
  'override.removed': z.strictObject({ override: Id }),
  'swap.requested': asked,
  'swap.approved': z.strictObject({ swap }),
  'swap.declined': z.strictObject({ swap, reason: z.string().max(500).optional() }),
  'swap.withdrawn': z.strictObject({ swap }),
  'swap.undone': z.strictObject({ swap }),
  'shift.taken': asked,
} as const;

/** The type of an event that edits a schedule. */
export type ScheduleEditType = keyof typeof scheduleEditBodies;
/** The body of such an event. */
export type ScheduleEditBody<T extends ScheduleEditType> = z.infer<(typeof scheduleEditBodies)[T]>;
/** An edit of a schedule: its type, its body and when it was recorded (relay ms). */
export type ScheduleEdit = { [T in ScheduleEditType]: { type: T; body: ScheduleEditBody<T>; recordedAt: number } }[ScheduleEditType];
