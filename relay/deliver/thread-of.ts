import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import { isWords, laneOf } from '../../shared/delivery/delivery.ts';
import type { Outbox } from '../log/outbox.ts';

/** Where a thread began: what a provider called its first message, and whether that is somebody's words, which stay as they are. */
export interface Thread {
  receipt: string;
  isWords: boolean;
}

/** The first message a provider took about a row's incident in the row's lane; undefined while there is none. */
export function threadOf(outbox: Pick<Outbox, 'sentAbout'>, { delivery }: OutboxRow, provider: string): Thread | undefined {
  const first = outbox.sentAbout(laneOf(delivery), delivery.incident).find((row) => row.provider === provider && row.receipt !== undefined);
  return first?.receipt === undefined ? undefined : { receipt: first.receipt, isWords: isWords(first.delivery.what) };
}
