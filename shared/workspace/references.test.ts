import { expect, it } from 'vitest';
import { shop } from '../../test/harness/shop.ts';
import { definitionsOf } from '../../test/harness/workspaces.ts';
import { readWorkspaceFile } from './file.ts';
import { targetLists } from './references.ts';

const step = { notify: ['person:ana'] };
const when = { field: 'vip', is: true };
const problems = (...given: Parameters<typeof shop>) =>
  readWorkspaceFile(shop(...given)).problems.map(({ path, message }) => `${path}: ${message.split(';')[0]}`);

it('[WSP3] finds nothing wrong where everything leads somewhere', () => {
  const everywhere = ['person:ana', 'team:shop', 'next-of:shop', 'role:commander', 'role:owning-team', 'channel:major-incident'];
  expect(problems({ steps: [{ notify: everywhere }], also: [{ when, page: everywhere }] })).toEqual([]);
});

it.each(['person', 'schedule', 'team', 'next-of', 'policy', 'channel'])(
  '[WSP3] names a %s that is not there, wherever a policy pages it',
  (kind) => {
    const page = [`${kind}:gone`];
    const named = kind === 'next-of' ? 'team' : kind;
    const policy = {
      steps: [step, { notify: ['person:ana', ...page] }],
      also: [{ when, page }],
      rules: [{ name: 'r', when, page }],
      checkpoints: [{ name: 'c', actions: ['customer-update'], from: page, otherwise: page }],
    };
    // That only a step leads into another policy is told as well.
    expect(problems(policy).filter((each) => each.includes('There is no'))).toEqual(
      ['steps.1.notify.1', 'also.0.page.0', 'rules.0.page.0', 'checkpoints.0.from.0', 'checkpoints.0.otherwise.0'].map(
        (path) => `policies.payments.${path}: There is no ${named} "gone"`,
      ),
    );
  },
);

it('[WSP3] names people, teams, policies and services that are not there, wherever the rest of a file leads to them', () => {
  const rotation = { people: ['ana', 'gone'], turn: '1w', handoffAt: '09:00', startsOn: '2026-01-01' };
  const override = { person: 'gone', from: '2026-12-24T18:00:00Z', until: '2026-12-25T18:00:00Z' };
  expect(
    problems(
      { steps: [step] },
      {
        organisation: { catchAll: { notify: ['person:gone'] } },
        teams: { shop: { members: ['ana', 'gone'], lead: 'gone' } },
        schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation, overrides: [override] } },
        services: { checkout: { team: 'gone', policy: 'gone' } },
        integrations: { monitoring: { service: 'gone' } },
      },
    ),
  ).toEqual([
    'organisation.catchAll.notify.0: There is no person "gone"',
    'teams.shop.members.1: There is no person "gone"',
    'teams.shop.lead: There is no person "gone"',
    'schedules.primary.rotation.people.1: There is no person "gone"',
    'schedules.primary.overrides.0.person: There is no person "gone"',
    'services.checkout.policy: There is no policy "gone"',
    'services.checkout.team: There is no team "gone"',
    'integrations.monitoring.service: There is no service "gone"',
  ]);
});

it('[WSP3] lets the last resort lead only to people', () => {
  const organisation = { catchAll: { notify: ['policy:payments', 'channel:major-incident', 'team:shop'] } };
  expect(problems({ steps: [step] }, { organisation })).toEqual(
    ['policy', 'channel'].map(
      (kind, i) => `organisation.catchAll.notify.${i}: The catch-all is the last resort and cannot lead into a ${kind}`,
    ),
  );
});

it('[WSP2] knows every list of targets a policy has, by its place in the file', () => {
  const [policy] = definitionsOf(shop({ steps: [step, step], rules: [{ name: 'r', when, escalateTo: 2 }] })).policy;
  expect(policy && targetLists(policy).map(({ path }) => path.join('.'))).toEqual(['steps.0.notify', 'steps.1.notify']);
});
