import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';

const sampleFile = join(import.meta.dirname, '../../relay/sample-workspace.yaml');
const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
let relay: RelayProcess;

beforeAll(async () => {
  relay = await RelayProcess.start(join(folder, 'relay'));
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (...args: string[]) => runCli(relay, ...args);

it('[EXP3] simulates a night from a file, without a relay, and from the relay’s own workspace', async () => {
  const night = ['simulate', '--service', 'checkout', '--at', '2026-11-29T03:00:00+01:00', '--for', '5m', '--answer', 'bo=1m'];
  const fromFile = await cli(...night, '--file', sampleFile, '--relay', 'http://127.0.0.1:9');
  expect(fromFile).toMatchObject({ code: 0, err: '' });
  expect(fromFile.out).toMatch(/^critical on Checkout at .*03:00; nobody is really paged\./);
  expect(fromFile.out).toMatch(/\+2 min .*level 2 +Bo Svensson +nobody had acknowledged in time/);
  expect(fromFile.out).toMatch(/\+3 min .*acknowledged +Bo Svensson/);
  const fromRelay = await cli(...night);
  expect(fromRelay.out).toBe(fromFile.out);
  const { steps } = JSON.parse((await cli(...night, '--json')).out) as { steps: { at: string; what: string }[] };
  expect(steps[0]).toMatchObject({ at: '2026-11-29T02:00:00.000Z', what: 'step' });
  expect((await cli('incidents')).out).toMatch(/^No open incidents/);
});

it.each([
  [['--service', 'nothing'], /There is no service "nothing"\.\nThe workspace has: checkout, billing\./],
  [['--service', 'checkout', '--answer', 'zoe=1m'], /There is no person "zoe"/],
  [['--service', 'checkout', '--answer', 'bo'], /does not say how long/],
  [['--service', 'checkout', '--at', 'soon'], /"soon" is not a moment/],
  [['--service', 'checkout', '--for', '900d'], /at most a year/],
])('[EXP3] says what is wrong with simulate %j', async (args, message) => {
  const ran = await cli('simulate', '--file', sampleFile, ...args);
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toMatch(message);
});

it('[EXP1] explains who was paged and why not, in both languages, and goes on early past who has no device (C6)', async () => {
  await cli('trigger', '--service', 'checkout', '--title', 'Checkout is down');
  const explained = await cli('explain', '1', '--person', 'ana');
  expect(explained).toMatchObject({ code: 0, err: '' });
  expect(explained.out).toMatch(
    /^#1 Checkout is down\nAna Lima was paged at 20\d\d-\d\d-\d\d .* by level 1 \(Payments primary\): the incident began\./,
  );
  expect((await cli('explain', '1', '--person', 'ana', '--language', 'fr')).out).toMatch(
    /Ana Lima a été appelé à .* : l’incident a commencé\./,
  );
  const misspelt = await cli('explain', '1', '--person', 'zoe');
  expect(misspelt.out).toMatch(/There is nobody called zoe/);
  expect(misspelt.code).toBe(1);
  expect(await cli('explain', '99')).toMatchObject({ code: 1, out: '' });
});

it('[INC13] [INC14] [INC17] does everything a person can do to an incident, and says what is wrong otherwise', async () => {
  const did = async (...args: string[]) => (await cli(...args)).out.trim();
  expect(await did('snooze', '1', '30m')).toBe('#1 Checkout is down: asleep.');
  expect(await did('severity', '1', 'error')).toBe('#1 Checkout is down: severity changed.');
  expect(await did('stage', '1', 'investigating')).toBe('#1 Checkout is down: stage changed.');
  expect(await did('stage', '1', 'investigating')).toMatch(/nothing to do\. It was so already\.$/);
  expect(await did('priority', '1', 'P1')).toMatch(/priority changed/);
  expect(await did('role', '1', 'commander', 'lea')).toMatch(/role given/);
  expect(await did('deadline', '1', '2026-12-24T18:00:00+01:00')).toMatch(/deadline changed/);
  expect(await did('add-responders', '1', 'bo', 'lea')).toMatch(/they are paged/);
  expect(await did('policy', '1')).toMatch(/policy in force/);
  expect(await did('reassign', '1', 'bo')).toMatch(/reassigned/);
  const wrong = await Promise.all([
    cli('snooze', '1', 'soon'),
    cli('reassign', '1', 'zoe'),
    cli('merge', '1', '77'),
    cli('severity', '1', 'awful'),
  ]);
  expect(wrong.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
  expect(wrong.map(({ err }) => err.split('\n')[0])).toEqual([
    'for: "soon" is not a duration; write for example 30s, 5m or 1h30m.',
    'There is no person "zoe" in the workspace.',
    'There is no incident "77".',
    expect.stringMatching(/^severity: /),
  ]);
});

it('[ESC28] holds an outbound action until somebody approves it (S103)', async () => {
  const gated = join(folder, 'gated.yaml');
  const checkpoints = '    loops: 1\n    checkpoints: [{ name: customers, actions: [customer-update], from: [person:lea] }]';
  writeFileSync(gated, readFileSync(sampleFile, 'utf8').replace('    loops: 1', checkpoints));
  expect((await cli('apply', gated)).code).toBe(0);
  await cli('trigger', '--service', 'checkout', '--title', 'Cards are declined');
  const proposed = JSON.parse((await cli('propose', '2', 'customer-update', 'We are on it.', '--json')).out) as {
    incident: { actions: { id: string; status: string }[] };
  };
  const action = proposed.incident.actions[0];
  const state = async () =>
    ((await relay.api('/v1/incidents/2')).body as { incident: { actions: { status: string; asked: string[] }[] } }).incident.actions[0];
  expect(await state()).toMatchObject({ status: 'waiting', asked: ['lea'] });
  expect((await cli('approve', '2', action?.id ?? '')).out).toMatch(/approved\./);
  expect(await state()).toMatchObject({ status: 'released' });
});

it('[ESC29] warns of a policy that is hardly meant, and refuses one that goes in circles, naming the place', async () => {
  const file = join(folder, 'workspace.yaml');
  const sample = readFileSync(sampleFile, 'utf8');
  writeFileSync(file, sample.replace('- notify: [person:lea]', '- notify: [person:lea]\n        answers: 3'));
  expect((await cli('apply', file, '--dry-run')).out).toMatch(/warning .*workspace\.yaml:\d+:\d+: This step wants 3 answers and pages 1/);
  writeFileSync(file, sample.replace('[person:lea]\n        acknowledgeWithin', '[policy:payments]\n        acknowledgeWithin'));
  const refused = await cli('apply', file);
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(
    /workspace\.yaml:\d+:\d+: policies\.payments\.steps\.2\.notify\.0: The policies payments > payments lead round in a circle/,
  );
});
