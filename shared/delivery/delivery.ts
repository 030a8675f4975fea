import { z } from 'zod';
import { OutsideChannel } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import type { IncidentEvent } from '../incident/reduce.ts';
import { Id, InstantMs } from '../log/envelope.ts';

/**
 * Schema of whom a delivery is for.
 * - `person`: a page by one of their own rules. `room`: a channel of the workspace where people talk.
 * - `subscriber`: a program or system log that is told of every change (S128).
 */
export const Recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person: Id, channel: OutsideChannel }),
  z.strictObject({ kind: z.literal('room'), room: Id }),
  z.strictObject({ kind: z.literal('subscriber'), subscriber: z.string().max(100) }),
]);
/** Whom a delivery is for. */
export type Recipient = z.infer<typeof Recipient>;

/**
 * Schema of one thing to be brought to somebody outside the app; what an entry of the log asks for (design.md, "Outside channels").
 * - `id` follows from what asks for it and whom it is for, so that asking twice asks once.
 * - `stepId` is the step or call it belongs to; `entry` the id of the entry that asked.
 * - `what` of a room besides pages, and that somebody has it or it is over: that it `opened`, a change of `status`, an `update` or a
 *   `decision`, words that wait for approval (`draft`) or were `declined`; of these `stepId` is the update's, the action's or the entry's.
 * - `page` counts a person's rules for one channel, from 1; `reason` is why, as notifications are recorded.
 * - `dueAt` is relay ms: after the step by as long as the rule says, never within quiet hours it may not break.
 */
export const Delivery = z.strictObject({
  id: z.uuid(),
  to: Recipient,
  what: z.enum(['page', 'acknowledged', 'resolved', 'event', 'opened', 'status', 'update', 'decision', 'draft', 'declined']),
  incident: Id,
  epoch: z.int().min(1),
  stepId: z.uuid(),
  entry: z.uuid(),
  page: z.int().min(1),
  reason: z.string().max(100),
  dueAt: InstantMs,
});
/** One thing to be brought to somebody outside the app. */
export type Delivery = z.infer<typeof Delivery>;

/**
 * What must not be sent twice at a time: one person's way, one room, one subscriber's stretch about one incident. What waits in a lane
 * goes as one message where that is possible; a subscriber's goes one after the other, in order.
 */
export function laneOf({ to, incident }: Pick<Delivery, 'to' | 'incident'>): string {
  switch (to.kind) {
    case 'person':
      return `person:${to.person}/${to.channel}`;
    case 'room':
      return `room:${to.room}`;
    case 'subscriber':
      return `subscriber:${to.subscriber}/${incident}`;
  }
}

/** What an entry asks to be brought to somebody, before anything more is said of it: due at once, named by the step it belongs to. */
export function draftOf(incident: Incident, event: IncidentEvent, to: Recipient, stepId: string): Delivery {
  return {
    id: stepId,
    to,
    what: 'page',
    incident: incident.id,
    epoch: incident.epoch,
    stepId,
    entry: event.id,
    page: 1,
    reason: event.type,
    dueAt: event.recordedAt,
  };
}

/** Whether a delivery brings what somebody said, and not how the incident stands. */
export function isWords(what: Delivery['what']): boolean {
  return what === 'update' || what === 'decision' || what === 'draft' || what === 'declined';
}
