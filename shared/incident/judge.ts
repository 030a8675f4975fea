import { judgeAction } from './judge-action.ts';
import { hasFired, isAhead, isOpen, type Incident } from './incident.ts';
import { applied, noop, parked, type Judgement } from '../log/judgement.ts';
import type { IncidentEvent, IncidentEventOf } from './reduce.ts';
import { judgeTelling } from './telling.ts';

/**
 * What becomes of an event on an incident as it stands when the event's turn comes.
 * Facts (alerts, notes, notifications) always apply; commands are measured against status and epoch.
 */
export function judgeIncident(incident: Incident | undefined, event: IncidentEvent): Judgement {
  if (event.type === 'incident.triggered') {
    return incident ? noop('The incident exists already.') : applied;
  }
  return incident ? judgeKnown(incident, event) : parked('The incident is not known here.');
}

function judgeKnown(incident: Incident, event: Exclude<IncidentEvent, IncidentEventOf<'incident.triggered'>>): Judgement {
  switch (event.type) {
    case 'incident.acknowledged':
      return judgeAcknowledge(incident, event);
    case 'incident.resolved':
      if (incident.status === 'resolved') {
        return noop('It was resolved already.');
      }
      return event.body.epoch < incident.reopenedInEpoch ? parked('It was reopened since; look again before you resolve it.') : applied;
    case 'incident.escalated':
      return judgeEscalate(incident, event);
    case 'incident.snoozed':
    case 'incident.reassigned':
    case 'incident.policy-changed':
      return judgeOfThisRinging(incident, event);
    case 'incident.unacknowledged':
      return incident.status === 'acknowledged' && event.body.epoch === incident.epoch
        ? applied
        : noop('It is not held by anyone any more.');
    case 'incident.reopened':
      return isOpen(incident) ? noop('It is open already.') : applied;
    case 'incident.unmerged':
      return incident.mergedInto === undefined ? noop('It is not merged into another.') : applied;
    case 'incident.declined':
      return incident.calls.some((call) => call.stepId === event.body.call) ? applied : noop('Nobody waits for this answer any more.');
    case 'incident.severity-changed':
      return changes(incident, incident.severity !== event.body.severity);
    case 'incident.priority-changed':
      return changes(incident, incident.priority !== event.body.priority);
    case 'incident.stage-changed':
      return changes(incident, incident.stage !== event.body.stage);
    case 'incident.role-assigned':
      return changes(incident, incident.roles[event.body.role] !== event.body.person);
    case 'incident.deadline-set':
      return changes(incident, incident.deadline !== (event.body.at ?? undefined));
    case 'incident.blocked':
      return changes(incident, !incident.blockedBy.includes(event.body.incident));
    case 'incident.unblocked':
      return incident.blockedBy.includes(event.body.incident) ? applied : noop('It does not wait for that incident.');
    case 'incident.responders-added':
      return judgeResponders(incident, event);
    case 'incident.suppressed':
      return incident.status === 'suppressed' || (incident.status === 'triggered' && incident.path.length === 0)
        ? applied
        : noop('It has begun to page, and goes on.');
    case 'incident.unsuppressed':
      return incident.status === 'suppressed' && event.body.epoch === incident.epoch ? applied : noop('Nothing suppresses it any more.');
    case 'incident.handed-over':
    case 'incident.merged':
      return isOpen(incident) ? applied : parked('It was resolved before this arrived; reopen it if it is still needed.');
    case 'step.fired':
      return judgeStep(incident, event);
    case 'action.proposed':
    case 'action.gated':
    case 'action.released':
    case 'action.approved':
    case 'action.rejected':
      return judgeAction(incident, event);
    case 'incident.posted':
    case 'incident.room-opened':
    case 'incident.bridge-set':
    case 'incident.follow-up-added':
    case 'incident.follow-up-done':
      return judgeTelling(incident, event);
    case 'incident.alerted':
    case 'incident.annotated':
    case 'notification.sent':
    case 'notification.failed':
    case 'notification.suppressed':
    case 'notification.missed':
      return applied;
  }
}

function changes(incident: Incident, differs: boolean): Judgement {
  if (!isOpen(incident)) {
    return parked('It was resolved before the change arrived; reopen it if the change is still needed.');
  }
  return differs ? applied : noop('It was so already.');
}

/** Resolve beats a concurrent acknowledgement (D9); an acknowledgement never silences a later epoch (design.md, "Epochs"). */
function judgeAcknowledge(incident: Incident, event: IncidentEventOf<'incident.acknowledged'>): Judgement {
  if (incident.status === 'resolved') {
    return noop('It was resolved already.');
  }
  const isOfAnother = event.body.epoch !== incident.epoch && (event.body.epoch < incident.epoch || incident.status === 'triggered');
  return isOfAnother || isUnseen(incident, event) ? parked('It has rung again since; acknowledge it again.') : applied;
}

function judgeEscalate(incident: Incident, event: IncidentEventOf<'incident.escalated'>): Judgement {
  const { rule, epoch } = event.body;
  if (incident.status === 'resolved') {
    return parked('It was resolved before the escalation arrived.');
  }
  if (rule && incident.rulesDone[rule.name] === rule.since) {
    return noop('The rule has acted already.');
  }
  return epoch < incident.epoch || isUnseen(incident, event)
    ? parked('It has rung again since; escalate again if it is still needed.')
    : applied;
}

function judgeOfThisRinging(
  incident: Incident,
  event: IncidentEventOf<'incident.snoozed'> | IncidentEventOf<'incident.reassigned'> | IncidentEventOf<'incident.policy-changed'>,
): Judgement {
  if (!isOpen(incident)) {
    return parked('It was resolved before this arrived; reopen it if it is still needed.');
  }
  if (event.type === 'incident.snoozed' && isWorse(incident, event)) {
    return parked('It has got worse since; look again before you put it to sleep.');
  }
  return event.body.epoch < incident.epoch || isUnseen(incident, event)
    ? parked('It has rung again since; look again and repeat it.')
    : applied;
}

/** Whether it got worse before the author could know. */
function isWorse({ worsenedAt }: Incident, event: IncidentEvent): boolean {
  return worsenedAt !== undefined && worsenedAt.device !== event.device && event.base.seq < worsenedAt.seq;
}

function judgeResponders(incident: Incident, event: IncidentEventOf<'incident.responders-added'>): Judgement {
  const { rule } = event.body;
  if (rule && incident.rulesDone[rule.name] === rule.since) {
    return noop('The rule has acted already.');
  }
  return isOpen(incident) ? applied : parked('It was resolved before anybody could be asked.');
}

/**
 * Whether a person elsewhere made it ring again before the author could know: the author's count of epochs is then another's,
 * for a laptop without a network counts its own. What the author did itself, and what every engine finds, it knew.
 */
function isUnseen({ epochBegan }: Incident, event: IncidentEvent): boolean {
  return epochBegan.byHand && epochBegan.device !== event.device && event.base.seq < epochBegan.seq;
}

function judgeStep(incident: Incident, { body }: IncidentEventOf<'step.fired'>): Judgement {
  if (hasFired(incident, body.stepId)) {
    return noop('The step has fired already.');
  }
  if (incident.status !== 'triggered' || body.epoch !== incident.epoch) {
    return noop('The incident does not ring any more.');
  }
  return isAhead(incident, body.position) ? applied : noop('The path has gone past this step.');
}
