import type { Contact } from '../../shared/workspace/contact.ts';
import type { Person } from '../../shared/workspace/definitions.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { AnswerLinks } from '../answer/answer-links.ts';
import { DigestClock } from '../digest/digest-clock.ts';
import { digestLetters } from '../digest/digest-letters.ts';
import type { LetterWriters } from '../deliver/letters.ts';
import type { Outlets } from '../deliver/outlets.ts';
import type { Ledger } from '../log/ledger.ts';
import type { Outbox } from '../log/outbox.ts';
import { statusPath } from '../public-status/status-address.ts';
import type { SubscriptionBook } from './subscription-book.ts';
import { subscriptionLetters } from './subscription-letters.ts';
import { SubscriptionLinks } from './subscription-links.ts';
import { Subscriptions } from './subscriptions.ts';

/** What letters to those who read along work with. */
export interface ReadingEdges {
  book: SubscriptionBook;
  ledger: Ledger;
  outbox: Outbox;
  clock: Clock;
  outlets: Outlets;
  answers: Pick<AnswerLinks, 'secretFor' | 'formFor' | 'isForm'>;
  publicUrl: string | undefined;
  contactOf(person: Person): Contact | undefined;
  /** Has the outbox looked at. */
  look(): void;
  onSkipped(digest: string, dueAt: string): void;
  onTrouble(message: string, error: unknown): void;
}

/** Those who read along: their letters, their subscriptions, and the clock of digests. */
export interface ReadingAlong {
  letters: LetterWriters;
  subscriptions: Subscriptions;
  start(): void;
  /** Erases what nobody confirmed in time. */
  keepHouse(): void;
  stop(): void;
}

/** Puts together what a relay writes to those who read along. */
export function makeReadingAlong(edges: ReadingEdges): ReadingAlong {
  const { book, ledger, outbox, clock, outlets, answers, publicUrl, contactOf, look, onSkipped, onTrouble } = edges;
  const links = new SubscriptionLinks(answers, publicUrl);
  const now = () => clock.now();
  const statusPageAt = () => {
    const path = statusPath(ledger.state.workspace, answers);
    return path === undefined || publicUrl === undefined ? undefined : publicUrl + path;
  };
  const canAsk = () => publicUrl !== undefined && outlets.mail.length > 0;
  const subscriptions = new Subscriptions({ book, links, outbox, now, onAdded: look, canAsk });
  const digests = new DigestClock({ ledger, outbox, clock, onAdded: look, onSkipped, onTrouble });
  return {
    letters: {
      digest: digestLetters({ ledger, outlets, contactOf }),
      subscription: subscriptionLetters({ ledger, book, links, outlets, contactOf, statusPageAt, now }),
    },
    subscriptions,
    start: () => digests.start(),
    keepHouse: () => {
      try {
        subscriptions.sweep(ledger.state.workspace);
      } catch (error) {
        onTrouble('What nobody confirmed in time could not be erased; it is tried again.', error);
      }
    },
    stop: () => digests.stop(),
  };
}
