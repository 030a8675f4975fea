import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { cliHere, type Ran } from '../../test/harness/cli-here.ts';
import { scheduleCommandNames } from '../../shared/schedule/command-names.ts';
import type { Io } from './io.ts';
import { programFor } from './program.ts';

/** Runs a command line without a process of its own; there is no relay it could reach. */
async function cli(...args: string[]): Promise<Ran> {
  return cliHere({ env: { WATCHBELL_TOKEN: 'token', WATCHBELL_RELAY: 'http://127.0.0.1:9' } }, ...args);
}

const misuses: string[][] = [
  ['bogus'],
  ['ack', '--bogus'],
  ['resolve'],
  ['escalate', '1', '2'],
  ['backup'],
  ['backup', '--to', '/nowhere/backup'],
  ['restore'],
  ['archive'],
  ['archive', '--before', '90d'],
  ['archive', '--before', 'long ago', '--data', '/nowhere'],
  ['restore', '/nowhere'],
  ['person'],
  ['person', 'erase'],
  ['person', 'verify'],
  ['people', '--bogus'],
  ['test-page'],
  ['audit'],
  ['audit', 'bogus'],
  ['audit', 'verify', '--contains', 'abc'],
  ['audit', 'verify', '--file', '/nowhere'],
  ['audit', 'verify', '--file', '/a', '--data', '/b'],
  ['audit', 'verify', '--data', '/nowhere'],
  ['apply', '/nowhere'],
  ['apply', '/'],
  ['note', '1', '  '],
  ['trigger', '--service', 'checkout'],
  ['trigger', '--title', 'x'],
  ['trigger', '--title', 'x', '--service', 'a', '--integration', 'b'],
  ['trigger', '--title', 'x', '--service', 'a', '--severity', 'awful'],
  ['trigger', '--title', 'x', '--integration', 'b', '--test'],
  ['trigger', '--title', 'x', '--integration', 'b'],
  ['incidents', '--status', 'open'],
  ['incidents', '--relay', 'nonsense'],
  ['incidents', '--data', '/nowhere'],
  ['oncall', '--at', 'tomorrow'],
  ['silence'],
  ['silence', '--when', 'service=checkout', '--name', 'x'],
  ['silence', '--when', 'service=checkout', '--for', '2h'],
  ['silence', '--when', 'service', '--name', 'x', '--for', '2h'],
  ['silence', '--when', 'service=checkout', '--name', 'x', '--for', 'long'],
  ['silence', '--when', 'service=checkout', '--name', 'x', '--for', '2h', '--until', '2026-12-24T18:00:00+01:00'],
  ['silence', 'end'],
  ['calendar'],
  ['calendar', 'create'],
  ['calendar', 'create', '--person', 'ana', '--team=shop'],
  ['calendar', 'revoke'],
  ['calendar', 'export', '--person', 'ana', '--from=tomorrow'],
  ['calendar', 'import', '/nowhere'],
  ['calendar', 'import', '/nowhere', '--schedule', 'a'],
  ['schedule'],
  ['schedule', 'bogus'],
  ['schedule', 'show'],
  ['schedule', 'propose', 'payments-primary'],
  ['schedule', 'propose', 'payments-primary', '--people', 'ana', '--starts-on', '2026-12-07', '--turn', '1m'],
  ['schedule', 'show', 'payments-primary', '--from', 'tomorrow'],
  ['schedule', 'override', 'payments-primary', '--person', 'bo'],
  [
    'schedule',
    'override',
    'payments-primary',
    '--person',
    'bo',
    '--from',
    '2026-12-24T18:00:00+01:00',
    '--until',
    '2026-12-24T18:00:00+01:00',
  ],
  [
    'schedule',
    'take',
    'payments-primary',
    '--giver',
    'bo',
    '--taker',
    'bo',
    '--from',
    '2026-12-24T18:00:00+01:00',
    '--until',
    '2026-12-24T18:00:00+01:00',
  ],
  ['schedule', 'approve-swap', 'payments-primary'],
  ['verify', '--days', 'many'],
  ['verify', '--days', '1000'],
  ['balance', '--from', 'yesterday'],
  ['import', '/nowhere'],
  ['import', '/nowhere', '--from', 'pagerduty'],
  ['import', '/nowhere', '--from', 'elsewhere'],
  ['import', '/nowhere', '--from=goalert', '--at=tomorrow'],
  ['import', '/nowhere', '--from=goalert', '--out=/'],
];

describe('the command line used wrongly', () => {
  it.each(misuses)('answers "%s %s %s %s %s" with what happened and what to do, and exit 2', async (...args) => {
    const ran = await cli(...args);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(/^\S.*[.)]\n\S.*\n$/);
  });

  it('answers with one JSON value on stdout where JSON was asked for', async () => {
    const ran = await cli('resolve', '--json');
    expect(ran).toMatchObject({ code: 2, err: '' });
    expect(JSON.parse(ran.out)).toEqual({ error: expect.stringContaining('incident') as string, advice: 'See: watchbell resolve --help' });
  });

  it.each([
    ['person verify ana --kind pigeon', 'person verify'],
    ['person verify', 'person verify'],
    ['ack 1 --as bo', 'ack'],
    ['subscribers add', 'subscribers add'],
    ['--pigeon', ''],
  ])('answers "%s" with the help of what was meant', async (typed, meant) => {
    const ran = await cli(...typed.split(' '));
    expect(ran.err).toContain(`\nSee: watchbell ${meant === '' ? '' : `${meant} `}--help\n`);
  });

  it('shows what there is when nothing was asked', async () => {
    const ran = await cli();
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('Usage: watchbell');
  });

  it('says that the relay cannot be reached with exit 1', async () => {
    expect(await cli('incidents')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^No relay answers at http:\/\/127\.0\.0\.1:9/) as string,
    });
  });
});

describe('help', () => {
  const io: Io = {
    env: {},
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    now: () => 0,
    cwd: '/',
    invocation: 'watchbell',
    exitWith: () => undefined,
  };
  const leaves = programFor(io).commands.flatMap((command) => (command.commands.length > 0 ? [...command.commands] : [command]));
  const names = leaves.map((command) => [command.parent?.parent ? [command.parent.name(), command.name()] : [command.name()]]);

  it('knows every command there is', () => {
    expect(names.flat().map((words) => words.join(' '))).toEqual(
      expect.arrayContaining([
        'incidents',
        'trigger',
        'ack',
        'resolve',
        'escalate',
        'note',
        'oncall',
        'pair',
        'watch',
        'apply',
        'export',
        'calendar feeds',
        'calendar create',
        'calendar revoke',
        'calendar export',
        'calendar import',
        'audit verify',
        'audit export',
        'schedules',
        'schedule show',
        'schedule propose',
        ...scheduleCommandNames.map((name) => `schedule ${name}`),
        'verify',
        'balance',
        'import',
      ]),
    );
  });

  it.each(names)('of "%s" says what it is for, shows an example and offers JSON', async (words) => {
    const ran = await cli(...words, '--help');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^Usage: watchbell .*\n\n[A-Z][^]*?\.\n/);
    expect(ran.out).toMatch(/Examples?:\n {2}watchbell /);
    expect(ran.out).toContain('--json');
  });
});
