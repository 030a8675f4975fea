import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportOf, imported, sourceNames } from '../../test/harness/imports.ts';
import type { Json } from './json.ts';

/** A list in another order, and so are the lists in it. */
function reversed(value: Json, depth: number): Json {
  if (Array.isArray(value)) {
    return depth === 0 ? value : value.toReversed();
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, reversed(inside, depth + 1)]))
    : value;
}

describe.each(sourceNames)('the workspace made of %s', (source) => {
  const made = imported(source);

  it('[IMP3] is taken by the reader of workspaces', () => {
    expect(made.problems).toEqual([]);
    expect(made.definitions?.person.length).toBeGreaterThan(0);
    expect(made.definitions?.policy.length).toBeGreaterThan(0);
    expect(made.definitions?.integration.length).toBeGreaterThan(0);
  });

  it('[IMP3] has everything where the report says it is', () => {
    const workspace = parse(made.yaml) as Record<string, unknown>;
    const places = made.report.entries.flatMap(({ became }) => became ?? []);
    const at = (place: string) =>
      place.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], workspace);
    expect(places.filter((place) => at(place) === undefined)).toEqual([]);
  });

  it('[IMP9] has no secret of the source in the file or the report', () => {
    expect(JSON.stringify(exportOf(source))).toContain('SECRET');
    expect(made.yaml).not.toContain('SECRET');
    expect(JSON.stringify(made.report)).not.toContain('SECRET');
  });

  it('[IMP4] has the same ids again, whatever the order of the export', () => {
    const idsOf = (yaml: string) =>
      Object.values(parse(yaml) as Record<string, Record<string, unknown>>).flatMap((kind) => Object.keys(kind).toSorted());
    const turned = exportOf(source).map(({ path, values }) => ({ path, values: values.map((value) => reversed(value, 0)) }));
    expect(idsOf(imported(source, turned).yaml)).toEqual(idsOf(made.yaml));
    expect(imported(source).yaml).toBe(made.yaml);
  });
});

it('[IMP4] tells namesakes apart by what the source calls them, not by their order', () => {
  const users = ['B', 'A', 'C'].map((id) => ({ id, name: 'Ana Łukasiewicz-Ø' }));
  const idsOf = (list: readonly { id: string; name: string }[]) =>
    Object.keys(
      (parse(imported('pagerduty', [{ path: 'users.json', values: [{ users: list }] }]).yaml) as { people: object }).people,
    ).toSorted();
  expect(idsOf(users)).toEqual(idsOf(users.toReversed()));
  expect(idsOf(users)[0]).toBe('ana-lukasiewicz-o');
  expect(new Set(idsOf(users)).size).toBe(3);
  expect(idsOf([{ id: 'x', name: '日本' }])).toEqual(['person']);
});
