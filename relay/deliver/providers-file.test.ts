import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { BadProviders, parseProviders, readProviders, redactor, secretsIn } from './providers-file.ts';

const secrets = [
  'smtp-password-1',
  'twilio-token-2',
  'T0/B0/slack-path-3',
  'ntfy-topic-of-ana-4',
  `whsec_${'A'.repeat(32)}`,
  'gateway-key-6',
  'xoxb-slack-bot-7',
];
const text = `
language: fr
allow: [10.20.0.0/16]
providers:
  office: { kind: smtp, host: mail.example.org, user: relay, password: ${secrets[0]}, from: 'Watchbell <watchbell@example.org>' }
  twilio: { kind: twilio, account: AC123456, token: ${secrets[1]}, from: '+15005550006' }
  ops: { kind: slack, url: 'https://hooks.slack.com/services/${secrets[2]}' }
  bot: { kind: slack, token: ${secrets[6]}, channel: '#ops' }
  phone: { kind: ntfy, url: 'https://ntfy.example.org' }
  gateway: { kind: http, url: 'https://sms.example.org/send', headers: { x-key: ${secrets[5]} }, body: '{"to":"{{to}}"}' }
channels: { mail: [office], sms: [twilio, gateway], voice: [twilio], push: [phone] }
rooms: { major-incident: [ops] }
people: { ana: { language: en, addresses: { phone: ${secrets[3]} } } }
subscribers:
  cmdb: { kind: webhook, url: 'https://cmdb.example.org/hook', secrets: [${secrets[4]}], events: [incident.] }
  logs: { kind: syslog, host: 10.20.0.9, transport: tcp }
`;

it('[DLV15] reads the file of providers, whole or not at all', () => {
  const file = parseProviders(text, 'providers.yaml');
  expect(file.providers['office']).toMatchObject({ kind: 'smtp', port: 587, security: 'starttls' });
  expect(file.channels.sms).toEqual(['twilio', 'gateway']);
  expect(parseProviders('', 'providers.yaml').providers).toEqual({});
});

it.each([
  ['providers: { a: { kind: smtp } }', /providers\.a\.host: "host" is missing; add it\./],
  ['providers: { a: { kind: smtp, host: x, from: x, port: many } }', /"port" must be a number\./],
  ['providers: { a: { kind: carrier-pigeon } }', /providers\.a\.kind: "kind" must be one of smtp, twilio, http, .*, pushover\.$/],
  ['allow: []\nroomz: {}', /:2:1: "roomz" is not known here; check the spelling or remove it\.$/],
  ['just some text', /:1:1: The file must be made of names and values, one a line\.$/],
  ['rooms: { r: [gone] }', /rooms\.r\.0: there is no provider "gone"; name it under "providers"\./],
  ['channels: { sms: [gone] }', /channels\.sms\.0: there is no provider "gone"; name it under "providers"\./],
  ['providers: { a: { kind: ntfy } }\nchannels: { sms: [a] }', /2:.*"a" is ntfy, which does not do sms; take one of twilio, http\./],
  ['providers: { a: { kind: ntfy } }\nrooms: { r: [a] }', /"a" is no provider people talk in/],
  ['providers: { a: { kind: slack, url: "file:///etc/passwd" } }', /write an address that begins with https:/],
  ['providers: { a: { kind: slack, url: "https://u:hunter2@x.example/" } }', /put user and password into "headers"/],
  ['providers: { a: { kind: ntfy } }\npeople: { p: { addresses: { a: planted/secret } } }', /2:.*a topic of ntfy has at most 64 letters/],
  ['providers: { a: { kind: slack } }', /give either the "url" of an incoming webhook, or the "token" of a bot/],
  ['providers: { a: { kind: slack, token: planted-secret, url: "https://x.example" } }', /give either the "url"/],
  ['providers: { a: { kind: slack, token: planted-secret } }\nrooms: { r: [a] }', /2:.*does not say in which "channel" of Slack/],
  ['allow: [all]', /write stretches of addresses like 10\.20\.0\.0\/16/],
  ['subscribers: { a: { kind: webhook, url: "https://x.example", secrets: [short-secret] } }', /write a secret like whsec_/],
  ['providers: { a: { kind: ntfy, tokn: planted-secret } }', /providers\.a/],
  ['providers: [', /this is no YAML/],
])('[DLV15] names what is wrong with its line and repeats no secret: %s', (bad, sentence) => {
  const problem = (() => {
    try {
      parseProviders(bad, 'providers.yaml');
      return '';
    } catch (error) {
      expect(error).toBeInstanceOf(BadProviders);
      return (error as Error).message;
    }
  })();
  expect(problem).toMatch(/^providers\.yaml:\d+:\d+: /);
  expect(problem).toMatch(sentence);
  expect(problem).not.toMatch(/hunter2|short-secret|planted.secret|etc\/passwd/);
});

it('[DLV15] wants a file nobody else can read, and one that is there when it is named', () => {
  const file = join(temporaryFolder(), 'providers.yaml');
  expect(readProviders(file, false).providers).toEqual({});
  expect(() => readProviders(file, true)).toThrow(/there is no such file/);
  writeFileSync(file, text);
  chmodSync(file, 0o644);
  expect(() => readProviders(file, false)).toThrow(`Close it: chmod 600 ${file}`);
  chmodSync(file, 0o600);
  expect(readProviders(file, false).language).toBe('fr');
});

it('[DLV15] takes every secret out of a sentence that should not have had it', () => {
  const file = parseProviders(text, 'providers.yaml');
  const known = secretsIn(file);
  secrets.forEach((secret) => expect(known.some((each) => each.includes(secret))).toBe(true));
  const clean = redactor(file)(
    `could not post to https://hooks.slack.com/services/${secrets[2]} with ${secrets[1]}, ${secrets[0]}, ${secrets[6]} and ${secrets[3]}`,
  );
  secrets.forEach((secret) => expect(clean).not.toContain(secret));
});

it.each(['providers: *s3cret-pass', `a: &a [1,1]\nb: &b [${'*a,'.repeat(90)}1]\nproviders: [${'*b,'.repeat(90)}1]`])(
  '[DLV15] refuses an alias that leads nowhere or to too much, and does not repeat what may be a password',
  (bad) => {
    expect(() => parseProviders(bad, 'providers.yaml')).toThrow(BadProviders);
    expect(() => parseProviders(bad, 'providers.yaml')).toThrow(/^providers\.yaml: an alias \(\*\) leads nowhere/);
  },
);
