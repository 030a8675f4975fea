import type { Verdict } from '../log/envelope.ts';
import type { IncidentBody } from './incident-events.ts';
import { hasFired, isAhead, type Incident } from './incident.ts';
import type { IncidentEvent } from './reduce.ts';

/** A verdict with the reason a person reads when it is not `applied`. */
export interface Judgement {
  verdict: Verdict;
  why?: string;
}

const applied: Judgement = { verdict: 'applied' };
const noop = (why: string): Judgement => ({ verdict: 'noop', why });
const parked = (why: string): Judgement => ({ verdict: 'parked', why });

/**
 * What becomes of an event on an incident as it stands when the event's turn comes.
 * Facts (alerts, notes, notifications) always apply; commands are measured against status and epoch.
 */
export function judgeIncident(incident: Incident | undefined, event: IncidentEvent): Judgement {
  if (event.type === 'incident.triggered') {
    return incident ? noop('The incident exists already.') : applied;
  }
  if (!incident) {
    return parked('The incident is not known here.');
  }
  switch (event.type) {
    case 'incident.acknowledged':
      return judgeAcknowledge(incident, event);
    case 'incident.resolved':
      if (incident.status === 'resolved') {
        return noop('It was resolved already.');
      }
      return event.body.epoch < incident.reopenedInEpoch ? parked('It was reopened since; look again before you resolve it.') : applied;
    case 'incident.escalated':
      if (incident.status === 'resolved') {
        return parked('It was resolved before the escalation arrived.');
      }
      return event.body.epoch < incident.epoch || isUnseen(incident, event)
        ? parked('It has rung again since; escalate again if it is still needed.')
        : applied;
    case 'incident.unacknowledged':
      return incident.status === 'acknowledged' && event.body.epoch === incident.epoch
        ? applied
        : noop('It is not held by anyone any more.');
    case 'incident.reopened':
      return incident.status === 'resolved' ? applied : noop('It is open already.');
    case 'step.fired':
      return judgeStep(incident, event.body);
    case 'incident.alerted':
    case 'incident.annotated':
    case 'notification.sent':
    case 'notification.failed':
    case 'notification.suppressed':
    case 'notification.missed':
      return applied;
  }
}

/** Resolve beats a concurrent acknowledgement (D9); an acknowledgement never silences a later epoch (design.md, "Epochs"). */
function judgeAcknowledge(incident: Incident, event: Extract<IncidentEvent, { type: 'incident.acknowledged' }>): Judgement {
  if (incident.status === 'resolved') {
    return noop('It was resolved already.');
  }
  const isOfAnother = event.body.epoch !== incident.epoch && (event.body.epoch < incident.epoch || incident.status === 'triggered');
  return isOfAnother || isUnseen(incident, event) ? parked('It has rung again since; acknowledge it again.') : applied;
}

/**
 * Whether a person elsewhere made it ring again before the author could know: the author's count of epochs is then another's,
 * for a laptop without a network counts its own. What the author did itself, and what every engine finds, it knew.
 */
function isUnseen({ epochBegan }: Incident, event: IncidentEvent): boolean {
  return epochBegan.byHand && epochBegan.device !== event.device && event.base.seq < epochBegan.seq;
}

function judgeStep(incident: Incident, body: IncidentBody<'step.fired'>): Judgement {
  if (hasFired(incident, body.stepId)) {
    return noop('The step has fired already.');
  }
  if (incident.status !== 'triggered' || body.epoch !== incident.epoch) {
    return noop('The incident does not ring any more.');
  }
  return isAhead(incident, body.position) ? applied : noop('The path has gone past this step.');
}
