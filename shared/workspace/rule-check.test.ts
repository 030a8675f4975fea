import { expect, it } from 'vitest';
import { shop } from '../../test/harness/shop.ts';
import { readWorkspaceFile } from './file.ts';

const isCritical = { field: 'severity', is: 'critical' };
const isDisk = { field: 'title', contains: 'disk' };
const isTest = { field: 'environment', is: 'test' };

/** The warnings about routing rules, with their places. */
function warnings(routingRules: Record<string, object>): string[] {
  const rules = Object.fromEntries(Object.entries(routingRules).map(([id, rule]) => [id, { name: id, set: { tags: ['x'] }, ...rule }]));
  const { warnings: found, problems } = readWorkspaceFile(shop({ steps: [{ notify: ['person:ana'] }] }, { routingRules: rules }));
  expect(problems).toEqual([]);
  return found.map(({ path, message }) => `${path}: ${message}`);
}

it('[RTE10] warns of a rule that can never apply, with its place', () => {
  const never = { all: [isCritical, { field: 'severity', is: 'info' }] };
  expect(warnings({ never: { when: never }, sometimes: { when: isDisk } })).toEqual([
    'routingRules.never.when: This rule can never apply: "severity" cannot be all of that at once.',
  ]);
  expect(warnings({ never: { when: never, off: true } })).toEqual([]);
});

it('[RTE10] gives the line and column of what it warns of', () => {
  const file = shop({ steps: [{ notify: ['person:ana'] }] }).replace(/\}$/, ',\n"routingRules": { "r": { "name": "r",\n  "when": ');
  const text = `${file}${JSON.stringify(isCritical)}, "set": {\n    "suppress": true } } } }`;
  expect(readWorkspaceFile(text).warnings).toMatchObject([{ line: 4, column: 17, path: 'routingRules.r.set.suppress' }]);
});

it('[RTE10] warns of a rule that one before keeps from ever being asked', () => {
  const shadowed = 'whenever it holds so does "first" before it, which stops.';
  expect(warnings({ first: { when: isDisk, stop: true }, second: { when: isDisk } })).toEqual([
    `routingRules.second.when: This rule is never asked: ${shadowed}`,
  ]);
  expect(
    warnings({ first: { when: { all: [isDisk, isTest] }, stop: true }, second: { when: { all: [isTest, isCritical, isDisk] } } }),
  ).toEqual([`routingRules.second.when: This rule is never asked: ${shadowed}`]);
});

it.each<[string, Record<string, object>]>([
  ['the one before does not stop', { first: { when: isDisk }, second: { when: isDisk } }],
  ['the one before is off', { first: { when: isDisk, stop: true, off: true }, second: { when: isDisk } }],
  ['the one before asks for more', { first: { when: { all: [isDisk, isTest] }, stop: true }, second: { when: isDisk } }],
  [
    'one between makes it so',
    { first: { when: isCritical, stop: true }, between: { when: isDisk, set: { severity: 'critical' } }, second: { when: isCritical } },
  ],
  [
    'one between sends it to another service',
    { first: { when: isTest, stop: true }, between: { when: isDisk, set: { service: 'checkout' } }, second: { when: isTest } },
  ],
])('[RTE10] says nothing when %s', (_, rules) => {
  expect(warnings(rules)).toEqual([]);
});

it.each<[string, object]>([
  ['every critical one', isCritical],
  ['the worse half', { any: [{ field: 'severity', atLeast: 'error' }, isDisk] }],
  ['whatever has a title', { field: 'title', exists: true }],
  ['all but info', { all: [{ not: { field: 'severity', is: 'info' } }, { field: 'service', exists: true }] }],
])('[RTE10] warns of a rule that keeps all critical alerts from paging: %s', (_, when) => {
  expect(warnings({ mute: { when, set: { suppress: true } } })).toEqual([
    'routingRules.mute.set.suppress: This rule keeps every critical alert from paging anybody; say more closely when it applies.',
  ]);
});

it('[RTE10] says nothing of a rule that keeps some alerts from paging', () => {
  for (const when of [isTest, { all: [isCritical, isTest] }, { field: 'severity', atMost: 'warning' }, { not: isCritical }]) {
    expect(warnings({ mute: { when, set: { suppress: true } } })).toEqual([]);
  }
  expect(warnings({ mute: { when: isCritical, set: { suppress: true }, off: true } })).toEqual([]);
});

it('[RTE10] warns of places that stay empty and assignments that page nobody', () => {
  const found = warnings({
    one: { when: isDisk, set: { service: '{{labels.service}}', known: { cluster: '{{label.c}} {{pod}}' } } },
    two: { when: isDisk, set: { assign: ['channel:major-incident', 'person:ana', 'policy:payments'] } },
  });
  expect(found.map((line) => line.slice(0, 70))).toEqual([
    'routingRules.one.set.service: "{{labels.service}}" is always empty; us',
    'routingRules.one.set.known.cluster: "{{pod}}" is always empty; use lab',
    'routingRules.two.set.assign.0: A channel cannot be assigned an inciden',
    'routingRules.two.set.assign.2: A policy cannot be assigned an incident',
  ]);
});
