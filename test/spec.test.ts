import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');
const folders = ['shared', 'main', 'relay', 'renderer', 'scripts', 'test'];

const spec = readFileSync(join(repository, 'shared/SPEC.md'), 'utf8');
const rules = [...spec.matchAll(/^- \*\*\[([A-Z]{3,4}\d+)\]\*\* (.+)$/gm)].map((match) => ({ id: match[1] ?? '', text: match[2] ?? '' }));

/** The numbers that titles of tests begin with, by file. */
export function quotedIn(text: string): string[] {
  return [...text.matchAll(/['"`]((?:\[[A-Z]{3,4}\d+\] )+)/g)].flatMap((title) =>
    [...(title[1] ?? '').matchAll(/[A-Z]{3,4}\d+/g)].map(([id]) => id),
  );
}

const files = folders.flatMap((folder) =>
  readdirSync(join(repository, folder), { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        /(\.test\.tsx?|-contract\.ts)$/.test(entry.name) &&
        !entry.parentPath.includes('node_modules') &&
        entry.name !== 'spec.test.ts',
    )
    .map((entry) => join(entry.parentPath, entry.name)),
);
const quotes = files.flatMap((file) => quotedIn(readFileSync(file, 'utf8')).map((id) => ({ id, file: file.slice(repository.length + 1) })));

it('sees rules and tests', () => {
  expect(rules.length).toBeGreaterThan(80);
  expect(files.length).toBeGreaterThan(40);
  expect(quotes.length).toBeGreaterThan(rules.length);
});

it('gives every rule a number of its own, in order, and one sentence', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  expect(
    ids.filter(
      (id, i) => ids[i - 1]?.replace(/\d/g, '') === id.replace(/\d/g, '') && Number(/\d+/.exec(ids[i - 1] ?? '')) > Number(/\d+/.exec(id)),
    ),
  ).toEqual([]);
  expect(rules.filter(({ text }) => !/\.( \([A-Z0-9, ]+\))?$/.test(text)).map(({ id }) => id)).toEqual([]);
  expect([...spec.matchAll(/\[[A-Z]{3,4}\d+\]/g)].length).toBe(rules.length + 1);
});

it('proves every rule: the title of some test quotes it', () => {
  const quoted = new Set(quotes.map(({ id }) => id));
  expect(rules.filter(({ id }) => !quoted.has(id)).map(({ id, text }) => `No test proves [${id}] ${text}`)).toEqual([]);
});

it('quotes no rule that does not exist', () => {
  const known = new Set(rules.map(({ id }) => id));
  expect(
    quotes.filter(({ id }) => !known.has(id)).map(({ id, file }) => `${file} quotes [${id}], which shared/SPEC.md does not have.`),
  ).toEqual([]);
});

it('would notice a number in a title, of every kind of quotation', () => {
  expect(quotedIn("it('[AAA1] does', () => {});")).toEqual(['AAA1']);
  expect(quotedIn('it(`[AAA1] [BBB22] does ${n}`, () => {});')).toEqual(['AAA1', 'BBB22']);
  expect(quotedIn("expect(list[AAA1]); it('does not quote [AAA1]')")).toEqual([]);
});
