import { expect, it } from 'vitest';
import { folded } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { shop } from '../../test/harness/shop.ts';
import { definitionsOf, eventsToward, stateWith } from '../../test/harness/workspaces.ts';
import { differenceTo } from './difference.ts';
import { readWorkspaceFile } from './file.ts';
import { writeWorkspaceFile } from './file-write.ts';

const when = {
  all: [
    { field: 'severity', atLeast: 'error' },
    { any: [{ field: 'label.customer tier', in: ['gold', 7] }, { not: { field: 'region', matches: '^eu-(west|north)$' } }] },
    { during: { days: ['sat', 'sun'], from: '22:00', until: '06:00' } },
    { holiday: true },
    { field: 'vip', is: false },
    { field: 'owner', exists: true },
    { field: 'recentIncidents', above: 2 },
  ],
};
const everything = shop(
  {
    description: 'Who answers for payments.',
    zone: 'Europe/Paris',
    holidays: 'DE-BY',
    loops: 2,
    acknowledgementExpiresAfter: '1h30m',
    steps: [
      {
        name: 'First',
        notify: ['next-of:shop', 'schedule:primary'],
        acknowledgeWithin: '5m',
        resolveWithin: '1h',
        repeatEvery: '30s',
        whenUnanswered: 'repeat',
        repeats: 3,
        duties: 'Triage.',
        raci: { responsible: 'On call', informed: 'Support' },
      },
      { notify: ['team:shop', 'role:owning-team-lead', 'channel:major-incident'], when, answers: 2 },
      { notify: ['policy:other'], answers: 'all' },
    ],
    straightTo: [{ when, level: 2 }],
    also: [{ when: { field: 'vip', is: true }, page: ['person:lea'] }],
    rules: [
      { name: 'now', when, escalateTo: 'next' },
      { name: 'later', when, after: '20m', since: 'status-changed', escalateTo: 2, off: true },
      { name: 'overdue', since: 'deadline', page: ['person:sam'] },
      { name: 'old', after: '2h', page: ['person:dana'] },
    ],
    checkpoints: [
      {
        name: 'Customers',
        actions: ['customer-update', 'public-status'],
        when,
        approvals: 2,
        from: ['person:lea'],
        within: '10m',
        otherwise: ['team:shop'],
      },
      { name: 'Data', actions: ['data-disclosure'], from: ['role:commander'] },
    ],
  },
  {
    organisation: {
      severities: {
        critical: { acknowledgeWithin: '1m', remindEvery: '20m', alarm: false },
        warning: { urgency: 'high', escalates: true, resolveWithin: '4h' },
      },
      noise: { storm: { most: 20, within: '2m' }, flapping: { most: 4, within: '30m', quiet: '10m' } },
    },
    people: {
      ana: {
        quietHours: [
          { days: ['mon', 'fri'], from: '22:00', until: '07:00' },
          { from: '13:00', until: '24:00' },
        ],
        timeOff: [{ from: '2026-12-24T18:00:00+01:00', until: '2026-12-27T08:00:00+01:00', note: 'at: home' }],
        capacity: { incidents: 3, within: '12h' },
        pages: [{ channel: 'desktop', after: '1m', urgency: 'low' }, { channel: 'sms' }],
      },
      bo: { capacity: { incidents: 1 } },
    },
    channels: { 'major-incident': { audience: 'Everybody', purpose: 'Major incidents' } },
    schedules: {
      primary: {
        name: 'Primary',
        zone: 'Europe/Paris',
        rotation: { people: ['ana', 'bo', 'ana'], turn: '3d', handoffAt: '09:00', startsOn: '2026-01-01' },
      },
    },
    policies: { other: { name: 'Other', steps: [{ notify: ['person:dana'] }] } },
    services: { checkout: { runbook: 'https://example.org/run', attributes: { owner: 'SRE', tier: 1, customerFacing: true } } },
    routingRules: {
      zz: { name: 'Tests wait', when: { field: 'environment', is: 'test' }, set: { severity: 'info', pause: '2m' }, stop: true },
      aa: {
        name: 'By label',
        when,
        set: { service: '{{label.service}}', assign: ['person:ana'], tags: ['database'], known: { cluster: '{{label.k}}', vip: true } },
        off: true,
      },
    },
    groupings: { z: { name: 'By region', by: ['region'], window: '5m' }, a: { name: 'Rest', when, window: '1h', rolling: true, most: 20 } },
    inhibitions: { down: { name: 'Node down', source: when, target: { field: 'class', contains: 'pod' }, equal: ['label.node'] } },
    silences: { quiet: { name: 'Known', when, from: '2026-12-24T18:00:00+01:00', until: '2026-12-27T08:00:00+01:00' } },
    maintenances: {
      patching: {
        name: 'Patching',
        services: ['checkout'],
        during: { days: ['tue'], from: '02:00', until: '04:00' },
        zone: 'Europe/Paris',
        startsOn: '2026-01-01',
        endsOn: '2027-01-01',
      },
      move: { name: 'The move', when, from: '2026-12-24T18:00:00+01:00', until: '2026-12-27T08:00:00+01:00' },
    },
    form: {
      title: { label: 'What is wrong', group: 'identification', kind: 'text', required: true, sets: 'title' },
      service: { label: { en: 'Service', fr: 'Service touché' }, group: 'classification', kind: 'service', required: true },
      tier: {
        label: 'Tier',
        help: 'As promised',
        group: 'context',
        kind: 'choice',
        options: ['gold', { value: 'b', label: { en: 'B', fr: 'Bé' } }],
        required: false,
      },
      users: { label: 'How many users', group: 'context', kind: 'number', sets: 'label.users' },
    },
    heartbeats: { backup: { name: 'Nightly backup', service: 'checkout', every: '1d', grace: '1h', severity: 'warning' } },
  },
);

it('[WSP1] reads back a workspace that uses everything as it was written', () => {
  const { workspace } = stateWith(everything);
  const written = writeWorkspaceFile(workspace);
  expect(differenceTo(workspace, definitionsOf(written))).toEqual([]);
  expect(definitionsOf(written)).toEqual(definitionsOf(writeWorkspaceFile(stateWith(written).workspace)));
});

it('[WSP1] writes durations and moments as people do', () => {
  const written = writeWorkspaceFile(stateWith(everything).workspace);
  for (const line of [
    'acknowledgementExpiresAfter: 1h30m',
    'remindEvery: 20m',
    'since: status-changed',
    'within: 12h',
    'after: 1m',
    'notify:',
    'next-of:shop',
  ]) {
    expect(written).toContain(line);
  }
  expect(written).not.toMatch(/Ms:|null/);
});

it('[WSP1] keeps the order of what is asked one after the other', () => {
  const written = definitionsOf(writeWorkspaceFile(stateWith(everything).workspace));
  expect(written['routing-rule'].map(({ id, order }) => [id, order])).toEqual([
    ['zz', 1],
    ['aa', 2],
  ]);
  expect(written.grouping.map(({ id, order }) => [id, order])).toEqual([
    ['z', 1],
    ['a', 2],
  ]);
});

it('[WSP5] leaves silences and maintenance windows people made when the file does not speak of them', () => {
  const { workspace } = stateWith(everything);
  const { silences: _, maintenances: _too, ...rest } = JSON.parse(everything) as Record<string, unknown>;
  expect(differenceTo(workspace, definitionsOf(JSON.stringify(rest)))).toEqual([]);
  const none = definitionsOf(JSON.stringify({ ...rest, silences: {}, maintenances: {} }));
  expect(differenceTo(workspace, none).map(({ kind, id, change }) => `${kind} ${id} ${change}`)).toEqual([
    'maintenance patching removed',
    'maintenance move removed',
    'silence quiet removed',
  ]);
});

it('[WSP5] takes a service that goes out of the windows that stay, and a window with its last one', () => {
  const { maintenances: _, ...file } = JSON.parse(everything) as { services: Record<string, object>; maintenances: object };
  const [gone = '', ...stay] = Object.keys(file.services);
  const weekly = { name: 'W', during: { days: ['tue'], from: '02:00', until: '04:00' }, zone: 'Europe/Paris' };
  const both = { ...weekly, services: [gone, ...stay, 'other'] };
  const services = { ...file.services, other: file.services[gone] };
  const before = { ...file, services, maintenances: { one: { ...weekly, services: ['other'] }, both } };
  const { workspace } = stateWith(JSON.stringify(before));
  const changes = differenceTo(workspace, definitionsOf(JSON.stringify(file))).filter(({ kind }) => kind === 'maintenance');
  expect(changes.map(({ id, change }) => [id, change])).toEqual([
    ['one', 'removed'],
    ['both', 'changed'],
  ]);
  expect(changes[1]?.draft.body).toMatchObject({ definition: { services: [gone, ...stay] } });
  expect(
    differenceTo(workspace, definitionsOf(JSON.stringify({ ...file, services }))).filter(({ kind }) => kind === 'maintenance'),
  ).toEqual([]);
});

it('[WSP2] says what is wrong with what keeps noise down, and where', () => {
  const problemsOf = (more: object) => readWorkspaceFile(shop({ steps: [{ notify: ['person:ana'] }] }, more as never)).problems;
  expect(problemsOf({ silences: { a: { name: 'A', when: { field: 'title', is: 'x' }, until: 'soon' } } })[0]?.message).toContain(
    'is not a moment',
  );
  expect(problemsOf({ maintenances: { a: { name: 'A', services: ['checkout'], zone: 'Europe/Paris' } } })[0]?.message).toContain(
    'either from and until, or during and zone',
  );
  expect(
    problemsOf({ maintenances: { a: { name: 'A', services: ['nope'], from: '2026-12-24T18:00:00Z', until: '2026-12-24T19:00:00Z' } } }),
  ).toMatchObject([{ path: 'maintenances.a.services.0', message: expect.stringContaining('There is no service "nope"') }]);
  expect(problemsOf({ routingRules: { a: { name: 'A', when: { field: 'nope', is: 1 }, set: {} } } })[0]?.message).toContain(
    'is not a field',
  );
  expect(
    problemsOf({
      inhibitions: { a: { name: 'A', source: { field: 'title', is: 'x' }, target: { field: 'title', is: 'y' }, equal: ['nope'] } },
    })[0]?.message,
  ).toContain('is not a field');
});

it('[WSP6] changes nothing when it is applied twice', () => {
  const { state } = folded(eventsToward(stateWith(everything), everything), stateWith(everything));
  expect(eventsToward(state, everything)).toEqual([]);
});

const leaf = fc.oneof(
  fc.record({ field: fc.constantFrom('title', 'service', 'label.x y', 'owner'), contains: fc.string({ minLength: 1, maxLength: 20 }) }),
  fc.record({ field: fc.constant('label.n'), is: fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.boolean()) }),
  fc.record({ field: fc.constant('alertCount'), atLeast: fc.integer() }),
  fc.record({ field: fc.constant('region'), in: fc.array(fc.string({ maxLength: 10 }), { minLength: 1, maxLength: 3 }) }),
  fc.record({ holiday: fc.boolean() }),
);
const { condition } = fc.letrec((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

it('[WSP1] reads back any condition', () => {
  fc.assert(
    fc.property(condition, (given) => {
      const { workspace } = stateWith(shop({ steps: [{ notify: ['person:ana'], when: given }] }));
      expect(differenceTo(workspace, definitionsOf(writeWorkspaceFile(workspace)))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
