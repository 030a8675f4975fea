import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const isDisk = { field: 'title', contains: 'disk' };
const workspace = shop(
  { steps: [{ notify: ['person:ana'] }] },
  {
    routingRules: {
      disks: { name: 'Disks matter', when: isDisk, set: { priority: 'P2' } },
      nights: { name: 'Nights', when: { field: 'environment', is: 'test' }, set: { severity: 'info' } },
    },
  },
);
let relay: RelayProcess;
const cli = async (...args: string[]) => runCli(relay, ...args);
const alert = async (summary: string, key: string) =>
  relay.enqueue({ event_action: 'trigger', dedup_key: key, payload: { summary, source: 'db1', severity: 'critical' } });

beforeAll(async () => {
  relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', file('shop.yaml', workspace)]);
  await alert('Disk full', 'disk');
  await alert('Disk fuller', 'disk');
  await alert('Fan broken', 'fan');
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

it('[RTE12] lists the rules in their order with how often each applied, and turns them on and off', async () => {
  const { rules } = JSON.parse((await cli('rules', '--json')).out) as { rules: Record<string, unknown>[] };
  expect(rules).toMatchObject([
    { id: 'disks', on: true, applied: 1, sentence: 'title contains "disk"' },
    { id: 'nights', on: true, applied: 0 },
  ]);
  expect((await cli('rules', 'off', 'disks')).out).toBe('Disks matter: off.\n');
  expect((await cli('rules', 'off', 'disks')).out).toMatch(/off already; nothing to do/);
  expect((await cli('rules')).out).toMatch(/disks +off +1 +Disks matter +title contains/);
  await alert('Disk of another', 'other');
  expect((await cli('rules', 'on', 'disks')).out).toBe('Disks matter: on.\n');
  expect(await cli('rules', 'on', 'gone')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/The workspace has: disks, nights/) as string,
  });
  const { body } = await relay.api('/v1/incidents');
  const { incidents } = body as { incidents: { title: string; priority?: string }[] };
  expect(Object.fromEntries(incidents.map(({ title, priority }) => [title, priority]))).toEqual({
    'Disk full': 'P2',
    'Disk of another': undefined,
    'Fan broken': undefined,
  });
});

it('[RTE11] tries other rules on the latest alerts and says with exit 1 what would be otherwise', async () => {
  expect(await cli('rules', 'test', file('same.yaml', workspace))).toMatchObject({
    code: 0,
    err: '',
    out: '0 of the last 3 alerts would be otherwise than by the rules in force.\nApplied to none of them: nights.\n',
  });
  const other = file(
    'other.yaml',
    `routingRules:\n  fans: { name: Fans, when: { field: title, contains: fan }, set: { assign: ['person:bo'], severity: warning } }`,
  );
  const tried = await cli('rules', 'test', other);
  expect(tried.code).toBe(1);
  expect(tried.out).toMatch(/#2 +Fan broken +severity critical → warning; pages Ana → Bo\n/);
  expect(tried.out).toMatch(/#1 +Disk full +priority P2 → none\n/);
  expect(tried.out).toMatch(/3 of the last 3 alerts would be otherwise/);
  expect((await cli('rules', 'test', other, '--last', '1', '--json')).out).toMatch(/"tried":1,"changed":1/);
  expect((await cli('rules', 'test')).out).toMatch(/2 of the last 3 alerts would be otherwise than by no rules/);
  const { body } = await relay.api('/v1/incidents');
  expect((body as { incidents: unknown[] }).incidents).toHaveLength(3);
});

it.each<[string, string[], RegExp]>([
  ['a file that is not there', ['rules', 'test', 'nothing.yaml'], /cannot be read/],
  ['a file without rules', ['rules', 'test', 'none.yaml'], /has no routingRules/],
  ['a rule of another form', ['rules', 'test', 'wrong.yaml'], /wrong\.yaml: routingRules\.r\.set: "severty" is not known here/],
  ['a workspace with a mistake', ['rules', 'test', 'workspace.yaml'], /workspace\.yaml:\d+:\d+: /],
  ['no number of alerts', ['rules', 'test', '--last', 'few'], /whole number from 1 to 1000/],
])('[RTE11] says what is wrong with %s', async (_, args, message) => {
  file('none.yaml', 'organisation: { name: x }');
  file('wrong.yaml', 'routingRules: { r: { name: r, when: { field: title, is: x }, set: { severty: info } } }');
  file('workspace.yaml', workspace.replace('"P2"', '"P9"'));
  const ran = await cli(...args.map((each) => (each.endsWith('.yaml') ? join(folder, each) : each)));
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toMatch(message);
});
