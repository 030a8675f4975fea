import { expect, it } from 'vitest';
import { Condition } from './condition.ts';

const problem = (given: unknown) => Condition.safeParse(given).error?.issues[0]?.message;

it('[CND1] is data: all, any and not of comparisons, hours and holidays', () => {
  const given = {
    all: [
      { field: 'severity', atLeast: 'error' },
      { any: [{ field: 'label.env', is: 'prod' }, { not: { field: 'vip', is: false } }] },
      { during: { days: ['sat', 'sun'], from: '08:00', until: '20:00' } },
      { holiday: false },
    ],
  };
  expect(Condition.parse(given)).toEqual(given);
});

it.each([
  [{}, /says all, any, not, field, during or holiday/],
  ['critical', /expected record/i],
  [{ all: [] }, /at least one condition/],
  [{ field: 'colour', is: 'red' }, /"colour" is not a field; use label\.NAME or one of: title/],
  [{ field: 'severity' }, /say one thing of "severity"/],
  [{ field: 'severity', is: 'error', isNot: 'info' }, /say one thing/],
  [{ field: 'severity', is: 'fatal' }, /"fatal" is not a severity; use one of: critical/],
  [{ field: 'severity', in: ['error', 'bad'] }, /"bad" is not a severity/],
  [{ field: 'severity', contains: 'rit' }, /compare it with is, in, atLeast/],
  [{ field: 'title', above: 3 }, /"title" has no order/],
  [{ field: 'alertCount', atLeast: 'many' }, /compared with a number, not with "many"/],
  [{ field: 'vip', is: 'yes' }, /compared with true or false/],
  [{ field: 'title', matches: '(' }, /the pattern \( is not one RE2 reads/],
  [{ field: 'title', matches: '(a?){100}'.repeat(40) }, /is too much work; say fewer or smaller repetitions/],
  [{ field: 'title', is: 'x', more: 1 }, /unrecognized key/i],
  [{ during: { from: '25:00', until: '06:00' } }, /HH:MM/],
])('[CND2] refuses %j with what to do', (given, message) => {
  expect(problem(given)).toMatch(message);
});

it('[CND2] is nested ten deep and no deeper', () => {
  const nested = (depth: number): object => (depth === 0 ? { holiday: true } : { not: nested(depth - 1) });
  expect(problem(nested(9))).toBeUndefined();
  expect(problem(nested(10))).toMatch(/at most 10 deep/);
});

it('[CND2] reads patterns by RE2, which no pattern can hold up; control: JavaScript’s own takes what RE2 does not', () => {
  const onlyJavaScripts = ['(a)\\1', '(?=a)b', '(?<!a)b'];
  for (const pattern of onlyJavaScripts) {
    expect(problem({ field: 'title', matches: pattern }), pattern).toMatch(/not one RE2 reads/);
    expect(() => new RegExp(pattern)).not.toThrow();
  }
});
