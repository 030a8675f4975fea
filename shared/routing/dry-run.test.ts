import { expect, it } from 'vitest';
import { eventsOf, mondayNight } from '../../test/harness/entries.ts';
import { fc } from '../../test/harness/properties.ts';
import { alertOf, ruledShop } from '../../test/harness/ruled.ts';
import { stateHash } from '../../test/harness/state-hash.ts';
import type { Alert } from '../alert/alert.ts';
import { readRules } from '../workspace/read-rules.ts';
import { all } from '../workspace/workspace.ts';
import { dryRun, withRules, type PastAlert } from './dry-run.ts';
import { pastAlertOf } from './past-alerts.ts';

const past = (more: Partial<Alert>, i = 1): PastAlert => ({
  incident: `incident-${i}`,
  integration: 'monitoring',
  alert: alertOf(more),
  at: mondayNight + i,
});
const three = [
  past({}),
  past({ severity: 'critical', labels: { service: 'payments-api' } }, 2),
  past({ summary: 'Fan', known: { environment: 'test' } }, 3),
];
const present = ruledShop({ db: { name: 'Disks', when: { field: 'title', contains: 'disk' }, set: { priority: 'P2' } } });
const tried = (rules: object) => {
  const read = readRules(present.workspace, rules);
  expect(read.problems).toEqual([]);
  return withRules(present, read.rules ?? []);
};

it('[RTE11] shows of each alert what would be otherwise: severity, service, policy, who is paged first, suppressed, tags', () => {
  const after = tried({
    move: {
      name: 'By label',
      when: { field: 'label.service', exists: true },
      set: { service: '{{label.service}}', severity: 'error', tags: ['sre'] },
    },
    tests: { name: 'Tests', when: { field: 'environment', is: 'test' }, set: { suppress: true } },
    unused: { name: 'Unused', when: { field: 'vip', is: true }, set: { priority: 'P1' } },
  });
  const { lines, ...summary } = dryRun(present, after, three);
  expect(summary).toEqual({
    changed: 3,
    byField: { priority: 2, severity: 1, service: 1, policy: 1, pages: 2, tags: 1, suppressed: 1 },
    applied: { move: 1, tests: 1, unused: 0 },
  });
  expect(lines.map(({ changed }) => changed)).toEqual([
    ['priority'],
    ['severity', 'priority', 'service', 'policy', 'pages', 'tags'],
    ['pages', 'suppressed'],
  ]);
  expect(lines[1]).toMatchObject({
    title: 'Disk full on db1',
    before: { severity: 'critical', service: 'Checkout', policy: 'Payments', pages: ['Ana'], rules: ['db'] },
    after: { severity: 'error', service: 'Payments API', policy: 'Experts', pages: ['Dana'], tags: ['sre'], rules: ['move'] },
  });
  expect(lines[2]?.after).toMatchObject({ suppressed: true, pages: [] });
});

it('[RTE11] finds nothing for the same rules, and nothing for one that comes to the same', () => {
  expect(dryRun(present, present, three)).toMatchObject({ changed: 0, byField: {}, applied: { db: 2 } });
  const renamed = withRules(
    present,
    all(present.workspace, 'routing-rule').map((rule) => ({ ...rule, id: 'other', name: 'Other' })),
  );
  expect(dryRun(present, renamed, three)).toMatchObject({ changed: 0, applied: { other: 2 } });
});

it('[RTE11] passes over levels as the engine does, and pages nobody for what pages nobody', () => {
  const nowhere = { empty: { name: 'Empty', steps: [{ notify: ['team:nobody'] }, { notify: ['person:bo'] }] } };
  const state = ruledShop({}, { policies: nowhere, teams: { nobody: { name: 'Nobody' } } });
  const rule = (set: object) =>
    withRules(state, readRules(state.workspace, { r: { name: 'r', when: { field: 'title', exists: true }, set } }).rules ?? []);
  const [line] = dryRun(state, rule({ policy: 'empty' }), [past({})]).lines;
  expect(line).toMatchObject({ before: { pages: ['Ana'] }, after: { pages: ['Bo'] } });
  expect(dryRun(state, rule({ severity: 'info' }), [past({})]).lines[0]?.after.pages).toEqual([]);
});

it('[RTE11] changes nothing it is given, and the same rules never change anything, whatever came', () => {
  const alerts = fc.array(
    fc.record({
      severity: fc.constantFrom('critical' as const, 'info' as const),
      summary: fc.string({ maxLength: 20 }),
      dedupKey: fc.string({ minLength: 1, maxLength: 5 }),
    }),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(alerts, (given) => {
      const before = stateHash(present);
      const run = dryRun(present, withRules(present, all(present.workspace, 'routing-rule')), given.map(past));
      expect(run.changed).toBe(0);
      expect(run.lines).toHaveLength(given.length);
      expect(stateHash(present)).toBe(before);
    }),
    { numRuns: 50 },
  );
});

it('[RTE11] says what is wrong with rules, by their place, and what leads nowhere', () => {
  const wrong = (rules: unknown) => readRules(present.workspace, rules).problems;
  const when = { field: 'title', exists: true };
  expect(wrong({ r: { name: 'r', when: { field: 'nothing', is: 1 }, set: { severty: 'info' } } })).toMatchObject([
    { path: 'routingRules.r.when.field' },
    { path: 'routingRules.r.set', message: '"severty" is not known here; check the spelling or remove it.' },
  ]);
  expect(wrong({ r: { name: 'r', when, set: { policy: 'gone', assign: ['person:zoe'] } } }).map(({ path }) => path)).toEqual([
    'routingRules.r.set.assign.0',
    'routingRules.r.set.policy',
  ]);
  expect(wrong([])).toHaveLength(1);
});

it('[RTE11] takes alerts from the log that rules were asked about: those that opened, and those that joined under a key of their own', () => {
  const actor = { kind: 'integration' as const, id: 'monitoring' };
  const opening = {
    title: 'Disk',
    severity: 'error',
    service: 'checkout',
    policy: { id: 'payments', revision: 1 },
    integration: 'monitoring',
  };
  const events = eventsOf([
    { type: 'incident.triggered', actor, body: { ...opening, alert: alertOf() } },
    { type: 'incident.alerted', actor, body: { alert: alertOf() } },
    { type: 'incident.alerted', actor, body: { alert: alertOf({ dedupKey: 'memory' }) } },
    { type: 'incident.alerted', actor, body: { alert: alertOf({ dedupKey: 'memory', action: 'resolve' }) } },
    { type: 'incident.triggered', actor: { kind: 'admin' }, body: { title: 'By hand', severity: 'error' } },
    { type: 'incident.triggered', actor, verdict: 'noop', body: { ...opening, alert: alertOf() } },
  ]);
  const found = events.flatMap((event) => pastAlertOf(event, () => 'disk') ?? []);
  expect(found.map(({ alert, at }) => [alert.dedupKey, at])).toEqual([
    ['disk', mondayNight + 1],
    ['memory', mondayNight + 3],
  ]);
});
