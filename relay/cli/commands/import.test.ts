import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cliHere, type Ran } from '../../../test/harness/cli-here.ts';
import { exportedAt, exportFolder, sourceNames } from '../../../test/harness/imports.ts';
import { readWorkspaceFile } from '../../../shared/workspace/file.ts';
import type { ImportReport } from '../../../shared/import/report.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchbell-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function cli(...args: string[]): Promise<Ran> {
  return cliHere({ now: () => exportedAt, cwd: folder }, 'import', ...args);
}

function file(name: string, value: unknown): string {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  return name;
}

const whole = {
  users: [{ id: 'A', name: 'Ana' }],
  teams: [{ id: 'T', name: 'Team', members: [{ user: { id: 'A', type: 'user_reference' }, role: 'responder' }] }],
};
const policy = {
  escalation_policies: [
    { id: 'P', name: 'P', escalation_rules: [{ id: 'R', escalation_delay_in_minutes: 5, targets: [{ id: 'A', type: 'user_reference' }] }] },
  ],
};

describe('import', () => {
  it.each(sourceNames)(
    '[IMP12] prints the workspace made of %s, and tells people on the other output what became of it',
    async (source) => {
      const ran = await cli('--from', source, exportFolder(source));
      expect(ran.code).toBe(1);
      expect(readWorkspaceFile(ran.out).problems).toEqual([]);
      expect(ran.err).toMatch(/^Not converted:\n[^]*\d+ converted, \d+ approximated, \d+ not converted\.\n$/);
      expect(`${ran.out}${ran.err}`).not.toContain('SECRET');
    },
  );

  it('[IMP12] ends with 0 when all of it was converted', async () => {
    const ran = await cli('--from', 'pagerduty', file('whole.json', { ...whole, ...policy }));
    expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('6 converted, 0 approximated, 0 not converted.') as string });
  });

  it('[IMP12] writes the workspace and the report, and over nothing that is there', async () => {
    file('some.json', { ...whole, ...policy, response_plays: [{ id: 'X' }] });
    const args = ['--from', 'pagerduty', 'some.json', '--out', 'workspace.yaml', '--report', 'report.json'];
    expect(await cli(...args)).toMatchObject({
      code: 1,
      err: '',
      out: expect.stringContaining('watchbell apply workspace.yaml --dry-run') as string,
    });
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ImportReport;
    expect(report.counts).toEqual({ converted: 6, approximated: 0, 'not-converted': 1 });
    file('workspace.yaml', 'mine');
    expect(await cli(...args)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^workspace.yaml is there already\.\n.*--force/) as string,
    });
    expect(readFileSync(join(folder, 'workspace.yaml'), 'utf8')).toBe('mine');
    expect((await cli(...args, '--force')).code).toBe(1);
    expect(readWorkspaceFile(readFileSync(join(folder, 'workspace.yaml'), 'utf8')).problems).toEqual([]);
  });

  it('[IMP12] gives scripts one JSON value', async () => {
    const ran = await cli('--from', 'pagerduty', file('json.json', { ...whole, ...policy }), '--json');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toMatchObject({ workspace: expect.stringContaining('ana:') as string, report: { source: 'PagerDuty' } });
  });

  it('[IMP12] reads the pages of a folder together, and names what it did not read', async () => {
    mkdirSync(join(folder, 'pages/users'), { recursive: true });
    const page = (id: string) => JSON.stringify({ id, username: `${id}@example.org`, fullName: id });
    file('pages/users/ana.json', page('ana'));
    file('pages/users/bo.json', page('bo'));
    file(
      'pages/teams.json',
      `${JSON.stringify({ data: [{ id: 't', name: 'T', members: [] }], paging: { next: 'x' } })}\n${JSON.stringify({ data: [{ id: 'u', name: 'U', members: [] }] })}`,
    );
    file('pages/readme.txt', 'hello');
    const { report } = JSON.parse((await cli('--from', 'opsgenie', 'pages', '--json')).out) as { report: ImportReport };
    expect(report.entries.map(({ kind, name, path }) => `${kind} ${name ?? path}`)).toEqual([
      'user ana',
      'user bo',
      'team T',
      'team U',
      'file readme.txt',
    ]);
  });

  it('[IMP12] warns of hours in which nobody would be on call', async () => {
    const layer = {
      start: '2026-01-01T00:00:00Z',
      end: '2026-12-01T00:00:00Z',
      rotation_virtual_start: '2026-01-01T00:00:00Z',
      rotation_turn_length_seconds: 86_400,
      users: [{ user: { id: 'A' } }],
    };
    const schedules = [{ id: 'S', name: 'Ends soon', time_zone: 'UTC', schedule_layers: [layer] }];
    const ran = await cli('--from', 'pagerduty', file('gap.json', { ...whole, ...policy, schedules }));
    expect(ran.err).toMatch(/Look at this before you apply the file:\n.*Ends soon/);
  });
});

describe('import of what cannot be read', () => {
  it.each([
    ['cut.json', '{"users": [{"id": "SECRET'],
    ['empty.json', ''],
    ['not.yaml', 'a: [b\n"SECRET'],
    ['bomb.yaml', `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]`],
    ['deep.json', `${'['.repeat(300_000)}${']'.repeat(300_000)}`],
  ])('[IMP10] says so of %s, quotes nothing of it and writes nothing', async (name, text) => {
    const ran = await cli('--from', 'alertmanager', file(name, text), '--out', 'never.yaml');
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(/^\S.*\n\S.*\n$/);
    expect(ran.err).not.toContain('SECRET');
    expect(() => readFileSync(join(folder, 'never.yaml'))).toThrow('ENOENT');
  });

  it('[IMP12] says what to do with a folder that has no export, and with a file nobody may write', async () => {
    mkdirSync(join(folder, 'nothing'));
    expect(await cli('--from', 'goalert', 'nothing')).toMatchObject({ code: 2, err: expect.stringContaining('docs/import.md') as string });
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o500);
    expect((await cli('--from', 'pagerduty', file('w.json', { ...whole, ...policy }), '--out', 'nowhere/w.yaml')).code).toBe(2);
  });

  it.each(['{}', '[]', 'null', '{"data": {}}', '{"users": []}'])('[IMP12] does not take %s for an export', async (text) => {
    const ran = await cli('--from', 'goalert', file('nothing.json', text));
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining('holds nothing') as string });
  });

  it('[IMP12] makes a file that names nothing of the source into a report that says so', async () => {
    const ran = await cli('--from', 'goalert', file('other.json', { apples: [1], pears: { a: 1 } }), '--json');
    const { report } = JSON.parse(ran.out) as { report: ImportReport };
    expect(ran.code).toBe(1);
    expect(report.entries.map(({ path }) => path)).toEqual(['other.json: apples', 'other.json: pears']);
  });
});
