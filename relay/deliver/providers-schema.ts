import { z } from 'zod';
import { Id } from '../../shared/log/envelope.ts';
import { allowList } from './address-check.ts';

const secret = z.string().min(1, 'it is empty');
/** An address of a provider. A password in it would stand in every program's list of connections. */
const httpUrl = z
  .string()
  .max(2048)
  .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), 'write an address that begins with https:// or http://')
  .refine((url) => !URL.canParse(url) || new URL(url).username === '', 'put user and password into "headers", not into the address');
const host = z
  .string()
  .min(1, 'name the host')
  .max(253)
  .regex(/^[A-Za-z0-9.:-]+$/, 'write a name or an address of a host, without a port');
const port = z.int().min(1).max(65_535);
const mailFrom = z
  .string()
  .max(320)
  .regex(/^([^<>\r\n"]*<[^<>@\s]+@[A-Za-z0-9.-]+>|[^<>@\s]+@[A-Za-z0-9.-]+)$/, 'write an address like Watchbell <watchbell@example.org>');

/** Schema of a provider: what brings messages to people or rooms, with its credentials. */
export const Provider = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('smtp'),
    host,
    port: port.default(587),
    security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
    user: z.string().optional(),
    password: secret.optional(),
    from: mailFrom,
    replies: host.optional(),
  }),
  z.strictObject({
    kind: z.literal('twilio'),
    url: httpUrl.default('https://api.twilio.com'),
    account: secret,
    token: secret,
    from: secret,
  }),
  z.strictObject({
    kind: z.literal('http'),
    url: httpUrl,
    method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[\x20-\x7e]*$/, 'headers are plain ASCII')).default({}),
    body: z.string().max(10_000).optional(),
    format: z.enum(['json', 'form', 'text']).default('json'),
    speaks: z.enum(['sms', 'voice']).default('sms'),
  }),
  z
    .strictObject({
      kind: z.literal('slack'),
      url: httpUrl.optional(),
      token: secret.optional(),
      channel: z.string().min(1).max(100).optional(),
      api: httpUrl.default('https://slack.com/api'),
      buttons: z.boolean().default(false),
    })
    .refine(
      ({ url, token }) => (url === undefined) !== (token === undefined),
      'give either the "url" of an incoming webhook, or the "token" of a bot and the "channel" it speaks in',
    ),
  z.strictObject({ kind: z.literal('mattermost'), url: httpUrl, buttons: httpUrl.optional() }),
  ...(['teams', 'discord', 'google-chat'] as const).map((kind) => z.strictObject({ kind: z.literal(kind), url: httpUrl })),
  z.strictObject({ kind: z.literal('ntfy'), url: httpUrl.default('https://ntfy.sh'), token: secret.optional() }),
  z.strictObject({ kind: z.literal('gotify'), url: httpUrl }),
  z.strictObject({
    kind: z.literal('pushover'),
    url: httpUrl.default('https://api.pushover.net/1/messages.json'),
    token: secret,
  }),
]);
/** A provider. */
export type Provider = z.infer<typeof Provider>;

/** Schema of a program that is told of changes. */
export const SubscriberConfig = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    url: httpUrl,
    secrets: z
      .array(z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'write a secret like whsec_ and at least 24 bytes in base64'))
      .min(1, 'give it a secret to sign with')
      .max(5),
    events: z.array(z.string().max(100)).max(50).optional(),
  }),
  z.strictObject({
    kind: z.literal('syslog'),
    host,
    port: port.default(514),
    transport: z.enum(['udp', 'tcp']).default('udp'),
    facility: z.int().min(0).max(23).default(16),
    events: z.array(z.string().max(100)).max(50).optional(),
  }),
]);
/** A program that is told of changes. */
export type SubscriberConfig = z.infer<typeof SubscriberConfig>;

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'name it with small letters, digits and dashes');
const order = z.array(name).max(10).default([]);
const language = z.enum(['en', 'fr']);

/** Which kinds of provider serve a channel. */
export const serves: Readonly<Record<'mail' | 'sms' | 'voice' | 'push' | 'chat', readonly Provider['kind'][]>> = {
  mail: ['smtp'],
  sms: ['twilio', 'http'],
  voice: ['twilio', 'http'],
  push: ['ntfy', 'gotify', 'pushover'],
  chat: ['slack', 'mattermost', 'teams', 'discord', 'google-chat'],
};

/**
 * Schema of `providers.yaml`: who brings messages out, with credentials that live here and nowhere else.
 * - `channels`: for each way to a person the providers in the order they are asked; the next when one fails.
 * - `rooms`: for each channel of the workspace the providers that lead there.
 * - `people`: a person's language, and their address with providers that know no mail or number: an ntfy topic, a Pushover key.
 * - `subscribers`: programs that are told of changes. `allow`: stretches of addresses inside where providers may be.
 */
export const ProvidersFile = z
  .strictObject({
    language: language.default('en'),
    allow: z
      .array(z.string())
      .max(100)
      .default([])
      .refine((stretches) => isAllowList(stretches), 'write stretches of addresses like 10.20.0.0/16'),
    providers: z.record(name, Provider).default({}),
    channels: z.strictObject({ mail: order, sms: order, voice: order, push: order, chat: order }).partial().default({}),
    rooms: z.record(Id, z.array(name).min(1).max(10)).default({}),
    people: z
      .record(Id, z.strictObject({ language: language.optional(), addresses: z.record(name, z.string().min(1).max(500)).default({}) }))
      .default({}),
    subscribers: z.record(name, SubscriberConfig).default({}),
  })
  .superRefine(({ providers, channels, rooms, people }, context) => {
    const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const [channel, names] of Object.entries(channels) as [keyof typeof serves, string[]][]) {
      names.forEach((each, i) => {
        const kind = providers[each]?.kind;
        if (kind === undefined) {
          complain(['channels', channel, i], `there is no provider "${each}"; name it under "providers"`);
        } else if (!serves[channel].includes(kind)) {
          complain(
            ['channels', channel, i],
            `"${each}" is ${kind}, which does not do ${channel}; take one of ${serves[channel].join(', ')}`,
          );
        }
      });
    }
    for (const [room, names] of Object.entries(rooms)) {
      names.forEach((each, i) => {
        const provider = providers[each];
        if (provider === undefined) {
          complain(['rooms', room, i], `there is no provider "${each}"; name it under "providers"`);
        } else if (!serves.chat.includes(provider.kind)) {
          complain(['rooms', room, i], `"${each}" is no provider people talk in; take one of ${serves.chat.join(', ')}`);
        } else if (provider.kind === 'slack' && provider.token !== undefined && provider.channel === undefined) {
          complain(['rooms', room, i], `"${each}" does not say in which "channel" of Slack it speaks`);
        }
      });
    }
    for (const [person, { addresses }] of Object.entries(people)) {
      Object.keys(addresses)
        .filter((each) => providers[each] === undefined)
        .forEach((each) => complain(['people', person, 'addresses', each], `there is no provider "${each}"; name it under "providers"`));
      Object.entries(addresses)
        .filter(([each, topic]) => providers[each]?.kind === 'ntfy' && !/^[-_A-Za-z0-9]{1,64}$/.test(topic))
        .forEach(([each]) =>
          complain(['people', person, 'addresses', each], 'a topic of ntfy has at most 64 letters, digits, dashes and underscores'),
        );
    }
  });
/** What `providers.yaml` says. */
export type ProvidersFile = z.infer<typeof ProvidersFile>;

function isAllowList(stretches: readonly string[]): boolean {
  try {
    allowList(stretches);
    return true;
  } catch {
    return false;
  }
}
