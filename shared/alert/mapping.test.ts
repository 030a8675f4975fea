import { expect, it } from 'vitest';
import { shop } from '../../test/harness/shop.ts';
import { definitionsOf, stateWith } from '../../test/harness/workspaces.ts';
import { differenceTo } from '../workspace/difference.ts';
import { readWorkspaceFile } from '../workspace/file.ts';
import { writeWorkspaceFile } from '../workspace/file-write.ts';
import { parsePath, textOf, valueAt } from './json-path.ts';

const policy = { steps: [{ notify: ['person:ana'] }] };
const fileWith = (mapping: unknown) => shop(policy, { integrations: { monitoring: { mapping } } });

const everything = {
  each: '$.events',
  action: {
    from: ['a', '$.b'],
    find: '^\\w+',
    words: { trigger: ['x'], acknowledge: ['y'], resolve: ['z'], ignore: ['w'] },
    otherwise: 'ignore',
  },
  severity: { constant: 'info' },
  dedupKey: '{{a}}-{{b[0]["c d"]}}',
  summary: ['a', 'b'],
  source: { from: 'a', find: '(b)' },
  component: { constant: 7 },
  expiresAt: 'until',
  known: { environment: 'env', vip: true },
  labels: { team: 'a.team' },
  links: [{ href: 'url', text: { constant: 'Source' } }],
  images: [{ src: 'shot' }],
};

it('[ALR21] [WSP1] reads a mapping from a workspace file and writes it back', () => {
  const { workspace } = stateWith(fileWith(everything));
  expect(differenceTo(workspace, definitionsOf(writeWorkspaceFile(workspace)))).toEqual([]);
  expect(definitionsOf(fileWith(everything)).integration[0]?.mapping).toEqual(everything);
});

const yaml = `organisation: { name: Shop }
people: { ana: { name: Ana } }
policies: { p: { name: P, steps: [{ notify: [person:ana] }] } }
services: { s: { name: S, policy: p } }
integrations:
  own:
    name: Our own
    service: s
    mapping:
`;

it.each([
  ['summary: Disk is full', '"Disk is full" is not a path'],
  ["summary: '{{a'", '"{{a" opens {{ and does not close it'],
  ["summary: '{{a b}}'", '"a b" is not a path'],
  ['source: { from: a, find: "(a" }', 'is not one RE2 reads'],
  ['source: { from: a, find: "(a{1,100}){1,10}" }', 'too much work'],
  ['severity: { from: a, words: { grave: [x] } }', '"grave" is not known here; check the spelling or remove it.'],
  ['action: { constant: explode }', 'write a path, { constant: … }'],
  ['known: { weather: a }', '"weather" is not known here; check the spelling or remove it.'],
  ['sumary: a', '"sumary" is not known here; check the spelling or remove it.'],
  ['each: ..', '".." is not a path'],
  ['component: { constant: [1] }', 'write a path ($.a.b), a template'],
  ['summary: []', 'name at least one path'],
])('[ALR21] finds what is wrong with "%s" when the file is applied, with its line', (line, message) => {
  const { problems, definitions } = readWorkspaceFile(`${yaml}      ${line}\n`);
  expect(definitions).toBeUndefined();
  expect(problems[0]?.message).toContain(message);
  expect(problems[0]?.line).toBe(10);
});

it('[ALR21] reads paths, and takes for none what a slip would make', () => {
  const body = { a: { b: [{ 'c d': 1 }] }, 0: 'zero' };
  const at = (path: string) => {
    const parsed = parsePath(path);
    return parsed ? valueAt(parsed, body, body) : 'no path';
  };
  expect(['$', '$.a.b[0]["c d"]', "a.b[0]['c d']", '$[0]', 'a.b.length', 'toString', '$.a.b[9]', 'a.x.y'].map(at)).toEqual([
    body,
    1,
    1,
    'zero',
    1,
    undefined,
    undefined,
    undefined,
  ]);
  expect(['', ' ', '$a', 'a..b', 'a[', 'a[x]', 'a b', '.', 'a.', '$$'].map(at)).toEqual(Array.from({ length: 10 }, () => 'no path'));
});

it('[ALR21] writes values as text', () => {
  expect([undefined, null, 1, true, 'x', ['a', 2], [{ a: 1 }], { a: 1 }].map(textOf)).toEqual([
    '',
    '',
    '1',
    'true',
    'x',
    'a, 2',
    '[{"a":1}]',
    '{"a":1}',
  ]);
});
