import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { newsOf } from '../shared/delivery/news.ts';
import { isWorthTelling } from '../shared/state/fold-version.ts';
import { SteadyClock } from '../shared/time/steady-clock.ts';
import { CalendarFeeds } from './access/calendar-feeds.ts';
import { ContactBook } from './access/contact-book.ts';
import { CredentialStore } from './access/credentials.ts';
import { lockFolder } from './access/folder-lock.ts';
import { dropUnfinished } from './access/private-file.ts';
import { sha256OfText, signerOf, verifySignature } from './access/signature.ts';
import { refuseHalfRestored } from './backup/half-restored.ts';
import { readDelivering } from './deliver/delivering.ts';
import { followWorkspace, prepareLog, readStartWorkspace } from './first-start.ts';
import { Ledger } from './log/ledger.ts';
import { SqliteEventStore } from './log/sqlite-event-store.ts';
import { newId } from './new-id.ts';
import type { RelayOptions } from './options.ts';
import { PresenceBook } from './replicate/presence-book.ts';
import { SubscriptionBook } from './subscriptions/subscription-book.ts';
import { systemClock } from './system-clock.ts';

/** Opens a data folder for this process alone: the log, at the workspace it was told to start with, and what stands beside it. */
export async function openDataFolder(
  options: RelayOptions,
  { logger, onTrouble }: { logger: Logger; onTrouble(message: string, error: unknown): void },
) {
  const { data } = options;
  // Nothing is touched for a workspace that cannot be read.
  const definitions = readStartWorkspace(options);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(data);
  refuseHalfRestored(data);
  dropUnfinished(data);
  const delivering = readDelivering(data, options.providers, { now: () => systemClock.now(), onTrouble });

  const store = new SqliteEventStore(join(data, 'log.db'), {
    onBadSegment: (error) => onTrouble('Part of the archive cannot be read. Alerts are taken and people paged all the same.', error),
    onProgress: (progress) => isWorthTelling(progress) && logger.info(progress, 'Folding the log anew, as this version reads it.'),
  });
  const clock = new SteadyClock(systemClock, store.head().recordedAt);
  const now = () => clock.now();
  const credentials = new CredentialStore(data, newId, now);
  const contacts = new ContactBook(data);
  const subscriptionBook = new SubscriptionBook(data, newId);
  const sign = signerOf(credentials.key.privateKey);
  const ledger = new Ledger(store, {
    device: credentials.key.device,
    sign,
    verify: verifySignature,
    hash: sha256OfText,
    now,
    newId,
    defer: (callback) => void setImmediate(callback),
    onTrouble,
    deliveries: (state, event) => [...delivering.deliveries(state, event), ...newsOf(state, event, () => subscriptionBook.confirmed())],
  });
  for (const { type, version, since } of ledger.state.notUnderstood) {
    logger.warn({ type, version, since }, 'A newer relay wrote what this one does not understand; update it. It is kept and sent on.');
  }
  await prepareLog(ledger, { credentials, contacts }, { definitions, sample: options.sample }, now());
  ledger.subscribe((_, events) => {
    try {
      followWorkspace(events, ledger, { credentials, contacts });
    } catch (error) {
      onTrouble('The keys of integrations or the contacts could not be written; restart the relay once its disk takes them.', error);
    }
  });
  const calendars = new CalendarFeeds(data, now);
  const presenceBook = new PresenceBook(data);
  return { store, clock, now, ledger, sign, credentials, contacts, calendars, subscriptionBook, presenceBook, delivering, unlock };
}

/** What an open data folder gives a relay to work with. */
export type DataFolder = Awaited<ReturnType<typeof openDataFolder>>;
