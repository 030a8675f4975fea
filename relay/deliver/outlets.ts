import type { Recipient } from '../../shared/delivery/delivery.ts';
import type { Letter } from '../../shared/delivery/letter.ts';
import type { MessageLanguage, OutMessage } from '../../shared/delivery/message.ts';
import type { Subscriber } from '../../shared/delivery/planning.ts';
import type { OutsideChannel } from '../../shared/incident/incident-events.ts';
import { addressFor, addressKindOf, type Contact } from '../../shared/workspace/contact.ts';
import { chatChannel } from './adapters/chat.ts';
import { chatLetters } from './adapters/chat-letter.ts';
import { httpGateway } from './adapters/http-gateway.ts';
import { mailChannel, mailLetters } from './adapters/mail.ts';
import { gotifyChannel, ntfyChannel, pushoverChannel } from './adapters/push.ts';
import { slackBotChannel, slackBotLetters } from './adapters/slack-api.ts';
import { syslogChannel } from './adapters/syslog.ts';
import { twilioSms, twilioVoice } from './adapters/twilio.ts';
import { webhookChannel } from './adapters/webhook.ts';
import type { Change, Channel } from './channel.ts';
import type { OutgoingHttp } from './outgoing-http.ts';
import type { Provider, ProvidersFile, SubscriberConfig } from './providers-schema.ts';

/** A provider a delivery may go by, and whom it names there. */
export interface Outlet {
  provider: string;
  to: string;
}

/** What leads outside: who serves which way, and by what. Made from `providers.yaml`; stories put channels of their own in. */
export interface Outlets {
  readonly subscribers: readonly Subscriber[];
  languageOf(person: string | undefined): MessageLanguage;
  /** The ways to a recipient in the order they are tried, or why there is none. */
  waysTo(to: Recipient, contact: Contact | undefined): readonly Outlet[] | string;
  message(provider: string, channel: OutsideChannel): Channel<OutMessage>;
  change(subscriber: string): Channel<Change>;
  /** Takes letters; of providers only those of mail and chats do. */
  letter(provider: string): Channel<Letter>;
  /** The providers of mail, in the order they are asked. */
  readonly mail: readonly string[];
}

/** Why there is no way; the timeline translates it. */
function noProvider(channel: OutsideChannel): string {
  return `No provider for ${channel} is set up on the relay.`;
}

/** Makes the ways outside that a file of providers describes. */
export function outletsFrom(file: ProvidersFile, http: OutgoingHttp): Outlets {
  const { channels, people, rooms, subscribers } = file;
  const made = new Map<string, Channel<OutMessage>>();
  const letters = new Map(Object.entries(file.providers).map(([name, provider]) => [name, letterChannel(provider, http)]));
  const told = new Map(Object.entries(subscribers).map(([id, config]) => [id, subscriberChannel(config, http)]));
  return {
    subscribers: Object.entries(subscribers).map(([id, { events }]) => ({ id, events })),
    mail: channels.mail ?? [],
    letter: (provider) => letters.get(provider) ?? nowhere,
    languageOf: (person) => people[person ?? '']?.language ?? file.language,
    waysTo: (to, contact) => {
      switch (to.kind) {
        case 'person':
          return personWays(to, channels[to.channel] ?? [], people[to.person]?.addresses ?? {}, contact);
        case 'room':
          return rooms[to.room]?.map((provider) => ({ provider, to: '' })) ?? 'No provider for this channel is set up on the relay.';
        case 'digest':
        case 'subscription':
          return 'A letter is no message.';
        case 'subscriber':
          return told.has(to.subscriber) ? [{ provider: to.subscriber, to: '' }] : 'It is not told of anything any more.';
      }
    },
    message: (provider, channel) => {
      const key = `${provider}/${channel}`;
      const known = made.get(key) ?? messageChannel(file.providers[provider], channel, http);
      made.set(key, known);
      return known;
    },
    change: (subscriber) => told.get(subscriber) ?? nowhere,
  };
}

const nowhere = { send: async () => ({ outcome: 'dead' as const, why: 'The provider is not set up on the relay any more.' }) };

function personWays(
  { channel, address }: { channel: OutsideChannel; address?: string | undefined },
  providers: readonly string[],
  addresses: Readonly<Record<string, string>>,
  contact: Contact | undefined,
): readonly Outlet[] | string {
  if (providers.length === 0) {
    return noProvider(channel);
  }
  const kind = addressKindOf(channel);
  const addressOf = (provider: string) => (kind === undefined ? addresses[provider] : addressFor(contact, kind, address));
  const ways = providers.flatMap((provider) => {
    const to = addressOf(provider);
    return to === undefined ? [] : [{ provider, to }];
  });
  return ways.length > 0 ? ways : `No address of theirs for ${channel} is known to the relay.`;
}

function messageChannel(provider: Provider | undefined, channel: OutsideChannel, http: OutgoingHttp): Channel<OutMessage> {
  switch (provider?.kind) {
    case undefined:
      return nowhere;
    case 'smtp':
      return mailChannel(provider);
    case 'twilio':
      return channel === 'voice' ? twilioVoice(provider, http) : twilioSms(provider, http);
    case 'http':
      return httpGateway(provider, http);
    case 'ntfy':
      return ntfyChannel(provider, http);
    case 'gotify':
      return gotifyChannel(provider, http);
    case 'pushover':
      return pushoverChannel(provider, http);
    case 'slack': {
      const { url = '', token } = provider;
      return token === undefined ? chatChannel({ ...provider, url }, http) : slackBotChannel({ ...provider, token }, http);
    }
    case 'mattermost':
    case 'teams':
    case 'discord':
    case 'google-chat':
      return chatChannel(provider, http);
  }
}

function letterChannel(provider: Provider, http: OutgoingHttp): Channel<Letter> {
  switch (provider.kind) {
    case 'smtp':
      return mailLetters(provider);
    case 'slack': {
      const { url = '', token } = provider;
      return token === undefined ? chatLetters({ ...provider, url }, http) : slackBotLetters({ ...provider, token }, http);
    }
    case 'mattermost':
    case 'teams':
    case 'discord':
    case 'google-chat':
      return chatLetters(provider, http);
    case 'twilio':
    case 'http':
    case 'ntfy':
    case 'gotify':
    case 'pushover':
      return nowhere;
  }
}

function subscriberChannel(config: SubscriberConfig, http: OutgoingHttp): Channel<Change> {
  return config.kind === 'webhook' ? webhookChannel(config, http) : syslogChannel(config);
}
