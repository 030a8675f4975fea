import { operator, type Action } from './action.ts';
import { isOpen, type Incident } from './incident.ts';
import { applied, noop, parked, type Judgement } from '../log/judgement.ts';
import type { IncidentEventOf } from './reduce.ts';
import { judgeLength } from './telling.ts';

type ActionEvent = IncidentEventOf<'action.proposed' | 'action.gated' | 'action.released' | 'action.approved' | 'action.rejected'>;

/** What becomes of an event on an outbound action: only who was asked answers, once each, and never the one who proposed it (S103, C19). */
export function judgeAction(incident: Incident, event: ActionEvent): Judgement {
  if (event.type === 'action.proposed') {
    return isOpen(incident) ? judgeLength(incident, event.body.text) : parked('The incident is resolved; reopen it to propose something.');
  }
  const action = incident.actions.find(({ id }) => id === event.body.action);
  if (!action) {
    return parked('The action is not known here.');
  }
  if (action.status === 'released' || action.status === 'rejected') {
    return noop(action.status === 'released' ? 'It was approved already.' : 'It was turned down already.');
  }
  switch (event.type) {
    case 'action.gated':
      return event.body.attempt > action.attempt ? applied : noop('Approval was asked for already.');
    case 'action.released':
      return action.status === 'proposed' ? applied : noop('It waits for approval.');
    case 'action.approved':
    case 'action.rejected':
      return judgeAnswer(action, event);
  }
}

function judgeAnswer(action: Action, event: IncidentEventOf<'action.approved' | 'action.rejected'>): Judgement {
  if (action.status === 'proposed') {
    return parked('Whether it needs approval is not settled yet; try again in a moment.');
  }
  if (event.actor.kind !== 'person') {
    return action.approvals.includes(operator) ? noop('The operator approved it already.') : applied;
  }
  const { id } = event.actor;
  if (event.type === 'action.approved' && id === action.by) {
    return parked('Nobody approves what they proposed themselves; ask a colleague.');
  }
  if (!action.asked.includes(id)) {
    return parked('You are not among those asked to approve it.');
  }
  return action.approvals.includes(id) ? noop('You approved it already.') : applied;
}
