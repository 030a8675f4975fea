import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { run } from '../../relay/cli/program.ts';
import { coverageOf } from '../../shared/coverage/coverage.ts';
import { scheduleCommandNames } from '../../shared/schedule/command-names.ts';
import type { LayerUse, Schedule } from '../../shared/schedule/definition.ts';
import { peopleOnCall } from '../../shared/schedule/on-call.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { differenceTo } from '../../shared/workspace/difference.ts';
import { readWorkspaceFile } from '../../shared/workspace/file.ts';
import { writeWorkspaceFile } from '../../shared/workspace/file-write.ts';
import { find, type Workspace } from '../../shared/workspace/workspace.ts';
import { stateWith } from '../harness/workspaces.ts';

const guide = readFileSync(new URL('../../docs/rotations.md', import.meta.url), 'utf8');
/** The sections of the guide, each by its heading. */
const sections = new Map(guide.split(/^## /m).map((text) => [text.split('\n')[0] ?? '', text]));
const yamlIn = (text: string) => [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml]) => yaml ?? '');

const people = ['ana', 'bo', 'cem', 'dev', 'eva', 'lea'].map(
  (id) => `  ${id}: { name: ${id}, role: responder, email: ${id}@example.org, pages: [{ channel: mail }] }`,
);
const rest = `organisation: { name: Shop, catchAll: { notify: [person:lea] } }
people:
${people.join('\n')}
policies:
  payments: { name: Payments, steps: [{ notify: [schedule:payments-primary] }, { notify: [backup:payments-primary, person:lea] }] }
services:
  checkout: { name: Checkout, policy: payments }
`;

function workspaceOf(section: string): Workspace {
  const [yaml = ''] = yamlIn(sections.get(section) ?? '');
  const file = `${rest}${yaml}`;
  expect(readWorkspaceFile(file)).toMatchObject({ problems: [], warnings: [] });
  return stateWith(file).workspace;
}

const scheduleIn = (workspace: Workspace) => find(workspace, 'schedule', 'payments-primary') as Schedule;

/** Who is on call at moments written with their offset. */
function onCall(section: string, moments: readonly string[], use: LayerUse = 'on-call'): string[] {
  const schedule = scheduleIn(workspaceOf(section));
  return moments.map((moment) => peopleOnCall(schedule, Date.parse(moment), use).join(' ') || 'nobody');
}

const weeks = ['2026-11-23T08:59', '2026-11-23T09:00', '2026-11-30T09:00', '2026-12-07T09:00', '2026-12-14T09:00'].map(
  (at) => `${at}:00+01:00`,
);
const nightsAndWeekends = [
  '2026-11-23T08:00',
  '2026-11-23T20:00',
  '2026-11-24T07:59',
  '2026-11-27T19:59',
  '2026-11-27T20:00',
  '2026-11-30T07:59',
  '2026-11-30T08:00',
  '2026-12-05T12:00',
];
const shown: [section: string, moments: string[], people: string[], use?: LayerUse][] = [
  ['One rotation', weeks, ['nobody', 'ana', 'bo', 'cem', 'ana']],
  [
    'Layers',
    ['2026-11-27T10:00', '2026-11-27T17:00', '2026-11-28T10:00', '2026-11-30T10:00', '2026-12-01T10:00'].map((at) => `${at}:00+01:00`),
    ['cem', 'ana', 'ana', 'dev', 'cem'],
  ],
  [
    'Follow the sun',
    ['2026-11-24T02:00:00Z', '2026-11-24T10:00:00Z', '2026-11-24T20:00:00Z', '2027-07-01T22:30:00Z'],
    ['ana', 'bo', 'cem', 'cem'],
  ],
  ['Nights and weekends', nightsAndWeekends.map((at) => `${at}:00+01:00`), ['ana', 'cem', 'cem', 'ana', 'eva', 'eva', 'bo', 'lea']],
  ['Several at once, backup and shadow', weeks, ['nobody', 'ana bo', 'cem dev', 'ana bo', 'cem dev']],
  ['Several at once, backup and shadow', weeks, ['nobody', 'lea', 'lea', 'lea', 'lea'], 'backup'],
  ['Several at once, backup and shadow', weeks, ['nobody', 'eva', 'eva', 'eva', 'eva'], 'shadow'],
  [
    'Holidays',
    ['2026-12-24T12:00', '2026-12-25T00:00', '2026-12-25T23:59', '2026-12-26T00:00'].map((at) => `${at}:00+01:00`),
    ['ana', 'dev', 'dev', 'ana'],
  ],
  [
    'From when a change holds, and what happens to turns',
    ['2026-12-01T12:00', '2026-12-08T12:00', '2026-12-15T12:00', '2026-12-22T12:00', '2027-01-04T12:00', '2027-01-05T12:00'].map(
      (at) => `${at}:00+01:00`,
    ),
    ['bo', 'ana', 'cem', 'ana', 'ana', 'cem'],
  ],
  [
    'Overrides, swaps and taking over',
    ['2026-12-24T17:59', '2026-12-24T18:00', '2026-12-25T08:59', '2026-12-25T09:00'].map((at) => `${at}:00+01:00`),
    ['ana', 'cem', 'cem', 'ana'],
  ],
];

describe('the guide to rotations', () => {
  it('[WSP2] [WSP6] has examples that are taken, do not change when applied again, and come back from an export', () => {
    const withExample = [...sections].filter(([, text]) => yamlIn(text).length > 0).map(([heading]) => heading);
    expect(withExample).toEqual([...new Set(shown.map(([section]) => section))]);
    expect([...sections.values()].flatMap(yamlIn)).toHaveLength(withExample.length);
    for (const section of withExample) {
      const workspace = workspaceOf(section);
      const { definitions } = readWorkspaceFile(writeWorkspaceFile(workspace));
      expect(definitions && differenceTo(workspace, definitions)).toEqual([]);
    }
  });

  it.each(shown)('[SCH10] [SCH11] [SCH12] shows under "%s" who is on call', (section, moments, expected, use) => {
    expect(onCall(section, moments, use)).toEqual(expected);
  });

  it.each(['Layers', 'Follow the sun', 'Nights and weekends', 'Several at once, backup and shadow', 'Holidays'])(
    '[COV1] [COV2] leaves no hour open for a year under "%s"',
    (section) => {
      const from = Date.parse('2026-11-27T20:00:00+01:00');
      const gaps = coverageOf(workspaceOf(section), { from, until: from + 366 * DAY_MS }).filter(({ kind }) => kind === 'gap');
      expect(gaps).toEqual([]);
    },
  );

  it('[COV1] finds the time before the first day, as the guide says, and nothing after', () => {
    const from = Date.parse('2026-11-20T00:00:00+01:00');
    expect(coverageOf(workspaceOf('One rotation'), { from, until: from + 90 * DAY_MS })).toMatchObject([
      { kind: 'gap', from, until: Date.parse('2026-11-23T09:00:00+01:00') },
    ]);
  });

  const lines = [...guide.matchAll(/(?:^|`)watchbell (schedules?|verify|balance)( [^`\n]*)?/gm)].map(([line]) =>
    line.replace(/^`?watchbell /, ''),
  );
  it.each(lines)('[SCH15] types what the command line understands: %s', async (line) => {
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
    const ran = { code: 0, err: '' };
    const stderr = new PassThrough();
    stderr.on('data', (chunk: Buffer) => (ran.err += chunk.toString()));
    const env = { WATCHBELL_TOKEN: 'token', WATCHBELL_RELAY: 'http://127.0.0.1:9' };
    const exitWith = (code: number) => (ran.code = code);
    await run({ env, stdout: new PassThrough(), stderr, now: () => 0, cwd: '/', invocation: 'watchbell', exitWith }, args);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('No relay answers') as string });
  });

  it('[SCH15] speaks of every command there is', () => {
    const typed = lines.map((line) => line.split(' ')[1]);
    expect(scheduleCommandNames.filter((name) => !typed.includes(name))).toEqual([]);
  });
});
