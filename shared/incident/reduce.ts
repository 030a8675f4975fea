import type { Event } from '../log/envelope.ts';
import { severityRank } from '../log/severity.ts';
import { eventOf, type TypedEvent } from '../log/typed-event.ts';
import type { IncidentBody, IncidentEventType, Position } from './incident-events.ts';
import { incidentBodies } from './incident-events.ts';
import type { Acknowledgement, Incident } from './incident.ts';

/** An event of an incident with its typed body. */
export type IncidentEvent = { [T in IncidentEventType]: TypedEvent<T, IncidentBody<T>> }[IncidentEventType];

/** Narrows an event to an incident's; undefined for any other type, and for one written by a newer version. */
export function incidentEvent(event: Event): IncidentEvent | undefined {
  return eventOf(incidentBodies, event) as IncidentEvent | undefined;
}

const pathStart: Position = { cycle: 1, level: 1, repeat: 0 };

/**
 * Folds one applied event into an incident; the caller leaves out events whose verdict is not `applied`.
 * Undefined before `incident.triggered`. Never changes its arguments.
 */
export function reduceIncident(incident: Incident | undefined, event: IncidentEvent): Incident | undefined {
  if (event.type === 'incident.triggered') {
    return triggered(event);
  }
  if (!incident) {
    return undefined;
  }
  const next: Incident = { ...incident, revision: incident.revision + 1, lastEventAt: event.recordedAt };
  switch (event.type) {
    case 'incident.alerted':
      return alertedAgain({ ...next, alertCount: incident.alertCount + 1, lastAlertAt: event.recordedAt }, event);
    case 'incident.acknowledged':
      return acknowledged(next, event);
    case 'incident.unacknowledged':
      return ringAgain(next, event, {
        position: pathStart,
        reason: 'acknowledgement-expired',
        alsoPage: incident.acknowledgement?.person ? [incident.acknowledgement.person] : [],
      });
    case 'incident.escalated':
      return ringAgain(next, event, { position: levelAfter(incident), reason: event.body.reason, alsoPage: [] });
    case 'incident.annotated':
      return { ...next, noteCount: incident.noteCount + 1 };
    case 'incident.resolved':
      return { ...next, status: 'resolved', resolution: { person: personOf(event), at: event.recordedAt, via: event.body.via } };
    case 'incident.reopened': {
      const again = ringAgain(next, event, { position: pathStart, reason: 'reopened', alsoPage: [] });
      return { ...again, reopenedInEpoch: again.epoch, resolution: undefined };
    }
    case 'step.fired':
      return { ...next, path: [...incident.path, event.body] };
    case 'notification.sent':
    case 'notification.failed':
    case 'notification.suppressed':
    case 'notification.missed':
      return next;
  }
}

function triggered(event: TypedEvent<'incident.triggered', IncidentBody<'incident.triggered'>>): Incident {
  const { body } = event;
  return {
    id: event.entity.id,
    revision: 1,
    number: 0,
    title: body.title,
    severity: body.severity,
    service: body.service,
    policy: body.policy,
    integration: body.integration,
    dedupKey: body.alert?.dedupKey,
    test: body.test ?? false,
    status: 'triggered',
    epoch: 1,
    reopenedInEpoch: 1,
    epochBegan: { seq: event.seq, device: event.device, byHand: false },
    triggeredAt: event.recordedAt,
    epochStartedAt: event.recordedAt,
    startsFrom: { position: pathStart, reason: 'triggered' },
    alsoPage: [],
    path: [],
    coAcknowledgements: [],
    alertCount: body.alert ? 1 : 0,
    lastAlertAt: event.recordedAt,
    noteCount: 0,
    lastEventAt: event.recordedAt,
  };
}

/** A worse alert that joins makes the incident worse; one that paged nobody so far begins to ring. */
function alertedAgain(next: Incident, event: TypedEvent<'incident.alerted', IncidentBody<'incident.alerted'>>): Incident {
  const { severity } = event.body.alert;
  if (severityRank(severity) >= severityRank(next.severity)) {
    return next;
  }
  const worse = { ...next, severity };
  const pagedNobody = next.status === 'triggered' && next.path.at(-1)?.outcome === 'suppressed';
  return pagedNobody ? ringAgain(worse, event, { position: pathStart, reason: 'triggered', alsoPage: [] }) : worse;
}

/** The first acknowledgement owns the incident; later ones are recorded beside it (reliability.md 5.4). */
function acknowledged(next: Incident, event: TypedEvent<'incident.acknowledged', IncidentBody<'incident.acknowledged'>>): Incident {
  const acknowledgement: Acknowledgement = {
    person: personOf(event),
    at: event.recordedAt,
    happenedAt: Math.min(Math.max(event.at.wallMs + event.at.offsetMs, 0), event.recordedAt),
    via: event.body.via,
  };
  return next.acknowledgement
    ? { ...next, coAcknowledgements: [...next.coAcknowledgements, acknowledgement] }
    : { ...next, status: 'acknowledged', acknowledgement };
}

function ringAgain(
  next: Incident,
  event: IncidentEvent,
  start: { position: Position; reason: Incident['startsFrom']['reason']; alsoPage: readonly string[] },
): Incident {
  return {
    ...next,
    status: 'triggered',
    epoch: next.epoch + 1,
    epochStartedAt: event.recordedAt,
    epochBegan: { seq: event.seq, device: event.device, byHand: start.reason === 'reopened' || start.reason === 'escalated-by-hand' },
    startsFrom: { position: start.position, reason: start.reason },
    alsoPage: start.alsoPage,
    path: [],
    acknowledgement: undefined,
    coAcknowledgements: [],
  };
}

/** Where an escalation by hand goes: one level past the last step fired; the engine turns a level past the end into the next walk or the catch-all. */
function levelAfter(incident: Incident): Position {
  const last = incident.path.at(-1)?.position;
  if (!last) {
    return { ...incident.startsFrom.position, level: incident.startsFrom.position.level + 1, repeat: 0 };
  }
  return { cycle: last.cycle, level: last.level + 1, repeat: 0 };
}

function personOf(event: Event | IncidentEvent): string | undefined {
  return event.actor.kind === 'person' ? event.actor.id : undefined;
}
