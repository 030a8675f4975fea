import type { Answers } from '../../shared/bridge/contract.ts';
import { openedByHand, type OpenedByHand } from '../../shared/form/open-by-hand.ts';
import type { Replica } from '../store/replica.ts';
import { resultOf } from './result.ts';

/** Opens an incident by hand, with or without the relay: the event, and what is said beside it as its first note. */
export function openIncident(replica: Pick<Replica, 'view' | 'command'>, id: string, said: OpenedByHand): Answers['incident:trigger'] {
  const opening = openedByHand(replica.view, said);
  if ('errors' in opening) {
    const message = opening.errors.map(({ en }) => en).join(' ');
    return { ok: false, message, errors: opening.errors };
  }
  const entity = { kind: 'incident' as const, id };
  const event = replica.command('incident.triggered', entity, opening.body);
  if (opening.note !== undefined) {
    replica.command('incident.annotated', entity, { text: opening.note });
  }
  const result = resultOf(event);
  return result.ok ? { ok: true, incident: id } : result;
}
