import { derivedId } from '../log/derived-id.ts';
import type { Event } from '../log/envelope.ts';
import { eventOf, type TypedEvent } from '../log/typed-event.ts';
import { acknowledged, answered, handedOver, snoozed } from './answers.ts';
import { reduceAction } from './actions.ts';
import { incidentBodies, type IncidentBody, type IncidentEventType, type PageChannel } from './incident-events.ts';
import type { Incident } from './incident.ts';
import { withAlert } from './members.ts';
import { alertedAgain, triggered } from './opening.ts';
import { none } from './none.ts';
import { levelAfter, levelOf, pathStart, ringAgain } from './ringing.ts';
import { severityChanged } from './severity-change.ts';
import { reduceTelling } from './telling.ts';

/** An event of an incident of one type, or of one of several, with its typed body. */
export type IncidentEventOf<T extends IncidentEventType> = T extends IncidentEventType ? TypedEvent<T, IncidentBody<T>> : never;
/** An event of an incident with its typed body. */
export type IncidentEvent = IncidentEventOf<IncidentEventType>;

/** Narrows an event to an incident's; undefined for any other type, and for one written by a newer version. */
export function incidentEvent(event: Event): IncidentEvent | undefined {
  return eventOf(incidentBodies, event) as IncidentEvent | undefined;
}

/**
 * Folds one applied event into an incident; the caller leaves out events whose verdict is not `applied`.
 * Undefined before `incident.triggered`. Never changes its arguments.
 */
export function reduceIncident(incident: Incident | undefined, event: IncidentEvent): Incident | undefined {
  if (event.type === 'incident.triggered') {
    return triggered(event);
  }
  return incident && reduceKnown({ ...incident, revision: incident.revision + 1, lastEventAt: event.recordedAt }, event);
}

function reduceKnown(next: Incident, event: Exclude<IncidentEvent, IncidentEventOf<'incident.triggered'>>): Incident {
  switch (event.type) {
    case 'incident.alerted':
      return alertedAgain(withAlert(next, event.body.alert, integrationOf(event), event.recordedAt), event);
    case 'incident.acknowledged':
      return acknowledged(next, event);
    case 'incident.unacknowledged': {
      const alsoPage = next.acknowledgement?.person === undefined ? [] : [next.acknowledgement.person];
      return ringAgain(next, event, { position: pathStart, reason: event.body.reason, alsoPage });
    }
    case 'incident.escalated':
      return escalated(next, event);
    case 'incident.snoozed':
      return snoozed(next, event);
    case 'incident.reassigned':
      return ringAgain(next, event, { position: levelOf(next), reason: 'reassigned', insteadOf: event.body.people });
    case 'incident.handed-over':
      return handedOver(next, event);
    case 'incident.responders-added': {
      const { people, rule } = event.body;
      // A rule acts on every engine alike, so its page has the same id everywhere.
      const stepId = rule ? derivedId([next.id, rule.name, rule.since]) : event.id;
      return calling(ruleDone(next, rule), { stepId, reason: rule ? 'rule' : 'asked', people, at: event.recordedAt });
    }
    case 'incident.declined':
      return answered(next, personOf(event), event.body.call);
    case 'incident.severity-changed':
      return severityChanged(next, event);
    case 'incident.priority-changed':
      return { ...next, priority: event.body.priority };
    case 'incident.stage-changed':
      return { ...next, stage: event.body.stage, statusSince: event.recordedAt };
    case 'incident.role-assigned':
      return { ...next, roles: { ...next.roles, [event.body.role]: event.body.person } };
    case 'incident.deadline-set':
      return { ...next, deadline: event.body.at ?? undefined };
    case 'incident.policy-changed':
      return policyChanged({ ...next, policy: event.body.policy }, event);
    case 'incident.merged':
      return { ...over(next, event), mergedInto: event.body.into };
    case 'incident.unmerged':
    case 'incident.reopened': {
      const again = ringAgain(next, event, { position: pathStart, reason: 'reopened' });
      return { ...again, reopenedInEpoch: again.epoch, resolution: undefined, mergedInto: undefined, endedQuiet: undefined };
    }
    case 'incident.blocked':
      return { ...next, blockedBy: [...new Set([...next.blockedBy, event.body.incident])] };
    case 'incident.unblocked':
      return { ...next, blockedBy: next.blockedBy.filter((id) => id !== event.body.incident) };
    case 'incident.suppressed':
      return { ...next, status: 'suppressed', suppression: event.body.suppression, ...(fixed(next) ? { waits: fixed(next) } : {}) };
    case 'incident.unsuppressed':
      return {
        ...ringAgain(next, event, { position: pathStart, reason: 'suppression-ended', insteadOf: next.insteadOf }),
        releasedAt: event.recordedAt,
      };
    case 'incident.annotated':
      return { ...next, noteCount: next.noteCount + 1 };
    case 'incident.resolved':
      return over(next, event);
    case 'step.fired':
      return stepFired(next, event);
    case 'notification.sent':
    case 'notification.failed':
      return delivery(next, event);
    case 'action.proposed':
    case 'action.gated':
    case 'action.released':
    case 'action.approved':
    case 'action.rejected':
      return reduceAction(next, event);
    case 'incident.posted':
    case 'incident.room-opened':
    case 'incident.bridge-set':
    case 'incident.follow-up-added':
    case 'incident.follow-up-done':
      return reduceTelling(next, event);
    case 'notification.suppressed':
    case 'notification.missed':
      return next;
  }
}

/**
 * What an incident waits for that goes on while something else suppresses it too: a pause or the like, whose end was fixed when it began,
 * or the summary of the storm it belongs to.
 */
export function fixed({ waits, suppression }: Pick<Incident, 'waits' | 'suppression'>): Incident['waits'] {
  const { reason, incident } = suppression ?? {};
  return reason === 'pause' || reason === 'flapping' || (reason === 'storm' && incident !== undefined) ? suppression : waits;
}

function escalated(next: Incident, event: IncidentEventOf<'incident.escalated'>): Incident {
  const { reason, level, rule } = event.body;
  const position = level === undefined ? levelAfter(next) : { ...levelOf(next), level };
  return ringAgain(ruleDone(next, rule), event, { position, reason });
}

function ruleDone(next: Incident, rule: { name: string; since: number } | undefined): Incident {
  return rule ? { ...next, rulesDone: { ...next.rulesDone, [rule.name]: rule.since } } : next;
}

/** Adds a page to people in their own right; to nobody is only remembered. */
export function calling(next: Incident, call: Incident['calls'][number]): Incident {
  return call.people.length === 0 ? next : { ...next, calls: [...next.calls, call] };
}

/** Another policy, or another revision of it: what rings begins anew at the top or where it stood, what is held stays held (C17). */
function policyChanged(next: Incident, event: IncidentEventOf<'incident.policy-changed'>): Incident {
  return next.status === 'triggered'
    ? ringAgain(next, event, { position: event.body.restart ? pathStart : levelOf(next), reason: 'policy-changed' })
    : next;
}

function over(next: Incident, event: IncidentEventOf<'incident.resolved'> | IncidentEventOf<'incident.merged'>): Incident {
  return {
    ...next,
    status: 'resolved',
    suppression: undefined,
    ...(next.suppression ? { endedQuiet: next.suppression.reason } : {}),
    statusSince: event.recordedAt,
    calls: [],
    snoozedUntil: undefined,
    resolution: { person: personOf(event), at: event.recordedAt, via: event.body.via },
  };
}

/** A step of another level wants answers of its own; a repeat of the same goes on counting those it has. */
function stepFired(next: Incident, event: IncidentEventOf<'step.fired'>): Incident {
  const isRepeat = event.body.position.repeat > 0;
  // Most have one step, and a list that is spread keeps room for sixteen more.
  const path = next.path.length === 0 ? [event.body] : [...next.path, event.body];
  return { ...next, path, answers: isRepeat ? next.answers : none, delivered: none, undelivered: none };
}

/** Ways outside that make themselves heard. */
const rings: ReadonlySet<PageChannel> = new Set(['push', 'sms', 'voice']);

function delivery(next: Incident, event: IncidentEventOf<'notification.sent'> | IncidentEventOf<'notification.failed'>): Incident {
  const { person, stepId, channel } = event.body;
  const isOutside = channel !== 'desktop' && channel !== 'terminal';
  // A mail wakes nobody, and of what failed outside a laptop may still ring: neither says whether somebody was reached.
  if (stepId !== next.path.at(-1)?.stepId || (isOutside && (event.type === 'notification.failed' || !rings.has(channel)))) {
    return next;
  }
  return event.type === 'notification.sent'
    ? { ...next, delivered: added(next.delivered, person), undelivered: next.undelivered.filter((each) => each !== person) }
    : { ...next, undelivered: next.delivered.includes(person) ? next.undelivered : added(next.undelivered, person) };
}

function added(people: readonly string[], person: string): readonly string[] {
  return people.includes(person) ? people : [...people, person];
}

function personOf(event: IncidentEvent): string | undefined {
  return event.actor.kind === 'person' ? event.actor.id : undefined;
}

function integrationOf(event: IncidentEvent): string | undefined {
  return event.actor.kind === 'integration' ? event.actor.id : undefined;
}
