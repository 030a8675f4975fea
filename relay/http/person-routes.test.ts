import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { healthy, unwatched } from '../../test/harness/healthy.ts';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { sample } from '../../test/harness/workspaces.ts';
import { decodeEvent } from '../../shared/log/envelope.ts';
import { CalendarFeeds } from '../access/calendar-feeds.ts';
import { ContactBook } from '../access/contact-book.ts';
import { CredentialStore } from '../access/credentials.ts';
import { KeyLimit } from '../access/key-limit.ts';
import { Auditor } from '../cli/audit/auditor.ts';
import { ContactProof } from '../cli/audit/contact-proof.ts';
import { EngineRunner } from '../runner/engine-runner.ts';
import { systemClock } from '../system-clock.ts';
import { RelayMetrics } from './metrics.ts';
import { createServer } from './server.ts';

const withPhone = sample.replace('    email: bo@example.org', '    email: bo@example.org\n    phone: "+46701234567"');
const metrics = new RelayMetrics({
  ...healthy.gauges,
  openIncidents: () => 0,
  connections: () => 0,
  head: () => 0,
  engineLagSeconds: () => 0,
  unreachable: () => 0,
});

/** A relay's HTTP surface over an empty log in memory. */
async function surface(log = RelayLog.enrolled()) {
  const folder = temporaryFolder();
  const now = () => log.nowMs;
  const newId = () => log.newId();
  const { ledger, store } = log;
  const credentials = new CredentialStore(folder, newId, now);
  const context = {
    ledger,
    store,
    credentials,
    metrics,
    now,
    newId,
    contacts: new ContactBook(folder),
    calendars: new CalendarFeeds(folder, now),
    runner: new EngineRunner(ledger, systemClock, () => undefined),
    upkeep: healthy,
    ...unwatched,
    reach: () => 'yes' as const,
    keyLimit: new KeyLimit(1000, now),
    version: '0',
  };
  const server = await createServer(context, pino({ level: 'silent' }));
  onTestFinished(async () => server.close());
  const { adminToken } = JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')) as { adminToken: string };
  const headers = { authorization: `Bearer ${adminToken}` };
  const apply = async (text: string) =>
    (await server.inject({ method: 'POST', url: '/v1/workspace', headers, payload: { text } })).json<{
      changes: { kind: string; id: string; change: string; fields: string[] }[];
    }>().changes;
  const exported = async () => (await server.inject({ method: 'GET', url: '/v1/workspace', headers })).body;
  const erase = async (id: string) => server.inject({ method: 'POST', url: `/v1/people/${id}/erase-contact`, headers, payload: {} });
  const logText = () => JSON.stringify(store.read(0, 10_000));
  const kept = () => readFileSync(join(folder, 'contacts.json'), 'utf8');
  const proof = () => {
    const each = new ContactProof(folder);
    each.note(store.read(0, 10_000));
    return each.outcome();
  };
  return { log, folder, server, apply, exported, erase, logText, kept, proof, commitmentOf: (id: string) => contactOf(log, id) };
}

function contactOf({ ledger }: RelayLog, id: string): string | undefined {
  return ledger.state.workspace.entries.person.get(id)?.current?.contact?.commitment;
}

it('[LOG29] has neither an address nor a number in the log, but a commitment, and keeps them beside it for its owner alone', async () => {
  const { apply, logText, kept, folder, commitmentOf } = await surface();
  await apply(withPhone);
  expect(/@example\.org|\+4670|701234567/.test(logText())).toBe(false);
  expect(kept()).toContain('bo@example.org');
  expect(kept()).toContain('+46701234567');
  expect(commitmentOf('bo')).toMatch(/^[0-9a-f]{64}$/);
  expect(commitmentOf('bo')).not.toBe(commitmentOf('ana'));
  expect(statSync(join(folder, 'contacts.json')).mode & 0o777).toBe(0o600);
});

it('[LOG29] salts what it commits to, so that nobody who knows an address finds it in the log', async () => {
  const [one, two] = [await surface(), await surface()];
  await one.apply(sample);
  await two.apply(sample);
  expect(one.commitmentOf('ana')).not.toBe(two.commitmentOf('ana'));
});

it('[LOG29] takes none from a laptop into the log', async () => {
  const { apply, log } = await surface();
  await apply(sample.replace('role: lead', 'role: admin'));
  const lea = log.enrol('lea');
  const definition = { id: 'lea', name: 'Lea', role: 'admin', email: 'lea@example.org' };
  const part = { ...lea.part('person.defined', 'lea', { definition }), entity: { kind: 'person' as const, id: 'lea' } };
  const { outcome } = log.take(lea, lea.signed(part));
  expect(outcome).toMatchObject({
    outcome: 'refused',
    why: expect.stringMatching(/^Addresses and numbers do not go into the log/) as string,
  });
});

it('[LOG30] reads back the file that was applied, and applied again it changes nothing', async () => {
  const { apply, exported, commitmentOf } = await surface();
  await apply(withPhone);
  const before = commitmentOf('bo');
  const file = await exported();
  expect(file).toContain('email: bo@example.org');
  expect(file).toContain('phone: "+46701234567"');
  expect(file).not.toContain('commitment');
  expect([await apply(file), await apply(withPhone)]).toEqual([[], []]);
  expect(await apply(withPhone.replace('name: Bo Svensson', 'name: Bo Holm'))).toEqual([
    { kind: 'person', id: 'bo', change: 'changed', fields: ['name'] },
  ]);
  expect(commitmentOf('bo')).toBe(before);
});

it('[LOG30] says what changes of a contact, and erases what it was before', async () => {
  const { apply, kept, commitmentOf } = await surface();
  await apply(sample);
  const before = commitmentOf('bo') ?? '';
  expect(await apply(withPhone.replace('bo@example.org', 'bo@example.net'))).toEqual([
    { kind: 'person', id: 'bo', change: 'changed', fields: ['email', 'phone'] },
  ]);
  expect(kept()).not.toContain('bo@example.org');
  expect(kept()).not.toContain(before);
});

it('[LOG30] takes a log that has addresses in it from before, and leaves it as it is', async () => {
  const { apply, exported, logText } = await surface(await RelayLog.withSample());
  expect(logText()).toContain('bo@example.org');
  expect(await exported()).toContain('email: bo@example.org');
  expect(await apply(sample)).toEqual([]);
});

it('[LOG31] erases a contact for good, writes down that it did, and the log still verifies', async () => {
  const { apply, erase, exported, kept, log, server } = await surface();
  await apply(withPhone);
  expect((await erase('bo')).json()).toEqual({ person: 'bo', erased: true, inLog: false });
  expect(kept()).not.toMatch(/bo@example|4670/);
  expect(await exported()).not.toContain('bo@example.org');
  expect((await erase('bo')).json()).toEqual({ person: 'bo', erased: false, inLog: false });
  expect((await erase('nobody')).statusCode).toBe(404);
  expect((await server.inject({ method: 'POST', url: '/v1/people/ana/erase-contact', payload: {} })).statusCode).toBe(401);
  const entries = log.store.read(0, 10_000);
  expect(entries.map(decodeEvent).filter(({ type }) => type === 'person.contact-erased')).toMatchObject([
    { entity: { kind: 'person', id: 'bo' }, actor: { kind: 'admin' } },
  ]);
  expect(new Auditor().take(entries)).toBeUndefined();
});

it('[LOG31] says when an older version wrote the address into the log itself', async () => {
  const { erase, exported } = await surface(await RelayLog.withSample());
  expect((await erase('bo')).json()).toEqual({ person: 'bo', erased: true, inLog: true });
  expect(await exported()).not.toContain('bo@example.org');
});

it('[LOG31] erases what is kept of somebody who was removed', async () => {
  const { apply, kept } = await surface();
  const three = sample.replace(/^people:\n/m, 'people:\n  guest:\n    name: Guest\n    email: guest@example.org\n');
  await apply(three);
  expect(kept()).toContain('guest@example.org');
  await apply(sample);
  expect(kept()).not.toContain('guest@example.org');
});

it('[LOG32] proves of each contact that it is the one the log has a commitment to, and finds one that is not', async () => {
  const { apply, proof, kept, folder, erase } = await surface();
  expect(proof()).toBeUndefined();
  await apply(withPhone);
  expect(proof()).toEqual({ proven: 3, missing: [], wrong: [] });
  await erase('ana');
  expect(proof()).toEqual({ proven: 2, missing: [], wrong: [] });
  writeFileSync(join(folder, 'contacts.json'), kept().replace('bo@example.org', 'mallory@example.org'));
  expect(proof()).toMatchObject({ proven: 1, wrong: ['bo'] });
  writeFileSync(join(folder, 'contacts.json'), '{"contacts":{}}');
  expect(proof()).toMatchObject({ proven: 0, missing: ['bo', 'lea'], wrong: [] });
});
