import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR_MS, isoOf } from '../../shared/time/instant.ts';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
let relay: RelayProcess;

beforeAll(async () => {
  relay = await RelayProcess.start(join(folder, 'relay'));
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

const [from, until] = [isoOf(Date.now() + 240 * HOUR_MS), isoOf(Date.now() + 255 * HOUR_MS)];
const span = ['--from', from, '--until', until];
const of = ['schedule', 'override', 'payments-primary', '--person', 'lea'];
const turns = ['--starts-on', '2026-11-23', '--turn', '1w', '--handoff-at', '09:00'];
const many = Array.from({ length: 10_000 }, (_, i) => `p${i}`).join(',');
const bad: [what: string, code: number, message: RegExp, args: string[]][] = [
  ['an end before the start', 2, /^until: it must end after it starts\./, [...of, '--from', until, '--until', from]],
  ['a moment without an offset', 2, /^"tomorrow" is not a moment\./, [...of, '--from', 'tomorrow', '--until', until]],
  [
    'somebody who is not there',
    1,
    /^There is no person "zoe" in the workspace; people are: ana, bo, lea\./,
    ['schedule', 'override', 'payments-primary', '--person', 'zoe', ...span],
  ],
  [
    'an unknown schedule',
    1,
    /^There is no schedule "nowhere"; schedules are: payments-primary, payments-backup\./,
    ['schedule', 'show', 'nowhere'],
  ],
  [
    'an unknown zone',
    2,
    /^turns\.zone: "Mars\/Base" is not a time zone; write one as IANA does/,
    ['schedule', 'change-rotation', 'payments-primary', '--zone', 'Mars/Base'],
  ],
  ['an empty rotation', 2, /^people: name at least one person\./, ['schedule', 'add-layer', 'payments-primary', '--people', '', ...turns]],
  [
    '10,000 members',
    2,
    /^people: a rotation has at most 500 members\./,
    ['schedule', 'add-layer', 'payments-primary', '--people', many, ...turns],
  ],
  ['a turn without a unit', 2, /^"7" is not a turn\./, ['schedule', 'change-rotation', 'payments-primary', '--turn', '7']],
  ['hours nobody understands', 2, /are not hours\./, ['schedule', 'change-rotation', 'payments-primary', '--hours', 'nine to five']],
  [
    'an unknown layer',
    2,
    /has no layer "nights"\.\nSay which: --layer rotation/,
    ['schedule', 'add-member', 'payments-primary', '--person', 'bo', '--layer', 'nights'],
  ],
  [
    'an unknown member',
    2,
    /^"lea" is not in the layer "rotation"\.\nName one of: ana\./,
    ['schedule', 'remove-member', 'payments-primary', '--member', 'lea'],
  ],
  [
    'the last member',
    1,
    /Nobody would be left in this rotation; add somebody first/,
    ['schedule', 'remove-member', 'payments-primary', '--member', 'ana'],
  ],
  [
    'a time that is over',
    1,
    /It is over already; the past stays as it was\./,
    [...of, '--from', '2026-01-01T00:00:00Z', '--until', '2026-01-02T00:00:00Z'],
  ],
  [
    'a window of two years',
    1,
    /at most 366 days/,
    ['schedule', 'show', 'payments-primary', '--from', '2026-01-01T00:00:00Z', '--until', '2028-01-01T00:00:00Z'],
  ],
  ['a period that ends before it begins', 1, /must end after it starts/, ['balance', '--from', until, '--until', from]],
];

it.each(bad)('[SCH14] [ALR11] answers %s with exit %i and a clear sentence', async (_what, code, message, args) => {
  const ran = await runCli(relay, ...args);
  expect(ran.code).toBe(code);
  expect(`${ran.err}${ran.out.replace(/^payments-primary: not done\. /, '')}`).toMatch(message);
  expect(ran.err).not.toMatch(/\.ts:\d/);
});
