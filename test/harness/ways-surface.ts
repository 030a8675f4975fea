import { DeliveryRunner } from '../../relay/deliver/runner.ts';
import type { Outlets } from '../../relay/deliver/outlets.ts';
import { AnswerLinks } from '../../relay/answer/answer-links.ts';
import { UsedAnswers } from '../../relay/answer/used-answers.ts';
import { newKeyPair, signerOf } from '../../relay/access/signature.ts';
import { followWorkspace } from '../../relay/first-start.ts';
import { makeWays, type Ways } from '../../relay/ways/make-ways.ts';
import { deviceHeader, deviceRequestText } from '../../shared/protocol/device-request.ts';
import { addressFor, addressKindOf } from '../../shared/workspace/contact.ts';
import { idOf } from './entries.ts';
import { Outside } from './outside.ts';
import { relaySurface } from './relay-surface.ts';
import { sample } from './workspaces.ts';

export const publicUrl = 'https://pages.example.org';

/** The sample with Ana's number, mail and rules. */
export const withAnasRules = sample.replace(
  '    name: Ana Lima\n',
  [
    '    name: Ana Lima',
    "    phone: '+351912345678'",
    '    pages:',
    '      - channel: sms',
    '      - { channel: mail, after: 1m }',
    '      - { channel: push, after: 2m }',
    '',
  ].join('\n'),
);

/** A relay's HTTP surface with people's ways, providers that take what they are handed or not, and Ana's laptop. */
export async function waysSurface(text = withAnasRules) {
  const outside = new Outside();
  const topics: Record<string, string> = { ana: 'ana-topic' };
  const outlets: Outlets = {
    ...outside.outlets,
    waysTo: (to, contact) => {
      const found = outside.outlets.waysTo(to, contact);
      const kind = to.kind === 'person' ? addressKindOf(to.channel) : undefined;
      const address = to.kind !== 'person' ? '' : kind === undefined ? topics[to.person] : addressFor(contact, kind, to.address);
      return typeof found === 'string'
        ? found
        : address === undefined
          ? 'No address of theirs is known to the relay.'
          : found.map(({ provider }) => ({ provider, to: address }));
    },
  };
  const made: { ways?: Ways; runner?: DeliveryRunner } = {};
  const troubles: string[] = [];
  const surface = await relaySurface((log, { clock, folder, contacts }) => {
    const { ledger, store } = log;
    const now = () => log.nowMs;
    const used = new UsedAnswers(folder, now, () => undefined);
    const links = new AnswerLinks({ key: Buffer.alloc(32, 7), used, state: () => ledger.state, now, publicUrl });
    const newId = () => log.newId();
    // Codes are 123456, then 789012, then the same again.
    let digits = 0;
    const digit = () => (digits += 1) % 10;
    made.ways = makeWays({ folder, ledger, contacts, outlets, now, newId, redact: (words) => words, digit });
    made.runner = new DeliveryRunner({
      ledger,
      outbox: store.outbox,
      entry: (id) => store.find(id),
      clock,
      outlets,
      contactOf: (person) => contacts.of(person),
      answers: links,
      random: () => 0.5,
      redact: (words) => words,
      onTrouble: (message) => troubles.push(message),
      onSettled: () => undefined,
    });
    const answers = { links, used, settings: {} as never, publicUrl, tell: async () => undefined, onTrouble: () => undefined };
    return { ways: made.ways, deliverer: made.runner, outlets, answers };
  });
  const { ways, runner } = made as Required<typeof made>;
  const { server, adminToken, ledger, log, contacts, credentials } = surface;
  ledger.subscribe((_, events) => {
    followWorkspace(events, ledger, { credentials, contacts });
    if (events.some(({ entity }) => entity.kind === 'person')) {
      void ways.verifying.follow();
    }
  });
  runner.start();
  const admin = async (method: 'GET' | 'POST', url: string, payload?: object) =>
    server.inject({ method, url, headers: { authorization: `Bearer ${adminToken}` }, ...(payload ? { payload } : {}) });
  await admin('POST', '/v1/workspace', { text });
  await ledger.settled();

  const key = newKeyPair();
  const device = idOf('anas-laptop');
  const body = { name: 'laptop', person: 'ana', publicKey: key.publicKey };
  await ledger.write({ type: 'device.enrolled', entity: { kind: 'device', id: device }, body }, { kind: 'admin' }).durable;
  const sign = signerOf(key.privateKey);
  /** Asks as Ana's laptop does. */
  const own = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const at = log.nowMs;
    const signature = sign(deviceRequestText({ method, path: url, at, body: payload }));
    return server.inject({
      method,
      url,
      headers: { authorization: deviceHeader({ device, at, signature }) },
      ...(payload ? { payload } : {}),
    });
  };
  return { ...surface, outside, ways, runner, admin, own, topics, troubles, device, key };
}
