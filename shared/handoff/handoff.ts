import { z } from 'zod';
import type { Event } from '../log/envelope.ts';
import { Id } from '../log/envelope.ts';
import { eventOf, type TypedEvent } from '../log/typed-event.ts';
import type { Judgement } from '../log/judgement.ts';
import type { Instant } from '../time/instant.ts';

/** Schemas of the bodies of a handoff's events. */
export const handoffBodies = {
  'handoff.offered': z.strictObject({
    schedule: Id,
    to: Id,
    shift: z.strictObject({ from: z.int(), until: z.int() }),
    note: z.string().max(20_000),
    incidents: z.array(z.strictObject({ id: Id, line: z.string().max(500) })).max(100),
  }),
  'handoff.accepted': z.strictObject({}),
  'handoff.declined': z.strictObject({ reason: z.string().trim().min(1, 'say why').max(2000) }),
} as const;

/** The body of a handoff's event by type. */
export type HandoffBody<T extends keyof typeof handoffBodies> = z.infer<(typeof handoffBodies)[T]>;

/** A handoff note: what the next person on call must know, and whether they have taken it (C14). */
export interface Handoff extends HandoffBody<'handoff.offered'> {
  id: string;
  from: string | undefined;
  offeredAt: Instant;
  status: 'offered' | 'accepted' | 'declined';
  answeredAt?: Instant | undefined;
  reason?: string | undefined;
}

/** An event of a handoff with its typed body. */
export type HandoffEvent = {
  [T in keyof typeof handoffBodies]: TypedEvent<T, HandoffBody<T>>;
}[keyof typeof handoffBodies];

/** Narrows an event to a handoff's; undefined for any other type. */
export function handoffEvent(event: Event): HandoffEvent | undefined {
  return eventOf(handoffBodies, event) as HandoffEvent | undefined;
}

/** What becomes of a handoff's event: only the person it is offered to may answer it, and once. */
export function judgeHandoff(handoff: Handoff | undefined, event: HandoffEvent): Judgement {
  if (event.type === 'handoff.offered') {
    return handoff ? { verdict: 'noop', why: 'The handoff exists already.' } : { verdict: 'applied' };
  }
  if (!handoff) {
    return { verdict: 'parked', why: 'The handoff is not known here.' };
  }
  if (event.actor.kind !== 'person' || event.actor.id !== handoff.to) {
    return { verdict: 'parked', why: 'Only the person it was offered to can answer a handoff.' };
  }
  return handoff.status === 'offered' ? { verdict: 'applied' } : { verdict: 'noop', why: 'It was answered already.' };
}

/** Folds one applied event into a handoff. Never changes its arguments. */
export function reduceHandoff(handoff: Handoff | undefined, event: HandoffEvent): Handoff | undefined {
  if (event.type === 'handoff.offered') {
    const from = event.actor.kind === 'person' ? event.actor.id : undefined;
    return { ...event.body, id: event.entity.id, from, offeredAt: event.recordedAt, status: 'offered' };
  }
  if (!handoff) {
    return undefined;
  }
  return event.type === 'handoff.accepted'
    ? { ...handoff, status: 'accepted', answeredAt: event.recordedAt }
    : { ...handoff, status: 'declined', answeredAt: event.recordedAt, reason: event.body.reason };
}
