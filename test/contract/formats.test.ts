import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { senders } from '../../relay/ingest/senders/senders.ts';
import { fixturesOf, leavesOf, lostOf, madeFrom } from '../harness/format-fields.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/formats.md'), 'utf8');
const folders = [...Object.keys(senders).filter((name) => name !== 'generic' && name !== 'centreon'), 'pagerduty', 'opsgenie'];

/** What the page says of a sender: the fields it names, and those of them that go nowhere. */
function saidOf(folder: string): { named: string[]; nowhere: string[] } {
  const address = folder === 'pagerduty' ? '/v2/enqueue' : folder === 'opsgenie' ? '/v2/alerts' : `/ingest/${folder}`;
  const section = page.split('\n## ').find((part) => part.split('\n\n')[1]?.startsWith(`\`${address}`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const fieldsIn = (row: string) => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, field]) => field ?? '');
  return { named: rows.flatMap(fieldsIn), nowhere: rows.filter((row) => row.includes('| nowhere')).flatMap(fieldsIn) };
}

/** The values of a body that are lost, without those the page says go nowhere. */
const lostFor = (folder: string, body: Record<string, unknown>) => {
  const made = madeFrom(folder, body);
  return made.length === 0 ? [] : lostOf(body, made);
};

describe.each(folders)('the format of %s', (folder) => {
  const fixtures = fixturesOf(folder);
  const { named, nowhere } = saidOf(folder);

  it('[ALR41] loses no value of any field but those docs/formats.md names', () => {
    for (const [name, body] of fixtures) {
      expect(
        lostFor(folder, body).filter((path) => !nowhere.includes(path)),
        name,
      ).toEqual([]);
    }
  });

  it('[ALR41] has a fixture for every field docs/formats.md names, and names none as lost that is kept', () => {
    const there = new Set(fixtures.flatMap(([, body]) => pathsOf(body)));
    expect(named.filter((path) => !there.has(path))).toEqual([]);
    const lost = new Set(fixtures.flatMap(([, body]) => lostFor(folder, body)));
    expect(nowhere.filter((path) => !lost.has(path))).toEqual([]);
    expect(named.length).toBeGreaterThan(2);
  });
});

/** Every path there is in a body, of lists and objects too. */
function pathsOf(value: unknown, path = ''): string[] {
  const here = path === '' ? [] : [path];
  const of = typeof value === 'string' && value.startsWith('{') && value.endsWith('}') ? jsonOr(value) : value;
  if (Array.isArray(of)) {
    return [...here, ...of.flatMap((each) => pathsOf(each, path))];
  }
  return typeof of === 'object' && of !== null
    ? [...here, ...Object.entries(of).flatMap(([name, each]) => pathsOf(each, path === '' ? name : `${path}.${name}`))]
    : here;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// The control: what a parser drops is seen, wherever it stands.
it('[ALR41] would notice a value that is lost', () => {
  const body = { a: { b: 'deep', list: ['one', 'two'] }, told: 'here', json: '{"inner":7.25}' };
  expect(lostOf(body, [{ details: { a: { b: 'deep', list: ['one'] } } } as never])).toEqual(['a.list', 'told', 'json.inner']);
  expect(leavesOf(body)).toHaveLength(5);
});
