import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import { laneOf } from '../../shared/delivery/delivery.ts';
import type { Outbox } from '../log/outbox.ts';

/** What a provider called the first message it took about a row's incident in the row's lane; undefined while there is none. */
export function threadOf(outbox: Pick<Outbox, 'sentAbout'>, { delivery }: OutboxRow, provider: string): string | undefined {
  return outbox.sentAbout(laneOf(delivery), delivery.incident).find((row) => row.provider === provider && row.receipt !== undefined)
    ?.receipt;
}
