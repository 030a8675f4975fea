import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { publicUrl, waysSurface, withAnasRules } from '../../test/harness/ways-surface.ts';
import { deviceHeader, deviceRequestText } from '../../shared/protocol/device-request.ts';
import { MINUTE_MS } from '../../shared/time/instant.ts';
import { readContacts } from '../access/contact-book.ts';
import { newKeyPair, signerOf } from '../access/signature.ts';

interface Told {
  addresses: { kind: string; name: string | null; shown: string | null; verifiedAt: string | null; codeSent: boolean }[];
  ways: { channel: string; verified: boolean }[];
}

async function surface(text?: string) {
  const made = await waysSurface(text);
  onTestFinished(async () => made.server.close());
  const told = async () => (await made.own('GET', '/v1/me/ways')).json<Told>();
  const everyWord = () => JSON.stringify(made.log.store.read(0, 10_000));
  const definition = () => made.contacts.joined(made.ledger.state.workspace).entries.person.get('ana')?.current;
  return { ...made, told, everyWord, definition };
}

const priv = { kind: 'phone', name: 'private' };

it('[OWN4] uses an address somebody enters themselves only once the code sent there came back', async () => {
  const { own, outside, told, definition } = await surface();
  const asked = await own('POST', '/v1/me/ways/code', { ...priv, address: '+33612345678' });
  expect(asked.statusCode).toBe(200);
  expect(outside.texts).toEqual([expect.stringMatching(/^sms \+33612345678: 123456 is your code/)]);
  expect((await told()).addresses).toContainEqual({ ...priv, shown: '+336 … 78', verifiedAt: null, codeSent: true });
  expect(definition()?.addresses).toBeUndefined();

  const wrong = await own('POST', '/v1/me/ways/confirm', { ...priv, code: '000000' });
  expect([wrong.statusCode, wrong.json<{ detail: string }>().detail]).toEqual([
    400,
    'The code is another one; it can be typed 4 times more.',
  ]);
  expect(definition()?.addresses).toBeUndefined();

  const right = await own('POST', '/v1/me/ways/confirm', { ...priv, code: '123 456' });
  expect(right.statusCode).toBe(200);
  expect(definition()?.addresses).toEqual({ private: '+33612345678' });
  expect((await told()).addresses).toContainEqual(
    expect.objectContaining({ ...priv, codeSent: false, verifiedAt: expect.stringMatching(/^2026/) }),
  );
  // The same code is good once.
  expect((await own('POST', '/v1/me/ways/confirm', { ...priv, code: '123456' })).statusCode).toBe(409);
});

it('[OWN8] takes a code for ten minutes, five times, and sends one a minute and five an hour', async () => {
  const { own, log } = await surface();
  const ask = async () => (await own('POST', '/v1/me/ways/code', { ...priv, address: '+33612345678' })).statusCode;
  const confirm = async (code: string) => (await own('POST', '/v1/me/ways/confirm', { ...priv, code })).statusCode;
  expect([await ask(), await ask()]).toEqual([200, 429]);
  const wrong = [];
  for (let i = 0; i < 5; i += 1) {
    wrong.push(await confirm('999999'));
  }
  expect([...wrong, await confirm('123456')]).toEqual([400, 400, 400, 400, 409, 409]);

  log.nowMs += MINUTE_MS;
  expect(await ask()).toBe(200);
  log.nowMs += 10 * MINUTE_MS;
  expect(await confirm('789012')).toBe(409);

  const codes = [];
  for (let i = 0; i < 4; i += 1) {
    codes.push(await ask());
    log.nowMs += MINUTE_MS;
  }
  expect(codes).toEqual([200, 200, 200, 429]);
});

it('[OWN9] answers only a request that a laptop of its person signed for now', async () => {
  const { server, own, log, device, key, ledger } = await surface();
  expect((await own('GET', '/v1/me/ways')).statusCode).toBe(200);
  const at = log.nowMs;
  const signed = (text: string, privateKey = key.privateKey, moment = at) =>
    deviceHeader({ device, at: moment, signature: signerOf(privateKey)(text) });
  const ask = async (authorization: string, payload?: object) =>
    (
      await server.inject({
        method: payload ? 'POST' : 'GET',
        url: payload ? '/v1/me/ways/forget' : '/v1/me/ways',
        headers: { authorization },
        ...(payload ? { payload } : {}),
      })
    ).statusCode;
  const get = { method: 'GET', path: '/v1/me/ways', at, body: undefined };
  const post = { method: 'POST', path: '/v1/me/ways/forget', at, body: { name: 'private' } };
  expect(await ask('')).toBe(401);
  expect(await ask(signed(deviceRequestText(get), newKeyPair().privateKey))).toBe(401);
  expect(await ask(signed(deviceRequestText(get)), { name: 'private' })).toBe(401);
  expect(await ask(signed(deviceRequestText(post)), { name: 'other' })).toBe(401);
  expect(await ask(signed(deviceRequestText({ ...get, at: at + 1 })))).toBe(401);
  const old = at - 3 * MINUTE_MS;
  expect(await ask(signed(deviceRequestText({ ...get, at: old }), key.privateKey, old))).toBe(401);
  // The control: the same request, rightly signed.
  expect(await ask(signed(deviceRequestText(get)))).toBe(200);
  await ledger.write({ type: 'device.revoked', entity: { kind: 'device', id: device }, body: {} }, { kind: 'admin' }).durable;
  expect(await ask(signed(deviceRequestText(get)))).toBe(403);
});

it('[OWN7] has an address unverified again once it is another, and verified no address of that name before', async () => {
  const { own, admin, told, everyWord, ways } = await surface();
  const verified = async () => (await told()).ways.map(({ channel, verified: is }) => `${channel} ${is}`);
  expect(await verified()).toEqual(['sms false', 'mail false', 'push false']);
  await own('POST', '/v1/me/ways/code', { kind: 'phone' });
  await own('POST', '/v1/me/ways/confirm', { kind: 'phone', code: '123456' });
  expect(await verified()).toEqual(['sms true', 'mail false', 'push false']);

  await admin('POST', '/v1/workspace', { text: withAnasRules.replace('+351912345678', '+351912345679') });
  await ways.verifying.follow();
  expect(await verified()).toEqual(['sms false', 'mail false', 'push false']);
  expect(everyWord()).toContain('way.unverified');
  // Back to the first number: it has to be verified anew.
  await admin('POST', '/v1/workspace', { text: withAnasRules });
  expect(await verified()).toEqual(['sms false', 'mail false', 'push false']);
});

it('[OWN14] writes no address and no code into the log, and tells even their owner no more than which it is', async () => {
  const { own, everyWord, folder } = await surface();
  await own('POST', '/v1/me/ways/code', { ...priv, address: '+33612345678' });
  await own('POST', '/v1/me/ways/confirm', { ...priv, code: '123456' });
  const answer = (await own('GET', '/v1/me/ways')).body;
  const secrets = ['+33612345678', '+351912345678', '123456', 'ana-topic'];
  for (const where of [everyWord(), answer, readFileSync(join(folder, 'ways.json'), 'utf8')]) {
    expect(secrets.filter((secret) => where.includes(secret))).toEqual([]);
  }
  // The control: the relay keeps the number where addresses are kept.
  expect(readFileSync(join(folder, 'contacts.json'), 'utf8')).toContain('+33612345678');
  expect(answer).toContain('+336 … 78');
});

it('[OWN2] keeps an address somebody added when a workspace file is applied, until they take it away', async () => {
  const { own, admin, definition } = await surface();
  await own('POST', '/v1/me/ways/code', { kind: 'mail', name: 'home', address: 'ana@home.example' });
  await own('POST', '/v1/me/ways/confirm', { kind: 'mail', name: 'home', code: '123456' });
  const applied = await admin('POST', '/v1/workspace', { text: withAnasRules });
  expect(applied.json<{ changes: unknown[] }>().changes).toEqual([]);
  expect(definition()?.addresses).toEqual({ home: 'ana@home.example' });
  expect((await own('POST', '/v1/me/ways/forget', { name: 'home' })).statusCode).toBe(200);
  expect((await own('POST', '/v1/me/ways/forget', { name: 'constructor' })).statusCode).toBe(404);
  expect(definition()?.addresses).toBeUndefined();
});

it('[OWN6] verifies the address a test went to when its link is pressed, and by looking nothing', async () => {
  const { admin, server, outside, told, ledger, contacts, log } = await surface();
  const tested = await admin('POST', '/v1/people/ana/test', { channels: ['sms'], waitMs: 5000 });
  expect(tested.json()).toMatchObject({ ways: [{ channel: 'sms', outcome: 'sent' }] });
  const link = outside.arrived[0]?.message.incidents[0].answerAt ?? '';
  expect(link.startsWith(`${publicUrl}/t/`)).toBe(true);
  const path = link.slice(publicUrl.length);
  const looked = await server.inject({ method: 'GET', url: path });
  await server.inject({ method: 'HEAD', url: path });
  expect(looked.statusCode).toBe(200);
  expect((await told()).ways[0]?.verified).toBe(false);

  const form = /name="form" value="([^"]+)"/.exec(looked.body)?.[1] ?? '';
  const press = async (at: string, given: string) =>
    (
      await server.inject({
        method: 'POST',
        url: at,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: `form=${given}`,
      })
    ).statusCode;
  expect(await press(path, 'x')).toBe(409);
  expect(await press(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`, form)).toBe(404);
  expect((await told()).ways[0]?.verified).toBe(false);
  expect(await press(path, form)).toBe(200);
  expect((await told()).ways.map(({ verified }) => verified)).toEqual([true, false, false]);
  expect(ledger.state.workspace.entries.person.get('ana')?.ways?.tests['sms']?.outcome).toBe('confirmed');
  // Pressed again it says the same, and writes nothing: whoever has the link must not fill the log.
  const { seq } = log.store.head();
  expect(await press(path, form)).toBe(200);
  expect(log.store.head().seq).toBe(seq);

  // The number is another by now: the link proves nothing any more.
  await admin('POST', '/v1/workspace', { text: withAnasRules.replace('+351912345678', '+351912345679') });
  expect(contacts.joined(ledger.state.workspace).entries.person.get('ana')?.current?.phone).toBe('+351912345679');
  expect(await press(path, form)).toBe(404);
});

it('[OWN4] adds no address beyond ten, however many codes wait: a relay must be able to read them when it starts again', async () => {
  const nine = Array.from({ length: 9 }, (_, i) => `      n${i}: n${i}@example.org`).join('\n');
  const { own, log, folder, definition } = await surface(
    withAnasRules.replace("    phone: '+351912345678'", `    phone: '+351912345678'\n    addresses:\n${nine}`),
  );
  const names = ['tenth', 'eleventh'];
  for (const name of names) {
    expect((await own('POST', '/v1/me/ways/code', { kind: 'mail', name, address: `${name}@home.example` })).statusCode).toBe(200);
    log.nowMs += MINUTE_MS;
  }
  const confirm = async (name: string, code: string) => (await own('POST', '/v1/me/ways/confirm', { kind: 'mail', name, code })).statusCode;
  expect([await confirm('tenth', '123456'), await confirm('eleventh', '789012')]).toEqual([200, 409]);
  expect(Object.keys(definition()?.addresses ?? {})).toHaveLength(10);
  expect([...readContacts(folder).values()]).toHaveLength(1);
});

it('[OWN2] refuses a workspace file whose addresses and those somebody added are more than a relay could read again', async () => {
  const { own, admin, folder, definition } = await surface();
  await own('POST', '/v1/me/ways/code', { kind: 'mail', name: 'home', address: 'ana@home.example' });
  await own('POST', '/v1/me/ways/confirm', { kind: 'mail', name: 'home', code: '123456' });
  const ten = Array.from({ length: 10 }, (_, i) => `      n${i}: n${i}@example.org`).join('\n');
  const text = withAnasRules.replace("    phone: '+351912345678'", `    phone: '+351912345678'\n    addresses:\n${ten}`);
  for (const dryRun of [true, false]) {
    const refused = await admin('POST', '/v1/workspace', { text, dryRun });
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([
      409,
      'Ana Lima has added addresses of their own, and with those of the file they are more than 10. Leave some out, or have them take some away.',
    ]);
  }
  expect(definition()?.addresses).toEqual({ home: 'ana@home.example' });
  expect([...readContacts(folder).values()]).toHaveLength(1);
});
