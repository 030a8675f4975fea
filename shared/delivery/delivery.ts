import { z } from 'zod';
import { OutsideChannel } from '../incident/incident-events.ts';
import type { Incident } from '../incident/incident.ts';
import type { IncidentEvent } from '../incident/reduce.ts';
import { Id, InstantMs } from '../log/envelope.ts';
import type { Instant } from '../time/instant.ts';

/**
 * Schema of whom a delivery is for.
 * - `person`: a page by one of their own rules, to the further address it names. `room`: a channel of the workspace where people talk.
 * - `subscriber`: a program or system log that is told of every change (S128).
 * - `digest`: a digest of the workspace, for the person or room it names (S81).
 * - `subscription`: somebody who reads along by mail, by an id that says nothing of them (S92).
 */
export const Recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person: Id, channel: OutsideChannel, address: Id.optional() }),
  z.strictObject({ kind: z.literal('room'), room: Id }),
  z.strictObject({ kind: z.literal('subscriber'), subscriber: z.string().max(100) }),
  z.strictObject({ kind: z.literal('digest'), digest: Id }),
  z.strictObject({ kind: z.literal('subscription'), subscription: z.uuid() }),
]);
/** Whom a delivery is for. */
export type Recipient = z.infer<typeof Recipient>;

/**
 * Schema of one thing to be brought to somebody outside the app; what an entry of the log asks for (design.md, "Outside channels").
 * - `id` follows from what asks for it and whom it is for, so that asking twice asks once.
 * - `stepId` is the step or call it belongs to, of news the words or the end they are of; `entry` the id of the entry that asked.
 * - A `test` of a person's ways is about no incident: `incident` and `stepId` name the test, which is its entry.
 * - `what` of a room besides pages, and that somebody has it or it is over: that it `opened`, a change of `status`, an `update` or a
 *   `decision`, words that wait for approval (`draft`) or were `declined`; of these `stepId` is the update's, the action's or the entry's.
 * - What is about no incident, a digest or the question whether a subscription is wanted, has `aboutNone` in its place and its own id for
 *   step and entry.
 * - `page` counts a person's rules for one channel, from 1; `reason` is why, as notifications are recorded.
 * - `dueAt` is relay ms: after the step by as long as the rule says, never within quiet hours it may not break.
 */
export const Delivery = z.strictObject({
  id: z.uuid(),
  to: Recipient,
  what: z.enum([
    'page',
    'acknowledged',
    'resolved',
    'event',
    'opened',
    'status',
    'update',
    'decision',
    'draft',
    'declined',
    'digest',
    'news',
    'over',
    'confirm',
    'test',
  ]),
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
 * goes as one message where that is possible; a subscriber's goes one after the other, in order. A test has a lane of its own for
 * each address: it is counted by the same limits and holds up neither a page nor a test by another way.
 */
export function laneOf({ to, incident, what }: Pick<Delivery, 'to' | 'incident'> & Partial<Pick<Delivery, 'what'>>): string {
  switch (to.kind) {
    case 'person':
      return `person:${to.person}/${to.channel}${what === 'test' ? `/${to.address ?? ''}/test` : ''}`;
    case 'room':
      return `room:${to.room}`;
    case 'subscriber':
      return `subscriber:${to.subscriber}/${incident}`;
    case 'digest':
      return `digest:${to.digest}`;
    // No program's name begins so. What thousands read along is taken up beside what programs are told, never before somebody's page.
    case 'subscription':
      return `subscriber:@${to.subscription}/${incident}`;
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

/** What stands for the incident of a delivery that is about none. */
export const aboutNone = 'none';

/** A delivery that no entry of the log asks for; `id` is the same whenever the same thing is asked for. */
export function deliveryOfItself(id: string, to: Recipient, what: Delivery['what'], dueAt: Instant): Delivery {
  return { id, to, what, incident: aboutNone, epoch: 1, stepId: id, entry: id, page: 1, reason: what, dueAt };
}

/** Whether what is sent there may be very much, goes in order, and waits behind everything that is for people on call. */
export function goesInOrder({ kind }: Recipient): boolean {
  return kind === 'subscriber' || kind === 'subscription';
}
