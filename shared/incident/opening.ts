import { knownOfAlert } from '../alert/known.ts';
import { severityRank } from '../log/severity.ts';
import type { Incident } from './incident.ts';
import type { IncidentEventOf } from './reduce.ts';
import { none, nothing } from './none.ts';
import { pathStart, ringAgain } from './ringing.ts';

const fromTheTop: Incident['startsFrom'] = { position: pathStart, reason: 'triggered' };

/** The incident as its first entry makes it: ringing, at the top of its path. */
export function triggered(event: IncidentEventOf<'incident.triggered'>): Incident {
  const { body } = event;
  const at = event.recordedAt;
  return {
    id: event.entity.id,
    revision: 1,
    number: 0,
    title: body.title,
    severity: body.severity,
    priority: body.priority,
    service: body.service,
    policy: body.policy,
    integration: body.integration,
    dedupKey: body.alert?.dedupKey,
    known: { ...(body.alert ? knownOfAlert(body.alert) : {}), ...body.known },
    test: body.test ?? false,
    status: body.suppression ? 'suppressed' : 'triggered',
    statusSince: at,
    roles: nothing,
    epoch: 1,
    reopenedInEpoch: 1,
    epochBegan: { seq: event.seq, device: event.device, byHand: false },
    triggeredAt: at,
    epochStartedAt: at,
    startsFrom: fromTheTop,
    alsoPage: none,
    insteadOf: body.assigned ?? none,
    path: none,
    calls: none,
    answers: none,
    coAcknowledgements: none,
    rulesDone: nothing,
    delivered: none,
    undelivered: none,
    actions: none,
    blockedBy: none,
    ...(body.suppression ? { suppression: body.suppression } : {}),
    ...(body.suppression?.reason === 'storm' ? { inStorm: true } : {}),
    ...(body.waits ? { waits: body.waits } : {}),
    ...(body.storm ? { storm: body.storm } : {}),
    ...(body.tags ? { tags: body.tags } : {}),
    ...(body.routed ? { routed: body.routed } : {}),
    ...(body.group ? { group: body.group } : {}),
    ...(body.alert?.expiresAt === undefined ? {} : { expiresAt: body.alert.expiresAt }),
    alertCount: body.alert ? 1 : 0,
    lastAlertAt: at,
    noteCount: 0,
    lastEventAt: at,
  };
}

/**
 * A worse alert that joins makes the incident worse; one that paged nobody so far, or sleeps, begins to ring, and so does the summary of
 * a storm, whoever holds it: what is worse is another problem. That one problem of several is over makes nothing worse.
 */
export function alertedAgain(next: Incident, event: IncidentEventOf<'incident.alerted'>): Incident {
  const { severity } = event.body.alert;
  if (event.body.alert.action !== 'trigger' || severityRank(severity) >= severityRank(next.severity)) {
    return next;
  }
  const worse = { ...next, severity, worsenedAt: { seq: event.seq, device: event.device } };
  const pagedNobody = next.status === 'triggered' && next.path.at(-1)?.outcome === 'suppressed';
  return pagedNobody || next.snoozedUntil !== undefined || next.storm
    ? ringAgain(worse, event, { position: pathStart, reason: 'triggered' })
    : worse;
}
