import { describe, expect, it } from 'vitest';
import { constructsIn } from '../../test/harness/import-constructs.ts';
import { exportedAt, exportOf, imported, sourceNames, type SourceName } from '../../test/harness/imports.ts';
import type { Shape } from './construct.ts';
import { importFrom, sources } from './import-from.ts';
import { countsOf, type ReportEntry } from './report.ts';
import type { Source, SourceFile } from './source.ts';

/** The constructs of files that a report does not have, and those it has twice. */
function astray(source: SourceName, files: readonly SourceFile[], entries: readonly ReportEntry[]): string[] {
  const paths = entries.map(({ path }) => path);
  const twice = paths.filter((path, i) => paths.indexOf(path) !== i);
  return [...constructsIn(source, files).flatMap(({ path }) => (paths.includes(path) ? [] : [path])), ...twice];
}

/** The objects inside a construct that are no constructs of their own and are not said to say nothing. */
function partsOf(source: SourceName, { path, value }: { path: string; value: Record<string, unknown> }): Record<string, unknown>[] {
  const names = path.replaceAll(/\[\d+\]/g, '').split('.');
  const shape = names.reduce<Shape | undefined>((above, name) => above?.children?.[name]?.(), sources[source].shape);
  return Object.entries(value).flatMap(([key, inside]) => {
    // What Alertmanager matches by names has labels for its fields, whatever they are called.
    const isMap = /^(source_|target_)?match(_re)?$/.test(key);
    const isPart = !isMap && !(shape?.silent ?? []).includes(key) && shape?.children?.[key] === undefined;
    return isPart
      ? [inside].flat().filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null && !Array.isArray(each))
      : [];
  });
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
      const planted = structuredClone(files);
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

  it('[IMP2] has whatever nobody knows in the report, also inside of what it knows', () => {
    for (const at of found.keys()) {
      const planted = structuredClone(files);
      const construct = constructsIn(source, planted)[at] ?? { path: '', value: {} };
      const parts = partsOf(source, construct);
      parts.forEach((part) => (part['neverHeardOf'] = 'something'));
      const { entries } = parts.length > 0 ? imported(source, planted).report : report;
      const isLeftOut = entries.find(({ path }) => path === construct.path)?.outcome === 'not-converted';
      const told = entries.filter(({ path }) => path.startsWith(construct.path) && path.endsWith('.neverHeardOf'));
      expect(isLeftOut || told.length === parts.length, `${construct.path}: ${told.length} of ${parts.length}`).toBe(true);
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
  const users = [null, 'ana', { id: 'U1', name: 'Ana' }];
  const { entries } = imported('pagerduty', [{ path: 'users.json', values: [{ users, more: true }] }]).report;
  expect(entries.map(({ path, kind, outcome }) => `${kind} ${path} ${outcome}`)).toEqual([
    'user users[0] not-converted',
    'user users[1] not-converted',
    'user users[2] converted',
    'page users not-converted',
  ]);
});

it('[IMP1] takes what is listed in short and given in full once, in full', () => {
  const full = {
    id: 'S',
    name: 'S',
    time_zone: 'UTC',
    schedule_layers: [
      {
        start: '2026-01-01T00:00:00Z',
        rotation_virtual_start: '2026-01-01T00:00:00Z',
        rotation_turn_length_seconds: 86_400,
        users: [{ user: { id: 'U' } }],
      },
    ],
  };
  const files = [
    { path: 'users.json', values: [{ users: [{ id: 'U', name: 'Ana' }] }] },
    { path: 'schedules.json', values: [{ schedules: [{ id: 'S', name: 'S', time_zone: 'UTC' }] }] },
    { path: 'schedules/S.json', values: [{ schedule: full }] },
  ];
  for (const each of [files, files.toReversed()]) {
    const { definitions, report } = imported('pagerduty', each);
    expect(definitions?.schedule.map(({ layers }) => layers.length)).toEqual([1]);
    expect(report.counts).toEqual({ converted: 4, approximated: 0, 'not-converted': 0 });
  }
});

it('[IMP2] puts pages together, and misses none when the last is there', () => {
  const page = (id: string, more: boolean) => ({ users: [{ id, name: `Person ${id}` }], more });
  const { report, definitions } = imported('pagerduty', [{ path: 'users.json', values: [page('1', true), page('2', false)] }]);
  expect(definitions?.person.map(({ name }) => name)).toEqual(['Person 1', 'Person 2']);
  expect(report.counts).toEqual({ converted: 2, approximated: 0, 'not-converted': 0 });
});
