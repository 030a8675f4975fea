import type { PendingCommand } from '../../main/store/replica-store.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { AuthorPart } from '../../shared/log/envelope.ts';
import { idOf, mondayNight } from './entries.ts';

/** A command that waits for the relay: a note, the `number`th of its device. */
export function pendingCommand(number: number, text = `note ${number}`): PendingCommand {
  const part: AuthorPart = {
    id: idOf(number),
    device: idOf('laptop'),
    deviceSeq: number,
    type: 'incident.annotated',
    version: 1,
    entity: { kind: 'incident', id: 'incident-1' },
    base: { seq: 0, revision: 0, epoch: 0 },
    at: { wallMs: mondayNight, offsetMs: 0, uncertaintyMs: 0 },
    body: { text },
  };
  return { id: part.id, author: canonicalJson(part), signature: 'c2ln' };
}
