import type { Change, Channel } from '../../relay/deliver/channel.ts';
import type { LetterWriters } from '../../relay/deliver/letters.ts';
import type { Outlets } from '../../relay/deliver/outlets.ts';
import { DeliveryRunner } from '../../relay/deliver/runner.ts';
import type { Ledger } from '../../relay/log/ledger.ts';
import type { MemoryEventStore } from '../../relay/log/memory-event-store.ts';
import type { OutboxRow, Outcome } from '../../shared/delivery/attempt.ts';
import type { Recipient } from '../../shared/delivery/delivery.ts';
import type { OutMessage } from '../../shared/delivery/message.ts';
import type { Subscriber } from '../../shared/delivery/planning.ts';
import type { Letter } from '../../shared/delivery/letter.ts';
import { headlineOf } from '../../shared/delivery/written.ts';
import type { Clock } from '../../shared/time/clock.ts';

/** A message that reached its provider. */
export interface Arrived {
  at: number;
  provider: string;
  channel: string;
  to: string;
  message: OutMessage;
  text: string;
}

/** What a provider of a story does with what it is handed. */
export type Behaviour = (signal: AbortSignal) => Promise<Outcome> | Outcome;

const takes: Behaviour = () => ({ outcome: 'sent' });

function providersTo(to: Recipient, channels: Record<string, string[]>, rooms: Record<string, string[]>): string[] | undefined {
  switch (to.kind) {
    case 'person':
      return channels[to.channel];
    case 'room':
      return rooms[to.room];
    case 'subscriber':
      return [to.subscriber];
    case 'digest':
    case 'subscription':
      return undefined;
  }
}

/** The world outside a story: providers that take what they are handed, or do not. */
export class Outside {
  readonly arrived: Arrived[] = [];
  readonly told: { at: number; subscriber: string; change: Change }[] = [];
  readonly settled: OutboxRow[] = [];
  readonly letters: { at: number; provider: string; to: string; letter: Letter }[] = [];
  /** How each provider behaves; one that is not here takes everything. */
  readonly behaviour = new Map<string, Behaviour>();
  /** The providers of each way, in order. */
  channels: Record<string, string[]> = { mail: ['mail'], sms: ['sms'], voice: ['voice'], push: ['push'], chat: ['chat'] };
  rooms: Record<string, string[]> = { 'major-incident': ['room'] };
  subscribers: Subscriber[] = [];
  /** Who writes letters; nobody unless a story says so. */
  writers: LetterWriters | undefined;
  /** How many runners look at the one outbox. */
  runnersWanted = 1;
  #clock: Clock | undefined;

  /** What arrived, in a word each. */
  get texts(): string[] {
    return this.arrived.map(({ provider, to, text }) => `${provider}${to === '' ? '' : ` ${to}`}: ${text}`);
  }

  readonly outlets: Outlets = this.#outlets(() => this.subscribers);

  runners(ledger: Ledger, store: MemoryEventStore, clock: Clock, onTrouble: (message: string) => void): DeliveryRunner[] {
    this.#clock = clock;
    return Array.from(
      { length: this.runnersWanted },
      () =>
        new DeliveryRunner({
          ledger,
          outbox: store.outbox,
          entry: (id) => store.find(id),
          clock,
          outlets: this.outlets,
          contactOf: ({ id }) => ({ email: `${id}@example.org`, phone: '+33123456789' }),
          letters: this.writers,
          answers: { urlFor: ({ person, epoch }) => `https://relay.example.org/a/${person}-${epoch}` },
          random: () => 0.5,
          redact: (text) => text,
          onTrouble,
          onSettled: (row) => this.settled.push(row),
        }),
    );
  }

  #outlets(subscribers: () => readonly Subscriber[]): Outlets {
    return {
      get subscribers() {
        return subscribers();
      },
      mail: this.channels['mail'] ?? [],
      letter: (provider) => ({
        send: async (letter, to, signal) => {
          const outcome = await (this.behaviour.get(provider) ?? takes)(signal);
          if (outcome.outcome === 'sent') {
            this.letters.push({ at: this.#now(), provider, to, letter });
          }
          return outcome;
        },
      }),
      languageOf: () => 'en',
      waysTo: (to) => {
        const providers = providersTo(to, this.channels, this.rooms);
        return providers && providers.length > 0
          ? providers.map((provider) => ({ provider, to: to.kind === 'person' ? to.person : '' }))
          : 'No provider for it is set up on the relay.';
      },
      message: (provider, channel) => this.#provider(provider, channel),
      change: (subscriber) => ({
        send: async (change, _to, signal) => {
          const outcome = await (this.behaviour.get(subscriber) ?? takes)(signal);
          if (outcome.outcome === 'sent') {
            this.told.push({ at: this.#now(), subscriber, change });
          }
          return outcome;
        },
      }),
    };
  }

  #provider(provider: string, channel: string): Channel<OutMessage> {
    return {
      send: async (message, to, signal) => {
        const outcome = await (this.behaviour.get(provider) ?? takes)(signal);
        if (outcome.outcome === 'sent') {
          this.arrived.push({ at: this.#now(), provider, channel, to, message, text: headlineOf(message) });
        }
        return outcome;
      },
    };
  }

  #now(): number {
    return this.#clock?.now() ?? 0;
  }
}
