import { join } from 'node:path';
import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import { deliveriesOf } from '../../shared/delivery/planning.ts';
import type { Event } from '../../shared/log/envelope.ts';
import type { State } from '../../shared/state/state.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { ContactBook } from '../access/contact-book.ts';
import type { Presence } from '../runner/engine-runner.ts';
import type { EventStore } from '../log/event-store.ts';
import type { Ledger } from '../log/ledger.ts';
import type { LetterWriters } from './letters.ts';
import { noAnswerAddresses, type AnswerAddresses } from './answer-addresses.ts';
import { LiveProviders, type LiveEdges } from './live-providers.ts';
import type { Outlets } from './outlets.ts';
import { providersFile } from './providers-file.ts';
import { DeliveryRunner } from './runner.ts';

/** What a relay's ways outside work on. */
export interface DeliveringEdges {
  ledger: Ledger;
  store: EventStore;
  clock: Clock;
  contacts: ContactBook;
  /** Who writes letters; nobody unless given. */
  letters?: LetterWriters | undefined;
  /** Where people answer from outside; nowhere unless given. */
  answers?: AnswerAddresses | undefined;
  onTrouble(message: string, error: unknown): void;
  onSettled(row: OutboxRow): void;
}

/** A relay's ways outside, as its file of providers describes them: what an entry asks of them, and who carries it out. */
export interface Delivering {
  providers: LiveProviders;
  outlets: Outlets;
  /** Takes the secrets of providers out of a text. */
  redact(text: string): string;
  deliveries(state: State, event: Event): ReturnType<typeof deliveriesOf>;
  runner(edges: DeliveringEdges): DeliveryRunner;
}

/** Reads the file of providers of a data folder, or the one that was named. Throws BadProviders. */
export function readDelivering(data: string, named: string | undefined, edges: Pick<LiveEdges, 'now' | 'onTrouble'>): Delivering {
  const providers = new LiveProviders({ file: named ?? join(data, providersFile), isNamed: named !== undefined, ...edges });
  const { outlets } = providers;
  return {
    providers,
    outlets,
    redact: (text) => providers.redact(text),
    deliveries: (state, event) => deliveriesOf(state, event, outlets.subscribers),
    runner: ({ ledger, store, clock, contacts, letters, answers, onTrouble, onSettled }) =>
      new DeliveryRunner({
        ledger,
        outbox: store.outbox,
        entry: (id) => store.find(id),
        clock,
        outlets,
        contactOf: (person) => contacts.of(person),
        letters,
        answers: answers ?? noAnswerAddresses,
        random: () => Math.random(),
        redact: (text) => providers.redact(text),
        onTrouble,
        onSettled,
      }),
  };
}

/** Who can be reached: by a connected device, or by a way outside that makes itself heard (C6). */
export function reachOf(presence: Presence, runner: Pick<DeliveryRunner, 'reaches'>): Presence {
  return {
    reach: (person) => {
      const byDevice = presence.reach(person);
      return byDevice === 'yes' || !runner.reaches(person) ? byDevice : 'yes';
    },
    subscribeAway: (listener) => presence.subscribeAway(listener),
  };
}
