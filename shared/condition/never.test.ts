import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { severities } from '../log/severity.ts';
import { findZone, type Zone } from '../time/zone.ts';
import { Condition } from './condition.ts';
import { holds, type Moment } from './evaluate.ts';
import { alwaysHolds, neverHolds } from './never.ts';

const never = (given: unknown) => neverHolds(Condition.parse(given));

it.each([
  {
    all: [
      { field: 'severity', is: 'error' },
      { field: 'severity', is: 'info' },
    ],
  },
  { all: [{ field: 'severity', atLeast: 'error' }, { all: [{ field: 'severity', below: 'warning' }] }] },
  {
    all: [
      { field: 'severity', in: ['error', 'info'] },
      { field: 'severity', isNot: 'error' },
      { field: 'severity', notIn: ['info'] },
    ],
  },
  {
    all: [
      { field: 'alertCount', above: 5 },
      { field: 'alertCount', atMost: 5 },
    ],
  },
  {
    all: [
      { field: 'region', exists: false },
      { field: 'region', is: 'eu' },
    ],
  },
  {
    any: [
      {
        all: [
          { field: 'vip', is: true },
          { field: 'vip', is: false },
        ],
      },
    ],
  },
  {
    all: [
      { field: 'title', is: 'a' },
      { field: 'title', is: 'b' },
    ],
  },
])('[CND7] says of %j that it can never hold', (given) => {
  expect(never(given)).toMatch(/cannot|denies/);
});

it.each([
  {
    all: [
      { field: 'title', contains: 'a' },
      { field: 'title', contains: 'b' },
    ],
  },
  {
    all: [
      { field: 'service', is: 'checkout' },
      { field: 'service', is: 'Checkout page' },
    ],
  },
  {
    all: [
      { field: 'alertCount', atLeast: 5 },
      { field: 'alertCount', atMost: 5 },
    ],
  },
  {
    any: [
      { field: 'severity', is: 'error' },
      { field: 'severity', is: 'info' },
    ],
  },
  {
    all: [
      { field: 'title', is: 'A' },
      { field: 'title', is: 'a' },
    ],
  },
])('[CND7] says nothing against %j', (given) => {
  expect(never(given)).toBeUndefined();
});

const leaf = fc.oneof(
  fc.record({ field: fc.constant('severity'), is: fc.constantFrom(...severities) }),
  fc.record({ field: fc.constant('severity'), isNot: fc.constantFrom(...severities) }),
  fc.record({ field: fc.constant('severity'), atLeast: fc.constantFrom(...severities) }),
  fc.record({ field: fc.constant('severity'), below: fc.constantFrom(...severities) }),
  fc.record({ field: fc.constant('alertCount'), above: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ field: fc.constant('alertCount'), atMost: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ field: fc.constant('region'), exists: fc.boolean() }),
  fc.record({ field: fc.constant('region'), in: fc.uniqueArray(fc.constantFrom('eu', 'us', 'asia'), { minLength: 1 }) }),
);
const { condition } = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
const facts = fc.record({
  severity: fc.constantFrom(...severities),
  alertCount: fc.integer({ min: 0, max: 5 }),
  region: fc.option(fc.constantFrom('eu', 'us', 'asia'), { nil: undefined }),
});
const moment: Moment = { now: 0, zone: findZone('UTC') as Zone, isHoliday: () => false };

it('[CND7] never says so wrongly, nor that something always holds', () => {
  let said = 0;
  fc.assert(
    fc.property(condition, facts, (given, known) => {
      const parsed = Condition.parse(given);
      const isTrue = holds(parsed, known, moment);
      said += neverHolds(parsed) === undefined ? 0 : 1;
      expect(neverHolds(parsed) !== undefined && isTrue).toBe(false);
      expect(alwaysHolds(parsed) && !isTrue).toBe(false);
    }),
    { numRuns: 3000 },
  );
  expect(said).toBeGreaterThan(50);
});
