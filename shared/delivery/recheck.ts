import type { Incident } from '../incident/incident.ts';
import { stageOf } from '../escalation/channel.ts';
import type { Delivery } from './delivery.ts';

/** What can be said of a delivery nobody needs any more, in words the timeline translates. */
export type NotNeeded =
  | 'It was acknowledged before the message was sent.'
  | 'It was resolved before the message was sent.'
  | 'It has rung again since; that has messages of its own.'
  | 'They have answered already.'
  | 'It pages nobody just now.'
  | 'It has gone on since.'
  | 'The incident is not known here any more.';

/**
 * Why a delivery is not sent, asked right before each attempt; undefined when it is (D8). A page is for as long as its ringing goes on
 * and its person has not answered, a call until they have; a program is told of everything.
 */
export function whyNotNeeded(delivery: Delivery, incident: Incident | undefined): NotNeeded | undefined {
  const { to, what, stepId, epoch } = delivery;
  // A program is told of everything; a letter's writer knows whether it is wanted, and whoever asked for a test waits for it.
  if (to.kind === 'subscriber' || to.kind === 'digest' || to.kind === 'subscription' || what === 'test') {
    return undefined;
  }
  if (!incident) {
    return 'The incident is not known here any more.';
  }
  if (what !== 'page' && what !== 'acknowledged' && what !== 'resolved') {
    return isStillSo(delivery, incident) ? undefined : 'It has gone on since.';
  }
  if (what === 'resolved') {
    return incident.status === 'resolved' ? undefined : 'It has rung again since; that has messages of its own.';
  }
  if (incident.status === 'resolved') {
    return what === 'page' ? 'It was resolved before the message was sent.' : 'It has gone on since.';
  }
  if (what === 'acknowledged') {
    return incident.status === 'acknowledged' && incident.epoch === epoch ? undefined : 'It has gone on since.';
  }
  const call = incident.calls.find((each) => each.stepId === stepId);
  if (call && to.kind === 'person') {
    return call.people.includes(to.person) ? undefined : 'They have answered already.';
  }
  if (incident.epoch !== epoch) {
    return 'It has rung again since; that has messages of its own.';
  }
  if (incident.status !== 'triggered') {
    return incident.status === 'acknowledged' ? 'It was acknowledged before the message was sent.' : 'It pages nobody just now.';
  }
  if (to.kind !== 'person') {
    return undefined;
  }
  const isOnPath = incident.path.some((step) => step.stepId === stepId);
  return !isOnPath || incident.answers.some(({ person }) => person === to.person) ? 'They have answered already.' : undefined;
}

/** Whether what a room is to be told still is so; what people said, and what was decided about it, is told for good. */
function isStillSo({ what, reason, stepId }: Delivery, incident: Incident): boolean {
  if (what === 'opened') {
    return (reason === 'resolved') === (incident.status === 'resolved');
  }
  if (what === 'draft') {
    return incident.actions.some(({ id, status }) => id === stepId && status === 'waiting');
  }
  if (what !== 'status') {
    return true;
  }
  const [field, value] = reason.split(':');
  const isSo = field === 'stage' ? stageOf(incident) === value : field === 'severity' ? incident.severity === value : true;
  return isSo && incident.status !== 'resolved';
}
