import type { Logger } from 'pino';
import type { OutboxRow } from '../shared/delivery/attempt.ts';
import { makeAnswering } from './answer/answering.ts';
import type { DataFolder } from './data-folder.ts';
import { newId } from './new-id.ts';
import type { RelayOptions } from './options.ts';
import { makeReadingAlong } from './subscriptions/reading-along.ts';
import { makeWays } from './ways/make-ways.ts';

/** What the ways outside tell the rest of a relay. */
interface OutsideEdges {
  logger: Logger;
  onTrouble(message: string, error: unknown): void;
  onSettled(row: OutboxRow): void;
}

/** Puts together how people beyond the laptop are reached, answer, read along and have their ways verified. Throws a sentence when a file of theirs is damaged. */
export function makeOutside(options: RelayOptions, folder: DataFolder, { logger, onTrouble, onSettled }: OutsideEdges) {
  const { store, ledger, clock, now, contacts, subscriptionBook, delivering } = folder;
  const { outlets } = delivering;
  const answering = makeAnswering(options, { ledger, now, onTrouble, http: delivering.providers.http });
  const readers = makeReadingAlong({
    book: subscriptionBook,
    ledger,
    outbox: store.outbox,
    clock,
    outlets,
    answers: answering.links,
    publicUrl: options.publicUrl,
    onTrouble,
    contactOf: (person) => contacts.of(person),
    look: () => deliverer.look(),
    onSkipped: (digest, dueAt) =>
      logger.warn({ digest, dueAt }, 'A digest was missed while the relay was away, and is too old to be sent.'),
  });
  const { letters } = readers;
  const deliverer = delivering.runner({ ledger, store, clock, contacts, letters, answers: answering.links, onTrouble, onSettled });
  const ways = makeWays({ folder: options.data, ledger, contacts, outlets, now, newId, redact: delivering.redact });
  const followWays = () =>
    void ways.verifying.follow().catch((error: unknown) => onTrouble('Which addresses changed could not be written down.', error));
  ledger.subscribe((_, events) => events.some(({ entity }) => entity.kind === 'person') && followWays());
  followWays();
  return {
    answering,
    deliverer,
    ways,
    subscriptions: readers.subscriptions,
    providers: delivering.providers,
    start: () => {
      deliverer.start();
      readers.start();
    },
    keepHouse: () => {
      readers.keepHouse();
      if (delivering.providers.look()) {
        deliverer.look();
      }
    },
    /** Reads the file of providers again, because somebody says so. */
    reread: () => {
      delivering.providers.reload();
      deliverer.look();
    },
    stop: async () => {
      readers.stop();
      await deliverer.stop();
    },
  };
}
