import { expect, it } from 'vitest';
import { acknowledged, incidentAfter, triggered } from '../../test/harness/folding.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import { factsOf } from './facts.ts';

const attributes = '    attributes: { owner: SRE, environment: staging, customerFacing: true, vip: "no" }\n';
const { workspace } = stateWith(sample.replace('    team: payments\n', `    team: payments\n${attributes}`));
const alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity: 'critical' };
const factsWith = (details: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  factsOf(workspace, incidentAfter([triggered({ alert: { ...alert, details }, integration: 'monitoring', ...more })]), () => 7);

it('[ESC18] knows the incident, what its alert says and what its service is', () => {
  expect(factsWith({ rack: 'b4' }, { priority: 'P1' })).toMatchObject({
    title: 'Disk full on db1',
    text: 'Disk full on db1\nDisk full',
    service: ['checkout', 'Checkout'],
    team: ['payments', 'Payments'],
    policy: 'payments',
    integration: 'monitoring',
    dedupKey: 'disk',
    source: 'db1',
    severity: 'critical',
    priority: 'P1',
    status: 'triggered',
    alertCount: 1,
    epoch: 1,
    level: 1,
    test: false,
    owner: 'SRE',
    customerFacing: true,
    vip: false,
    'label.rack': 'b4',
    'label.owner': 'SRE',
    recentIncidents: 7,
  });
});

it('[ALR12] knows the tags a monitor sent beside those rules have set', () => {
  const alerted = { alert: { ...alert, known: { tags: 'db, eu' } }, integration: 'monitoring' };
  expect(factsOf(workspace, incidentAfter([triggered({ ...alerted, tags: ['vip'] })]), () => 0)['tags']).toEqual(['vip', 'db', 'eu']);
  expect(factsOf(workspace, incidentAfter([triggered(alerted)]), () => 0)['tags']).toEqual(['db', 'eu']);
  expect(factsWith({})['tags']).toBeUndefined();
});

it.each([
  ['environment', { env: 'production' }, 'production'],
  ['environment', { environment: 'production' }, 'production'],
  ['region', { datacenter: 'us-east' }, 'us-east'],
  ['segment', { customerSegment: 'vip' }, 'vip'],
  ['customer', { tenant: 'acme' }, 'acme'],
  ['type', { incident_type: 'outage' }, 'outage'],
  ['customerFacing', { customer_facing: 'no' }, false],
  ['vip', { vip: 'Yes' }, true],
  ['vip', { vip: 1 }, true],
])('[ESC18] takes what the alert says before what the service says, however it is spelled: %s of %j is %s', (field, details, expected) => {
  expect(factsWith(details)[field]).toBe(expected);
});

it('[ESC18] says nothing of what nobody said', () => {
  const facts = factsWith({});
  expect([facts['region'], facts['customer'], facts['priority'], facts['stage']]).toEqual([undefined, undefined, undefined, undefined]);
});

it('[ESC18] knows the level the path stands on, and the status', () => {
  const step = {
    stepId: '00000000-0000-7000-8000-000000000002',
    epoch: 1,
    dueAt: 1,
    targets: ['bo'],
    outcome: 'paged',
    reason: 'triggered',
  };
  const fired = { type: 'step.fired', body: { ...step, position: { cycle: 1, level: 3, repeat: 0 } } };
  const incident = incidentAfter([triggered({ service: 'gone' }), fired, acknowledged(1)]);
  expect(factsOf(workspace, incident, () => 0)).toMatchObject({
    level: 3,
    status: 'acknowledged',
    service: ['gone', 'gone'],
    team: undefined,
  });
});
