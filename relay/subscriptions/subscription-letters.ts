import { confirmLetter, newsLetter } from '../../shared/delivery/news-letter.ts';
import { whyNoNews } from '../../shared/delivery/news.ts';
import { endOf } from '../../shared/insight/status-page.ts';
import type { Delivery } from '../../shared/delivery/delivery.ts';
import type { Contact } from '../../shared/workspace/contact.ts';
import type { Person } from '../../shared/workspace/definitions.ts';
import { find } from '../../shared/workspace/workspace.ts';
import type { Letters } from '../deliver/letters.ts';
import type { Outlets } from '../deliver/outlets.ts';
import type { Ledger } from '../log/ledger.ts';
import type { KeptSubscription, SubscriptionBook } from './subscription-book.ts';
import type { SubscriptionLinks } from './subscription-links.ts';

/** What news is written from. */
export interface SubscriptionLetterEdges {
  ledger: Pick<Ledger, 'state' | 'incident'>;
  book: Pick<SubscriptionBook, 'find'>;
  links: Pick<SubscriptionLinks, 'urlFor'>;
  outlets: Pick<Outlets, 'mail'>;
  contactOf(person: Person): Contact | undefined;
  /** The present address of the status page; undefined without one. */
  statusPageAt(): string | undefined;
  now(): number;
}

/** Writes to those who read along: the question whether they want to, words released for the public, and the end (S92). */
export function subscriptionLetters(edges: SubscriptionLetterEdges): Letters {
  const { ledger, book, links, outlets, contactOf, statusPageAt, now } = edges;
  const subscriptionOf = ({ to }: Delivery) => (to.kind === 'subscription' ? book.find(to.subscription, now()) : undefined);
  const personOf = ({ person }: KeptSubscription) => find(ledger.state.workspace, 'person', person ?? '');
  const addressOf = (subscription: KeptSubscription) => {
    const person = personOf(subscription);
    return subscription.address ?? (person && contactOf(person)?.email);
  };
  return {
    whyNot: (delivery) => {
      const subscription = subscriptionOf(delivery);
      if (!subscription) {
        return 'They do not read along any more.';
      }
      if (delivery.what === 'confirm') {
        return subscription.state === 'asked' ? undefined : 'It was answered before it was sent.';
      }
      return subscription.state === 'confirmed'
        ? whyNoNews(ledger.state.workspace, delivery, (id) => ledger.incident(id))
        : 'They have not said yet that they want it.';
    },
    waysTo: (delivery) => {
      const subscription = subscriptionOf(delivery);
      const to = subscription && addressOf(subscription);
      if (to === undefined) {
        return 'No address of theirs for mail is known to the relay.';
      }
      return outlets.mail.length === 0
        ? 'No provider for mail is set up on the relay.'
        : outlets.mail.map((provider) => ({ provider, to }));
    },
    write: (delivery, at) => {
      const subscription = subscriptionOf(delivery);
      if (!subscription) {
        return undefined;
      }
      const { language, services } = subscription;
      const own = links.urlFor(subscription.id);
      if (delivery.what === 'confirm') {
        return own === undefined
          ? undefined
          : confirmLetter(ledger.state.workspace, { id: delivery.id, services, language, confirmAt: own, at });
      }
      const incident = ledger.incident(delivery.incident);
      const person = personOf(subscription);
      const audience = subscription.person === undefined ? ('outside' as const) : ('people' as const);
      const reader = { audience, language, zone: person?.zone ?? 'UTC', pageAt: statusPageAt(), leaveAt: own };
      const ended = incident && endOf(incident, (id) => ledger.incident(id));
      return incident && newsLetter(ledger.state.workspace, { incident, ended }, delivery, reader, at);
    },
  };
}
