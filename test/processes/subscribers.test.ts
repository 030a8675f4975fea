import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cliHere } from '../harness/cli-here.ts';
import { MailSink } from '../harness/mail-sink.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const statusPage = { access: 'public', services: [{ service: 'checkout', name: 'Payments' }], subscribe: {} };
const digests = { morning: { name: 'Morning', at: '08:30', zone: 'Europe/Paris', to: 'person:ana' } };

/** A relay with a status page and a mail server, started anew on the same folder, and its command line. */
async function relayWithMail() {
  const folder = temporaryFolder();
  const mail = await MailSink.start();
  onTestFinished(() => mail.stop());
  const office = { kind: 'smtp', host: '127.0.0.1', port: mail.port, security: 'none', from: 'Shop <status@example.org>' };
  writeFileSync(join(folder, 'providers.yaml'), JSON.stringify({ providers: { office }, channels: { mail: ['office'] } }), { mode: 0o600 });
  const more = { people: { ana: { email: 'ana@example.org' } }, organisation: { statusPage }, digests };
  writeFileSync(join(folder, 'shop.yaml'), shop({ steps: [{ notify: ['person:ana'] }] }, more));
  const data = join(folder, 'data');
  const args = ['--workspace', join(folder, 'shop.yaml'), '--providers', join(folder, 'providers.yaml'), '--log-level', 'debug'];
  const relays: RelayProcess[] = [];
  const start = async () => {
    await relays.at(-1)?.kill();
    relays.push(await RelayProcess.start(data, [...args, '--public-url', 'https://status.example.org']));
  };
  await start();
  const relay = () => relays.at(-1) ?? expect.fail('no relay');
  onTestFinished(() => void relay().kill());
  const cli = async (...words: string[]) => cliHere({ env: { WATCHBELL_RELAY: relay().url, WATCHBELL_DATA: data } }, ...words);
  const mails = async (count: number) => {
    while (mail.got.length < count) {
      await relay().api('/v1/deliveries');
    }
    return mail.got;
  };
  const told = () => relays.map(({ errors }) => errors).join('\n');
  const textOfFolder = () => {
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(files.map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'latin1')]));
  };
  return { relay, start, cli, mails, told, textOfFolder };
}

it('[COM32] [COM25] is seen, added and erased by the operator; an address is asked, told, and found in one file alone', async () => {
  const { relay, start, cli, mails, told, textOfFolder } = await relayWithMail();
  expect((await cli('subscribers')).out).toBe('Nobody is subscribed.\n');
  expect((await cli('subscribers', 'add', 'person:ana')).out).toBe('person:ana is told of all services from now on.\n');
  const asked = await cli('subscribers', 'add', 'jo.planted@example.com', '--service', 'checkout', '--language', 'fr');
  expect(asked.out).toMatch(/jo\.planted@example\.com is asked by mail/);
  const [question] = await mails(1);
  const path = /https:\/\/status\.example\.org(\/subscription\/\S+)/.exec(question?.mail.text ?? '')?.[1] ?? '';
  // What was asked before a crash can be answered after it.
  await start();
  const page = await (await fetch(relay().url + path)).text();
  const form = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const confirmed = await fetch(relay().url + path, { method: 'POST', body: new URLSearchParams({ action: 'confirm', form }) });
  expect(confirmed.status).toBe(200);
  expect((await cli('subscribers', 'list')).out).toMatch(
    /person:ana +all services +en +confirmed[^]*jo\.planted@example\.com +checkout +fr +confirmed .*[0-9a-f-]{36}/,
  );

  await relay().enqueue({ event_action: 'trigger', dedup_key: 'd', payload: { summary: 'Disk full', source: 'x', severity: 'critical' } });
  expect((await cli('propose', '1', 'public-status', 'Card payments are slow.')).code).toBe(0);
  const texts = (await mails(3)).slice(1).map(({ to, mail }) => `${to.join()} ${mail.text?.split('\n')[2] ?? ''}`);
  expect(texts.toSorted()).toEqual(['ana@example.org Card payments are slow.', 'jo.planted@example.com Card payments are slow.']);
  expect((await cli('digest', 'morning')).out).toMatch(/^Morning · The last 24 hours/);

  const where = Object.entries(textOfFolder()).filter(([, text]) => text.includes('jo.planted'));
  expect(where.map(([name]) => name)).toEqual(['subscriptions.json']);
  expect((await cli('subscribers', 'remove', 'JO.planted@example.com')).code).toBe(0);
  expect(await cli('subscribers', 'remove', 'jo.planted@example.com')).toMatchObject({ code: 1 });
  expect(Object.values(textOfFolder()).some((text) => text.includes('jo.planted'))).toBe(false);
  const headers = { authorization: `Bearer ${relay().credentials.adminToken}` };
  const paths = ['/v1/events', '/v1/deliveries', '/v1/workspace', '/v1/subscribers', '/metrics', '/status', '/openapi.json'];
  const answers = await Promise.all(paths.map(async (each) => (await fetch(relay().url + each, { headers })).text()));
  expect([...answers, told()].join('\n')).not.toContain('jo.planted');
  // The control: there is something in them.
  expect(answers.join('\n')).toContain('Card payments are slow.');
});

it('[COM32] refuses with a sentence that says what to do', async () => {
  const { cli, relay } = await relayWithMail();
  expect((await cli('subscribers', 'add', 'person:nobody')).err).toContain('There is no person "nobody"');
  expect((await cli('subscribers', 'add', 'person:bo')).err).toContain('no mail address of "bo"');
  expect((await cli('subscribers', 'add', 'no address')).err).toContain('write an address like');
  expect((await cli('subscribers', 'add', 'jo@example.com', '--service', 'nothing')).err).toContain('does not show "nothing"');
  for (const _ of [1, 2, 3]) {
    expect((await cli('subscribers', 'add', 'jo@example.com')).code).toBe(0);
  }
  expect((await cli('subscribers', 'add', 'jo@example.com')).err).toContain('three times in a day');
  expect((await fetch(`${relay().url}/v1/subscribers`)).status).toBe(401);
  expect((await cli('digest', 'evening')).err).toContain('those it has: morning');
});
