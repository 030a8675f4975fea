import type { TypedEvent } from '../log/typed-event.ts';
import type { Position, StepReason } from './incident-events.ts';
import type { Incident } from './incident.ts';
import { none } from './none.ts';

/** The beginning of every path. */
export const pathStart: Position = { cycle: 1, level: 1, repeat: 0 };

/** What a person does to make an incident ring anew; the rest is found by monitors and by every engine alike. */
const byHand: ReadonlySet<StepReason> = new Set(['reopened', 'escalated-by-hand', 'reassigned', 'severity-changed', 'policy-changed']);

/** Where a new ringing begins, why, and whom its first step pages besides or instead of its targets. */
export interface RingingStart {
  position: Position;
  reason: StepReason;
  alsoPage?: readonly string[];
  insteadOf?: readonly string[];
}

/** Begins a new ringing: the next epoch, held by nobody, its path still empty. */
export function ringAgain(next: Incident, event: Omit<TypedEvent<string, unknown>, 'type'>, start: RingingStart): Incident {
  return {
    ...next,
    status: 'triggered',
    statusSince: event.recordedAt,
    epoch: next.epoch + 1,
    epochBegan: { seq: event.seq, device: event.device, byHand: byHand.has(start.reason) },
    epochStartedAt: event.recordedAt,
    startsFrom: { position: start.position, reason: start.reason },
    alsoPage: start.alsoPage ?? none,
    insteadOf: start.insteadOf ?? none,
    path: none,
    answers: none,
    delivered: none,
    undelivered: none,
    acknowledgement: undefined,
    coAcknowledgements: none,
    snoozedUntil: undefined,
    suppression: undefined,
  };
}

/** One level past the last step fired; the engine turns a level past the end into the next walk or the catch-all. */
export function levelAfter(incident: Incident): Position {
  const { cycle, level } = levelOf(incident);
  return { cycle, level: level + 1, repeat: 0 };
}

/** The level the path stands on: of the last step fired, or where it is about to begin. */
export function levelOf(incident: Incident): Position {
  return { ...(incident.path.at(-1)?.position ?? incident.startsFrom.position), repeat: 0 };
}
