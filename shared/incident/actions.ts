import { operator, type Action } from './action.ts';
import { answered } from './answers.ts';
import type { Incident } from './incident.ts';
import type { IncidentEventOf } from './reduce.ts';

type ActionEvent = IncidentEventOf<'action.proposed' | 'action.gated' | 'action.released' | 'action.approved' | 'action.rejected'>;

/** Folds what concerns an outbound action: proposed, behind a checkpoint, approved one by one, free to go or turned down (S103). */
export function reduceAction(next: Incident, event: ActionEvent): Incident {
  const person = event.actor.kind === 'person' ? event.actor.id : undefined;
  switch (event.type) {
    case 'action.proposed': {
      const { kind, text } = event.body;
      const fresh = { status: 'proposed' as const, needed: 0, asked: [], approvals: [], attempt: 0 };
      return { ...next, actions: [...next.actions, { id: event.id, kind, text, by: person, at: event.recordedAt, ...fresh }] };
    }
    case 'action.gated': {
      const { action, people, needed, checkpoint, until, attempt } = event.body;
      const gated = changed(next, action, (each) => ({
        ...each,
        status: 'waiting',
        checkpoint,
        needed,
        until,
        attempt,
        asked: [...new Set([...each.asked, ...people])],
      }));
      const call = { stepId: event.id, reason: 'approval' as const, people, at: event.recordedAt };
      return people.length === 0 ? gated : { ...gated, calls: [...gated.calls, call] };
    }
    case 'action.released':
      return settled(changed(next, event.body.action, (each) => ({ ...each, status: 'released' })));
    case 'action.approved':
      return settled(
        changed(answered(next, person), event.body.action, (each) => {
          const approvals = [...each.approvals, person ?? operator];
          return { ...each, approvals, status: approvals.length >= each.needed ? 'released' : 'waiting' };
        }),
      );
    case 'action.rejected': {
      const { action, reason } = event.body;
      return settled(changed(answered(next, person), action, (each) => ({ ...each, status: 'rejected', rejection: { person, reason } })));
    }
  }
}

function changed(next: Incident, id: string, change: (action: Action) => Action): Incident {
  return { ...next, actions: next.actions.map((action) => (action.id === id ? change(action) : action)) };
}

/** Once no action waits any more, nobody is asked to approve one. */
function settled(next: Incident): Incident {
  return next.actions.some(({ status }) => status === 'waiting')
    ? next
    : { ...next, calls: next.calls.filter(({ reason }) => reason !== 'approval') };
}
