import { waitingRow } from '../../shared/delivery/attempt.ts';
import { deliveryOfItself } from '../../shared/delivery/delivery.ts';
import { derivedId } from '../../shared/log/derived-id.ts';
import { find, type Workspace } from '../../shared/workspace/workspace.ts';
import type { Outbox } from '../log/outbox.ts';
import type { KeptSubscription, SubscriptionBook, Wanted } from './subscription-book.ts';
import type { SubscriptionLinks } from './subscription-links.ts';

/** What subscribing works with. */
export interface SubscriptionEdges {
  book: SubscriptionBook;
  links: SubscriptionLinks;
  outbox: Pick<Outbox, 'add'>;
  now(): number;
  /** There is something in the outbox. */
  onAdded(): void;
  /** Whether mail can be sent and links lead here: without either nobody can be asked. */
  canAsk(): boolean;
}

/** Subscribing and leaving, whoever asks for it. */
export class Subscriptions {
  readonly book: SubscriptionBook;
  readonly links: SubscriptionLinks;
  readonly #edges: SubscriptionEdges;

  constructor(edges: SubscriptionEdges) {
    this.book = edges.book;
    this.links = edges.links;
    this.#edges = edges;
  }

  canAsk(): boolean {
    return this.#edges.canAsk();
  }

  /** A subscription as it stands; undefined once it has gone. */
  find(id: string): KeptSubscription | undefined {
    return this.book.find(id, this.#edges.now());
  }

  /** Asks an address whether it wants news; undefined when it was asked too often. Rejects when the disk refuses: then it was not asked. */
  async ask(address: string, wanted: Wanted): Promise<KeptSubscription | undefined> {
    const { outbox, now, onAdded } = this.#edges;
    const asked = this.book.ask(address, wanted, now());
    if (asked) {
      const to = { kind: 'subscription' as const, subscription: asked.id };
      await outbox.add([waitingRow(deliveryOfItself(derivedId(['confirm', asked.id]), to, 'confirm', now()))]);
      onAdded();
    }
    return asked;
  }

  confirm(id: string): KeptSubscription | undefined {
    return this.book.confirm(id, this.#edges.now());
  }

  addPerson(person: string, wanted: Wanted): KeptSubscription {
    return this.book.addPerson(person, wanted, this.#edges.now());
  }

  /** Erases what nobody confirmed in time, and subscriptions of people who have left. A log without anybody was lost, nobody left it. */
  sweep(workspace: Workspace): void {
    if (workspace.entries.person.size > 0) {
      this.book.sweep(this.#edges.now(), (person) => find(workspace, 'person', person) !== undefined);
    }
  }
}
