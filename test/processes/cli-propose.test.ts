import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { shop } from '../harness/shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
const rotation = { people: ['ana', 'bo', 'sam'], turn: '1w', handoffAt: '09:00', startsOn: '2026-01-05' };
let relay: RelayProcess;

beforeAll(async () => {
  const file = join(folder, 'shop.yaml');
  const leave = [{ from: '2030-12-20T00:00:00Z', until: '2031-01-03T00:00:00Z' }];
  writeFileSync(
    file,
    shop(
      { steps: [{ notify: ['schedule:primary'] }] },
      { schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } }, people: { ana: { timeOff: leave } } },
    ),
  );
  relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', file]);
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

const propose = (...args: string[]) =>
  runCli(relay, 'schedule', 'propose', 'primary', '--starts-on', '2030-12-02', '--count', '6', ...args);
const onCallAt = async (at: string) => {
  const { body } = await relay.api(`/v1/oncall?at=${encodeURIComponent(at)}`);
  return (body as { schedules: { onCall: { person: { id: string } } | null }[] }).schedules[0]?.onCall?.person.id;
};

it('[FAIR2] [FAIR8] draws a fair rotation on the command line, says why, and keeps to leave', async () => {
  const { code, out, err } = await propose('--people', 'ana,bo,sam', '--rest', '11');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/FROM +UNTIL +WHO +WHY/);
  expect(out).toMatch(/Nothing was changed; add --apply to put it in force\./);
  const { watches } = JSON.parse((await propose('--people', 'ana,bo,sam', '--json')).out) as {
    watches: { from: string; people: { id: string }[] }[];
  };
  const inLeave = watches.filter(({ from }) => from >= '2030-12-14' && from < '2031-01-03');
  expect(inLeave.flatMap(({ people }) => people.map(({ id }) => id))).not.toContain('ana');
  expect((await propose('--people', 'ana,bo,sam', '--language', 'fr')).out).toMatch(/Ana/);
});

it('[FAIR1] puts it in force when told to, and names what nobody can take with exit 1', async () => {
  const drawn = JSON.parse((await propose('--people', 'sam', '--apply', '--json')).out) as { applied: boolean };
  expect(drawn.applied).toBe(true);
  expect(await Promise.all(['2030-12-03', '2030-12-10', '2030-12-17'].map((day) => onCallAt(`${day}T12:00:00Z`)))).toEqual([
    'sam',
    'sam',
    'sam',
  ]);
  const { code, out } = await propose('--people', 'ana');
  expect(code).toBe(1);
  expect(out).toMatch(/empty Nobody can take .*Ana is on leave/);
});

it.each([
  [['--people', 'ana', '--turn', '1m'], 2, /--turn: "1m" is not a turn; write for example 12h, 1d or 1w\./],
  [['--people', 'ana', '--count', '1000'], 2, /count: at most 200 watches are drawn at once\./],
  [['--people', 'nobody'], 1, /There is no person "nobody" in the workspace\./],
  [['--people', 'ana', '--handoff-at', '25:99'], 1, /hand-off/i],
] as const)('[FAIR11] says what is wrong with %j', async (args, code, message) => {
  const found = await propose(...args);
  expect(found.code).toBe(code);
  expect(found.err).toMatch(message);
});
