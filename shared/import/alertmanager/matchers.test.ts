import { expect, it } from 'vitest';
import { readMatchers } from './matchers.ts';

it.each([
  ['severity="critical"', [['severity', '=', 'critical']]],
  ['severity=critical', [['severity', '=', 'critical']]],
  [
    '{team=~"db|storage", env!="test",tier!~"3.*"}',
    [
      ['team', '=~', 'db|storage'],
      ['env', '!=', 'test'],
      ['tier', '!~', '3.*'],
    ],
  ],
  ['a="with, comma and \\"quotes\\""', [['a', '=', 'with, comma and "quotes"']]],
  [String.raw`host=~"db\d+\.lan"`, [['host', '=~', String.raw`db\d+\.lan`]]],
  [String.raw`host=~"db\\d+"`, [['host', '=~', String.raw`db\d+`]]],
  ['"dotted.name"="x"', [['dotted.name', '=', 'x']]],
  ['', []],
])('[IMP11] reads the matchers %s', (text, expected) => {
  expect(readMatchers(text)?.map(({ label, operator, value }) => [label, operator, value])).toEqual(expected);
});

it.each(['severity', '="x"', 'a="b', 'a=="b"', 'a="b" c="d"'])('[IMP11] does not guess at %s', (text) => {
  expect(readMatchers(text)).toBeUndefined();
});
