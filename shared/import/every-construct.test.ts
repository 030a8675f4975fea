import { describe, expect, it } from 'vitest';
import { constructsIn } from '../../test/harness/import-constructs.ts';
import { exportedAt, exportOf, imported, sourceNames, type SourceName } from '../../test/harness/imports.ts';
import { importFrom, sources } from './import-from.ts';
import { countsOf, type ReportEntry } from './report.ts';
import type { Source, SourceFile } from './source.ts';

/** The constructs of files that a report does not have, and those it has twice. */
function astray(source: SourceName, files: readonly SourceFile[], entries: readonly ReportEntry[]): string[] {
  const paths = entries.map(({ path }) => path);
  const twice = paths.filter((path, i) => paths.indexOf(path) !== i);
  return [...constructsIn(source, files).flatMap(({ path }) => (paths.includes(path) ? [] : [path])), ...twice];
}

function without(source: Source, collection: string): Source {
  const { [collection]: _, ...children } = source.shape.children ?? {};
  return { ...source, shape: { ...source.shape, children, silent: [collection] } };
}

describe.each(sourceNames)('an export of %s', (source) => {
  const files = exportOf(source);
  const found = constructsIn(source, files);
  const { report } = imported(source, files);

  it('[IMP1] has each of its constructs in the report exactly once, and nothing else', () => {
    expect(found.length).toBeGreaterThan(10);
    expect(astray(source, files, report.entries)).toEqual([]);
    expect(report.entries).toHaveLength(found.length);
    expect(report.counts).toEqual(countsOf(report.entries));
  });

  it('[IMP1] says why of what was left out, and what changes for people of what was approximated', () => {
    const wordless = report.entries.filter(({ outcome, said }) => outcome !== 'converted' && (said ?? []).join('').length < 10);
    expect(wordless).toEqual([]);
  });

  it('[IMP2] has whatever nobody knows in the report, wherever it stands', () => {
    for (const at of found.keys()) {
      const planted = exportOf(source);
      const { path, value } = constructsIn(source, planted)[at] ?? { path: '', value: {} };
      value['neverHeardOf'] = { deep: ['something'] };
      const { entries } = imported(source, planted).report;
      const own = entries.find((entry) => entry.path === path);
      const isTold =
        own?.outcome === 'not-converted' ||
        entries.some((entry) => entry.path === `${path}.neverHeardOf` && entry.outcome === 'not-converted');
      expect(isTold, path).toBe(true);
    }
  });

  it('[IMP1] would notice a parser that drops something (control)', () => {
    for (const collection of Object.keys(sources[source].shape.children ?? {}).filter((name) =>
      found.some(({ path }) => path.startsWith(`${name}[`)),
    )) {
      const { report: poorer } = importFrom(without(sources[source], collection), files, { now: exportedAt });
      expect(astray(source, files, poorer.entries), collection).not.toEqual([]);
    }
    expect(astray(source, files, report.entries.slice(1))).toHaveLength(1);
    expect(astray(source, files, [...report.entries, ...report.entries.slice(0, 1)])).toHaveLength(1);
  });

  it('[IMP2] has what is in no collection it knows in the report', () => {
    const more: SourceFile[] = [...files, { path: 'odds.json', values: [{ odds: [1], ends: { a: 1 } }, [{ a: 1 }], 7] }];
    const { entries } = imported(source, more).report;
    expect(entries.length).toBeGreaterThan(report.entries.length);
  });
});

it('[IMP2] counts elements that are no objects, and pages that are missing', () => {
  const { report } = imported('pagerduty', [
    { path: 'users.json', values: [{ users: [null, 'ana', ['x'], { id: 'U1', name: 'Ana' }], more: true }] },
  ]);
  expect(report.entries.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual(
    ['users[0] not-converted', 'users[1] not-converted', 'users[2] not-converted', 'users[3] converted', 'users.json: users not-converted']
      .filter((line) => !line.startsWith('users.json'))
      .concat(report.entries.at(-1)?.kind === 'page' ? [`${report.entries.at(-1)?.path} not-converted`] : ['no page']),
  );
});

it('[IMP2] puts pages together, and misses none when the last is there', () => {
  const page = (id: string, more: boolean) => ({ users: [{ id, name: `Person ${id}` }], more });
  const { report, definitions } = imported('pagerduty', [{ path: 'users.json', values: [page('1', true), page('2', false)] }]);
  expect(definitions?.person.map(({ name }) => name)).toEqual(['Person 1', 'Person 2']);
  expect(report.counts).toEqual({ converted: 2, approximated: 0, 'not-converted': 0 });
});
