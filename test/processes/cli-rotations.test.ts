import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scheduleCommandNames } from '../../shared/schedule/command-names.ts';
import { DAY_MS, HOUR_MS, isoOf } from '../../shared/time/instant.ts';
import { runCli } from '../harness/cli-process.ts';
import { RelayProcess } from '../harness/relay-process.ts';

const sample = readFileSync(join(import.meta.dirname, '../../relay/sample-workspace.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
const file = join(folder, 'team.yaml');
const other = join(folder, 'other.yaml');
/** Everybody has a way to be reached, so that nothing is wrong with the sample. */
const reachable = sample.replaceAll(/( {4}email: .*)/g, '$1\n    pages: [{ channel: mail }]');
let relay: RelayProcess;

beforeAll(async () => {
  writeFileSync(file, reachable);
  relay = await RelayProcess.start(join(folder, 'relay'), ['--workspace', file]);
});
afterAll(async () => {
  await relay.kill();
  rmSync(folder, { recursive: true, force: true });
});

const cli = async (...args: string[]) => runCli(relay, ...args);
const head = async () => ((await (await fetch(`${relay.url}/readyz`)).json()) as { head: number }).head;
const onCallAt = async (at: string) => {
  const { body } = await relay.api(`/v1/oncall?at=${encodeURIComponent(at)}`);
  return (body as { schedules: { onCall: { person: { id: string } } | null }[] }).schedules[0]?.onCall?.person.id;
};
/** A day so many from now, in the middle of a turn or not; whole seconds. */
const start = Math.floor(Date.now() / 1000) * 1000 + 10 * DAY_MS;
const ends = isoOf(start + 100 * DAY_MS).slice(0, 10);
const [from, until, within] = [isoOf(start), isoOf(start + 15 * HOUR_MS), isoOf(start + HOUR_MS)];
const span = ['--from', from, '--until', until];
const of = ['schedule', 'override', 'payments-primary', '--person', 'lea'];

it('[COV1] proves the coverage with exit 0, and says what is wrong with exit 1', async () => {
  expect(await cli('verify')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^Covered until .*: 2 schedules, nothing is wrong\.\n$/) as string,
  });
  writeFileSync(file, reachable.replace("handoffAt: '09:00'", `handoffAt: '09:00'\n      endsOn: ${ends}`));
  const shown = await cli('apply', file, '--dry-run');
  expect(shown.out).toMatch(/schedule +payments-primary/);
  writeFileSync(other, reachable.replace('people: [ana]', 'people: [lea]'));
  const swapped = await cli('apply', other, '--dry-run');
  expect(swapped.out).toMatch(
    / {4}payments-primary: Ana Lima: −\d+ nights, −\d+ weekend days, −\d.* h\.\n {4}payments-primary: Léa Martin: \+/,
  );
  expect((await cli('verify')).code).toBe(0);
  expect((await cli('apply', file)).code).toBe(0);
  const found = await cli('verify', '--days', '200');
  expect(found).toMatchObject({ code: 1, err: '' });
  expect(found.out).toMatch(/^Nobody is on call for Payments primary from .* 09:00 to .*\.\n1 finding in the next 200 days\.\n$/);
  expect((await cli('verify', '--days', '200', '--language', 'fr')).out).toMatch(/^Personne n’est d’astreinte pour Payments primary du /);
  const { findings } = JSON.parse((await cli('verify', '--days', '200', '--json')).out) as { findings: { kind: string; from: string }[] };
  expect(findings).toMatchObject([{ kind: 'gap', from: expect.stringContaining(ends) as string }]);
  writeFileSync(file, reachable);
  expect((await cli('apply', file)).code).toBe(0);
});

it('[SCH4] [COV8] tries an override without making it, makes it, and takes it back', async () => {
  const before = await head();
  const tried = await cli(...of, ...span, '--dry-run');
  expect(tried).toMatchObject({ code: 0, err: '' });
  expect(tried.out).toMatch(/^payments-primary: override added, if you leave out --dry-run; nothing was changed\.\n/);
  expect(tried.out).toMatch(/Ana Lima: .*−15 h\.\nLéa Martin: .*\+15 h\.\n$/);
  expect([await head(), await onCallAt(within)]).toEqual([before, 'ana']);
  const made = await cli(...of, ...span);
  expect(made.code).toBe(0);
  const id = /To take it back: \S+ schedule remove-override payments-primary (\S+)\n$/.exec(made.out)?.[1] ?? '';
  expect([await head(), await onCallAt(within)]).toEqual([before + 1, 'lea']);
  expect((await cli('schedule', 'show', 'payments-primary', ...span)).out).toContain(`override ${id}`);
  expect((await cli('schedule', 'remove-override', 'payments-primary', id)).out).toMatch(/override removed\./);
  expect(await onCallAt(within)).toBe('ana');
  expect(await cli('schedule', 'remove-override', 'payments-primary', id)).toMatchObject({
    code: 0,
    out: 'payments-primary: nothing to do. It was so already.\n',
  });
});

it('[COV8] says with exit 1 what would be wrong that is not wrong now', async () => {
  const tried = await cli('schedule', 'override', 'payments-primary', '--person', 'bo', ...span, '--dry-run');
  expect(tried.code).toBe(1);
  expect(tried.out).toMatch(/new Bo Svensson is on call for Payments primary and Payments backup at once from /);
  expect(tried.out).toMatch(/new Bo Svensson stands on level 1 and on level 2 of Payments around the clock/);
});

it('[SCH15] asks for a swap, answers it once, undoes it, and takes a watch over', async () => {
  const two = ['payments-primary', '--giver', 'ana', '--taker', 'lea', ...span];
  const asked = await cli('schedule', 'ask-swap', ...two);
  const swap = /approve-swap payments-primary (\S+)/.exec(asked.out)?.[1] ?? '';
  expect([asked.code, await onCallAt(within)]).toEqual([0, 'ana']);
  expect((await cli('schedule', 'approve-swap', 'payments-primary', swap)).out).toMatch(/swap approved\.\n.*Ana Lima: .*−15 h/);
  expect(await onCallAt(within)).toBe('lea');
  const declined = await cli('schedule', 'decline-swap', 'payments-primary', swap, 'too', 'late');
  expect(declined).toMatchObject({ code: 1, err: '' });
  expect(declined.out).toMatch(/not done\. The swap was answered or taken back meanwhile; look again\./);
  expect((await cli('schedule', 'undo-swap', 'payments-primary', swap)).code).toBe(0);
  expect(await onCallAt(within)).toBe('ana');
  const taken = JSON.parse((await cli('schedule', 'take', ...two, '--json')).out) as { verdict: string; made: { body: { swap: string } } };
  expect([taken.verdict, await onCallAt(within)]).toEqual(['applied', 'lea']);
  expect((await cli('schedule', 'undo-swap', 'payments-primary', taken.made.body.swap)).code).toBe(0);
});

it('[SCH12] changes members, layers and turns, and shows them', async () => {
  const edit = async (...args: string[]) => {
    const ran = await cli('schedule', ...args);
    return `${ran.code} ${ran.out}${ran.err}`.split('\n')[0];
  };
  expect(await edit('add-member', 'payments-backup', '--person', 'lea', '--from', isoOf(start))).toBe('0 payments-backup: member added.');
  expect(await edit('move-member', 'payments-backup', '--member', 'lea', '--first', '--from', isoOf(start))).toMatch(/^0 .*member moved/);
  expect(await edit('remove-member', 'payments-backup', '--member', 'lea', '--from', isoOf(start + DAY_MS))).toMatch(/^0 .*member removed/);
  expect(
    await edit('change-rotation', 'payments-backup', '--turn', '1d', '--hours', 'mon-fri 00:00-24:00', '--from', isoOf(start)),
  ).toMatch(/^0 .*rotation changed/);
  const layer = ['add-layer', 'payments-backup', '--people', 'lea,ana', '--name', 'Second', '--use', 'backup', '--starts-on', '2026-01-05'];
  expect(await edit(...layer)).toMatch(/^0 .*layer added/);
  expect(await edit('describe', 'payments-backup', '--rest', '11h', '--nights-in-a-row', '9')).toMatch(/^0 .*described/);
  const shown = await cli('schedule', 'show', 'payments-backup');
  expect(shown.out).toMatch(/limits: rest 11h, nights in a row 9\n/);
  expect(shown.out).toMatch(/\nBACKUP +FROM.*\n(Léa Martin|Ana Lima) /);
  expect(shown.out).toMatch(/\nrotation +on-call +1w at 09:00 Europe\/Paris since 2024-01-01 .*Bo Svensson \(bo\)/);
  expect(shown.out).toMatch(/1d at 09:00 Europe\/Paris since 2024-01-01, mon,tue,wed,thu,fri 00:00-24:00/);
  expect((await cli('oncall')).out).toMatch(/BACKUP +THEN\n/);
  const { schedule } = (await relay.api('/v1/schedules/payments-backup')).body as { schedule: { layers: { id: string; name?: string }[] } };
  const second = schedule.layers.find(({ name }) => name === 'Second')?.id ?? '';
  expect(await edit('move-layer', 'payments-backup', '--layer', second, '--first')).toMatch(/^0 .*layer moved/);
  expect(await edit('remove-layer', 'payments-backup', '--layer', second)).toMatch(/^0 .*layer removed/);
});

it('[FAIR14] [FAIR16] counts who carried what, with the pages there were', async () => {
  await cli('trigger', '--service', 'checkout', '--title', 'Checkout is down');
  await expect.poll(async () => ((await relay.api('/v1/incidents/1')).body as { incident: { level: number } }).incident.level).toBe(1);
  const { out, code } = await cli('balance', '--until', isoOf(Date.now() + HOUR_MS));
  expect(code).toBe(0);
  expect(out).toMatch(/\nWHO +HOURS +NIGHTS +WEEKEND DAYS +PAGES/);
  expect(out).toMatch(/\nAna Lima +\d+(\.\d)? +\d+ +\d+ +1 /);
});

it('[SCH15] takes every command of a schedule over HTTP, and answers what is no command with a problem', async () => {
  const answers = await Promise.all(
    scheduleCommandNames.map((name) => relay.api(`/v1/schedules/payments-primary/${name}?dryRun=true`, { nonsense: 1 })),
  );
  answers.forEach(({ status, body }) => {
    expect(status).toBe(400);
    expect((body as { detail: string }).detail).toMatch(/\.$/);
  });
  expect((await relay.api('/v1/schedules/payments-primary/bogus', {})).status).toBe(404);
  expect((await fetch(`${relay.url}/v1/schedules`)).status).toBe(401);
});
