import type { Acknowledgement, Incident } from './incident.ts';
import { isAnswered } from './incident.ts';
import type { IncidentEventOf } from './reduce.ts';

type Answering = IncidentEventOf<'incident.acknowledged'> | IncidentEventOf<'incident.snoozed'>;

/**
 * A person takes the incident. The first of enough owns it; later ones are recorded beside it (reliability.md 5.4),
 * except the one it was handed over to, who owns it from now on.
 */
export function acknowledged(next: Incident, event: IncidentEventOf<'incident.acknowledged'>): Incident {
  const acknowledgement = acknowledgementOf(event);
  const { person } = acknowledgement;
  const isHandedOver = next.calls.some((call) => call.reason === 'handed-over' && person !== undefined && call.people.includes(person));
  const silent = answered(next, person);
  if (silent.acknowledgement) {
    return isHandedOver
      ? { ...silent, acknowledgement, coAcknowledgements: [...silent.coAcknowledgements, silent.acknowledgement] }
      : { ...silent, coAcknowledgements: [...silent.coAcknowledgements, acknowledgement] };
  }
  const answers = [...silent.answers, acknowledgement];
  const [first] = answers;
  if (!first || !isAnswered({ ...silent, answers })) {
    return { ...silent, answers };
  }
  return {
    ...silent,
    answers,
    status: 'acknowledged',
    suppression: undefined,
    statusSince: event.recordedAt,
    // Held from now on, when there are enough: counted from the first answer it could lapse as soon as it is held.
    acknowledgement: { ...first, at: event.recordedAt },
    coAcknowledgements: answers.slice(1),
  };
}

/** Puts the incident to sleep for a while; whoever does so holds it, unless somebody does already. */
export function snoozed(next: Incident, event: IncidentEventOf<'incident.snoozed'>): Incident {
  const acknowledgement = acknowledgementOf(event);
  // Counted from when it was really said: a snooze made offline is over when its author meant it to be.
  const snoozedUntil = acknowledgement.happenedAt + event.body.durationMs;
  if (next.acknowledgement) {
    return { ...next, snoozedUntil };
  }
  return {
    ...answered(next, acknowledgement.person),
    status: 'acknowledged',
    suppression: undefined,
    statusSince: event.recordedAt,
    acknowledgement,
    coAcknowledgements: next.answers,
    snoozedUntil,
  };
}

/** Asks somebody to take the incident from whoever holds it: until they do, it stays with them. */
export function handedOver(next: Incident, event: IncidentEventOf<'incident.handed-over'>): Incident {
  const call = { stepId: event.id, reason: 'handed-over' as const, people: [event.body.to], at: event.recordedAt };
  return { ...next, calls: [...next.calls.filter(({ reason }) => reason !== 'handed-over'), call] };
}

/** Takes a person out of the pages made to them in their own right, or of one of them; a page nobody is left in is over. */
export function answered(next: Incident, person: string | undefined, callId?: string): Incident {
  if (person === undefined || next.calls.length === 0) {
    return next;
  }
  const calls = next.calls.flatMap((call) => {
    if (callId !== undefined && call.stepId !== callId) {
      return [call];
    }
    const people = call.people.filter((each) => each !== person);
    return people.length === 0 ? [] : [{ ...call, people }];
  });
  return { ...next, calls };
}

function acknowledgementOf(event: Answering): Acknowledgement {
  return {
    person: event.actor.kind === 'person' ? event.actor.id : undefined,
    at: event.recordedAt,
    happenedAt: Math.min(Math.max(event.at.wallMs + event.at.offsetMs, 0), event.recordedAt),
    via: event.body.via,
  };
}
