import type { CommandResult } from '../../shared/bridge/contract.ts';
import type { Event } from '../../shared/log/envelope.ts';

const unknown: CommandResult = { ok: false, message: 'The incident is not known on this laptop any more.' };

/** What became of a command as far as this laptop can tell; the relay's word follows in the returned tray if it differs. */
export function resultOf(event: Event | undefined): CommandResult {
  if (!event) {
    return unknown;
  }
  return event.verdict === 'applied' ? { ok: true } : { ok: false, message: event.why ?? 'It could not be done any more.' };
}
