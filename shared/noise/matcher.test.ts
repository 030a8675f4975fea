import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { conditionFrom } from './matcher.ts';

it.each([
  ['service=checkout', { field: 'service', is: 'checkout' }],
  ['severity!=critical', { field: 'severity', isNot: 'critical' }],
  ['alertname=~"Disk.*"', { field: 'label.alertname', matches: '^(?:Disk.*)$' }],
  ['label.env!~"prod|staging"', { not: { field: 'label.env', matches: '^(?:prod|staging)$' } }],
  [
    'service=checkout, host="db 1, west"',
    {
      all: [
        { field: 'service', is: 'checkout' },
        { field: 'host', is: 'db 1, west' },
      ],
    },
  ],
  ['vip=true', { field: 'vip', is: true }],
  ['title="a \\"quoted\\" word"', { field: 'title', is: 'a "quoted" word' }],
])('[NSE23] reads %s as a monitor’s matcher', (text, condition) => {
  expect(conditionFrom(text)).toEqual(condition);
});

it.each(['', 'service', '=checkout', 'service=', 'severity=awful', 'host=~"("', 'alertCount=many', 'vip=yes'])(
  '[NSE23] says what is wrong with "%s"',
  (text) => {
    expect(conditionFrom(text)).toHaveProperty('problem');
  },
);

it('[NSE23] answers whatever is typed, with a condition or a problem', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Object.keys(conditionFrom(text)).length).toBeGreaterThan(0);
    }),
  );
});
