import type { Incident } from '../incident/incident.ts';
import type { IncidentBody, OutsideVia } from '../incident/incident-events.ts';

/** What somebody can do to an incident from outside, without a device of theirs. */
export const answerActions = ['acknowledge', 'escalate', 'resolve'] as const;
/** One of `answerActions`. */
export type AnswerAction = (typeof answerActions)[number];

/** Whom an answer from outside is bound to: one ringing of one incident, and one person (S7). */
export interface AnswerBinding {
  incident: string;
  epoch: number;
  person: string;
}

/**
 * How an incident stands to one person's answer to one of its ringings: `rings` for them, `answered` by them, `held` by somebody
 * else, `quiet` when it is suppressed, `rung-again` when that ringing is past and its answers with it, `resolved` when it is over.
 */
export type Standing = 'rings' | 'answered' | 'held' | 'quiet' | 'rung-again' | 'resolved';

const offers: Readonly<Record<Standing, readonly AnswerAction[]>> = {
  rings: ['acknowledge', 'escalate'],
  answered: ['escalate', 'resolve'],
  held: ['escalate'],
  quiet: [],
  'rung-again': [],
  resolved: [],
};

/** How an incident stands to a person's answer to the ringing `epoch`. */
export function standingOf(incident: Incident, { epoch, person }: Pick<AnswerBinding, 'epoch' | 'person'>): Standing {
  if (incident.status === 'resolved') {
    return 'resolved';
  }
  if (epoch !== incident.epoch) {
    return 'rung-again';
  }
  if (incident.calls.some(({ people }) => people.includes(person))) {
    return 'rings';
  }
  const answers = [...incident.answers, ...incident.coAcknowledgements, ...(incident.acknowledgement ? [incident.acknowledgement] : [])];
  if (answers.some((answer) => answer.person === person)) {
    return 'answered';
  }
  const unanswered = { acknowledged: 'held', suppressed: 'quiet', triggered: 'rings' } as const;
  return unanswered[incident.status];
}

/**
 * What is offered to somebody from outside. Resolving is offered to whoever has answered alone: on a small screen in the night a slip
 * of the finger must not end what nobody has looked at.
 */
export function offeredIn(standing: Standing): readonly AnswerAction[] {
  return offers[standing];
}

/** The event an answer from outside makes; it names whose it is, since it is the relay that signs it. */
export function outsideAnswer(
  action: AnswerAction,
  { epoch, person }: Pick<AnswerBinding, 'epoch' | 'person'>,
  via: OutsideVia,
): { type: `incident.${string}`; body: Record<string, unknown> } {
  const said = { epoch, via, by: person };
  switch (action) {
    case 'acknowledge':
      return { type: 'incident.acknowledged', body: said satisfies IncidentBody<'incident.acknowledged'> };
    case 'resolve':
      return { type: 'incident.resolved', body: said satisfies IncidentBody<'incident.resolved'> };
    case 'escalate':
      return {
        type: 'incident.escalated',
        body: { ...said, reason: 'escalated-by-hand' } satisfies IncidentBody<'incident.escalated'>,
      };
  }
}
