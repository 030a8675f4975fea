import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtProgram } from '../../scripts/start/node-build.ts';
import { file, vevent } from '../harness/calendar-files.ts';
import { readByIcalJs } from '../harness/calendars.ts';
import { RelayProcess } from '../harness/relay-process.ts';

const entry = builtProgram('relay/cli/index');
const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
let relay: RelayProcess;

beforeAll(async () => {
  relay = await RelayProcess.start(join(folder, 'data'));
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

function cli(...args: string[]): { code: number | null; out: string; err: string } {
  const env = { PATH: process.env['PATH'], TZ: 'UTC', WATCHBELL_RELAY: relay.url, WATCHBELL_DATA: relay.data };
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, 'calendar', ...args], { encoding: 'utf8', env });
  return { code: status, out: stdout, err: stderr };
}
const json = (...args: string[]) => JSON.parse(cli(...args, '--json').out) as unknown;
const onlyNow = (text: string) => text.replaceAll(/^DTSTAMP:.*$/gm, '');

it('[CAL6] [CAL7] makes an address on the command line that a calendar program fetches until it is revoked, also after a restart', async () => {
  const made = json('create', '--schedule', 'payments-primary', '--name', 'Wall') as { id: string; url: string; path: string };
  const first = await fetch(made.url);
  expect(first.status).toBe(200);
  const text = await first.text();
  expect(readByIcalJs(text)[0]?.summary).toBe('On call: Ana Lima (Payments primary)');
  expect(onlyNow(cli('export', '--schedule', 'payments-primary').out)).toBe(onlyNow(text));
  expect(readFileSync(join(relay.data, 'calendars.json'), 'utf8')).not.toContain(made.path.slice(10, 53));

  await relay.kill('SIGTERM');
  relay = await RelayProcess.start(relay.data, []);
  const again = await fetch(`${relay.url}${made.path}`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
  expect(cli('feeds').out).toMatch(/NAME.*SHOWS.*\nWall +schedule Payments primary/);
  expect(cli('revoke', made.id)).toMatchObject({ code: 0, err: '' });
  expect((await fetch(`${relay.url}${made.path}`)).status).toBe(404);
  expect(cli('revoke', made.id).code).toBe(1);
  expect(cli('feeds').out).toContain('There is no calendar address yet');
});

it('[CAL13] [CAL15] imports a file with a report, first without and then with effect, and once only', () => {
  const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const day = (days: number, title: string) =>
    vevent(`DTSTART;VALUE=DATE:${soon(days)}\nDTEND;VALUE=DATE:${soon(days + 1)}\nSUMMARY:${title}`);
  const name = join(folder, 'team.ics');
  writeFileSync(name, file(day(3, 'Bo Svensson'), day(4, 'Vacation Ana Lima'), day(5, 'Bobby')));
  const args = ['import', name, '--schedule', 'payments-primary'];

  const dry = cli(...args, '--dry-run');
  expect(dry).toMatchObject({ code: 1, err: '' });
  expect(dry.out).toContain('Nobody in the workspace is called "Bobby"');
  expect(dry.out).toContain(
    '3 events: 1 converted, 1 approximated, 1 not understood.\n1 override and 1 stretch of time off to add; nothing was changed.',
  );
  /** Who has the schedule, one after the other, however many turns they have on end. */
  const inOrder = () =>
    readByIcalJs(cli('export', '--schedule', 'payments-primary').out)
      .toSorted((a, b) => a.from - b.from)
      .flatMap(({ summary }) => /: (.*) \(/.exec(summary)?.[1] ?? [])
      .filter((each, i, all) => each !== all[i - 1]);
  expect(inOrder()).toEqual(['Ana Lima']);

  expect(cli(...args, '--map', 'Bobby=lea')).toMatchObject({ code: 0, err: '' });
  expect(inOrder()).toEqual(['Ana Lima', 'Bo Svensson', 'Ana Lima', 'Léa Martin', 'Ana Lima']);
  const twice = json(...args, '--map', 'Bobby=lea') as { overrides: object[] };
  expect(twice).toMatchObject({ applied: false, added: { overrides: 0, timeOff: 0 } });
  expect(twice.overrides).toHaveLength(2);
});

it('[CAL14] says what is wrong with a file or its use, and changes nothing', () => {
  const name = join(folder, 'page.ics');
  writeFileSync(name, '<html>Sign in</html>');
  const uses: [args: string[], says: RegExp][] = [
    [[name, '--schedule', 'payments-primary'], /not a calendar file/],
    [[name, '--schedule', 'nobody'], /There is no schedule "nobody"/],
    [[name, '--schedule', 'payments-primary', '--zone', 'Paris'], /not a time zone/],
    [[name, '--schedule', 'payments-primary', '--map', 'Bobby'], /does not say whom/],
    [[name, '--schedule', 'payments-primary', '--map', 'Bobby=nobody'], /There is no person "nobody"/],
  ];
  for (const [args, says] of uses) {
    const ran = cli('import', ...args);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(says);
  }
});
