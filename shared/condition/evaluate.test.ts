import { expect, it } from 'vitest';
import { parseIso } from '../time/instant.ts';
import { findZone, type Zone } from '../time/zone.ts';
import { Condition } from './condition.ts';
import { holds, nextChange, type Facts, type Moment } from './evaluate.ts';
import { isHolidayIn } from './holidays.ts';

const at = (text: string) => parseIso(text) ?? Number.NaN;
const moment = (text = '2026-11-23T12:00:00+01:00'): Moment => ({
  now: at(text),
  zone: findZone('Europe/Paris') as Zone,
  isHoliday: (date) => isHolidayIn('FR', date),
});
const facts: Facts = {
  severity: 'error',
  title: 'Card payments slow',
  service: ['checkout', 'Checkout'],
  alertCount: 4,
  vip: true,
  'label.env': 'Prod',
  'label.shard': '12',
};
const does = (given: unknown, known = facts, when = moment()) => holds(Condition.parse(given), known, when);

it.each([
  [{ field: 'severity', is: 'error' }, true],
  [{ field: 'severity', atLeast: 'warning' }, true],
  [{ field: 'severity', atLeast: 'critical' }, false],
  [{ field: 'severity', atMost: 'error' }, true],
  [{ field: 'severity', below: 'critical' }, true],
  [{ field: 'severity', above: 'warning' }, true],
  [{ field: 'severity', in: ['critical', 'error'] }, true],
  [{ field: 'title', contains: 'PAYMENTS' }, true],
  [{ field: 'title', matches: '^card .*slow$' }, true],
  [{ field: 'title', matches: 'slow.+' }, false],
  [{ field: 'service', is: 'Checkout' }, true],
  [{ field: 'service', is: 'billing' }, false],
  [{ field: 'alertCount', above: 3 }, true],
  [{ field: 'alertCount', atMost: 3 }, false],
  [{ field: 'vip', is: true }, true],
  [{ field: 'label.env', is: 'prod' }, true],
  [{ field: 'label.shard', atLeast: 9 }, true],
])('[CND3] %j: %s', (given, expected) => {
  expect(does(given)).toBe(expected);
});

it('[CND4] of what is not known nothing holds but that it is not so', () => {
  const lacking = (rest: object) => does({ field: 'region', ...rest });
  expect([{ is: 'eu' }, { contains: 'e' }, { matches: '.' }, { exists: true }].map(lacking)).toEqual([false, false, false, false]);
  expect([{ isNot: 'eu' }, { notIn: ['eu'] }, { exists: false }].map(lacking)).toEqual([true, true, true]);
  expect(does({ field: 'priority', atMost: 'P1' })).toBe(false);
  expect(does({ not: { field: 'region', is: 'eu' } })).toBe(true);
});

it('[CND5] keeps to weekdays, hours and holidays of the policy’s own zone (D11)', () => {
  const office = { all: [{ during: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', until: '18:00' } }, { holiday: false }] };
  const during = (text: string) => does(office, facts, moment(text));
  expect(during('2026-11-23T08:59:59+01:00')).toBe(false);
  expect(during('2026-11-23T09:00:00+01:00')).toBe(true);
  expect(during('2026-11-22T12:00:00+01:00')).toBe(false);
  expect(during('2026-11-11T12:00:00+01:00')).toBe(false);
});

it('[CND5] tells when the passing of time alone may change the answer', () => {
  const condition = (given: unknown) => Condition.parse(given);
  const night = { during: { from: '22:00', until: '06:00' } };
  expect(nextChange(condition({ field: 'vip', is: true }), moment())).toBeUndefined();
  expect(nextChange(condition({ any: [{ field: 'vip', is: true }, { not: night }] }), moment())).toBe(at('2026-11-23T22:00:00+01:00'));
  expect(nextChange(condition({ all: [night, { holiday: true }] }), moment('2026-11-23T23:00:00+01:00'))).toBe(
    at('2026-11-24T00:00:00+01:00'),
  );
});

it('[CND3] answers a hostile pattern on a long text', () => {
  expect(does({ field: 'title', matches: '^(a+)+$' }, { title: `${'a'.repeat(1500)}!` })).toBe(false);
  expect(does({ field: 'title', matches: 'late' }, { title: `${'a'.repeat(50_000)} late` })).toBe(false);
});
