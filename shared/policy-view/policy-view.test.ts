import { expect, it } from 'vitest';
import { folded } from '../../test/harness/folding.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { Policy } from '../escalation/policy.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { emptyWorkspace, find } from '../workspace/workspace.ts';
import { policiesView } from './policy-view.ts';

const admin = { kind: 'admin' as const };

function viewWith(change: Record<string, unknown>) {
  const state = stateWith();
  const definition = Policy.parse({ ...find(state.workspace, 'policy', 'payments'), ...change });
  const team = { id: 'database', name: 'Database', members: ['ana', 'bo'] };
  folded(
    [
      { type: 'team.defined', entity: { kind: 'team', id: 'database' }, body: { definition: team }, actor: admin },
      { type: 'policy.defined', entity: { kind: 'policy', id: 'payments' }, body: { definition }, actor: admin },
    ],
    state,
  );
  return policiesView(state.workspace);
}

it('reads a policy level by level, with names, its revision and the services that rely on it', () => {
  const { policies, catchAll } = policiesView(stateWith().workspace);
  expect(policies.find(({ id }) => id === 'payments')).toMatchObject({
    revision: 1,
    levels: [{ level: 1, targets: [{ kind: 'schedule', id: 'payments-primary' }] }, { level: 2 }, { level: 3 }],
    services: [
      { id: 'checkout', name: 'Checkout' },
      { id: 'billing', name: 'Billing' },
    ],
  });
  expect(catchAll.targets).toMatchObject([{ kind: 'person', id: 'lea' }]);
});

it('says conditions in both languages, wherever a policy has them', () => {
  const when = { field: 'severity', is: 'critical' };
  const person = { kind: 'person', id: 'bo' };
  const { policies } = viewWith({
    straightTo: [{ when, level: 2 }],
    also: [{ when, page: [person] }],
    rules: [
      { name: 'Nobody moves', when, page: [person] },
      { name: 'Late', after: { since: 'deadline', durationMs: 0 }, escalateTo: 'next' },
    ],
    checkpoints: [{ name: 'Words', actions: ['customer-update'], when, from: [person], otherwise: [{ kind: 'team', id: 'database' }] }],
    steps: [
      {
        targets: [
          { kind: 'next-of', id: 'database' },
          { kind: 'role', id: 'commander' },
        ],
        when,
        acknowledgeWithinMs: MINUTE_MS,
      },
    ],
  });
  const policy = policies.find(({ id }) => id === 'payments');
  const words = { en: expect.stringMatching(/critical/i) as string, fr: expect.stringMatching(/criti/i) as string };
  const bo = { kind: 'person', id: 'bo', name: 'Bo Svensson' };
  const team = { id: 'database', name: 'Database', members: ['Ana Lima', 'Bo Svensson'] };
  expect(policy).toMatchObject({
    revision: 2,
    straightTo: [{ when: words, level: 2 }],
    also: [{ when: words, page: [bo] }],
    rules: [
      { name: 'Nobody moves', when: words, page: [bo] },
      { name: 'Late', escalateTo: 'next' },
    ],
    checkpoints: [{ when: words, from: [bo], otherwise: [{ kind: 'team', ...team }], approvals: 1 }],
    levels: [
      {
        when: words,
        targets: [
          { kind: 'next-of', ...team },
          { kind: 'role', id: 'commander', name: 'commander' },
        ],
      },
    ],
  });
  expect(policy?.rules[1]?.when).toBeUndefined();
});

it('calls what has gone by its id, and puts policies in the order of their names', () => {
  const { policies } = viewWith({ name: 'zebra', steps: [{ targets: [{ kind: 'person', id: 'gone' }] }] });
  expect(policies.at(-1)?.levels[0]?.targets).toMatchObject([{ kind: 'person', id: 'gone', name: 'gone' }]);
});

it('is plain data, and says what severities do also where there is no policy', () => {
  const view = viewWith({});
  expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  const none = policiesView(emptyWorkspace());
  expect(none.policies).toEqual([]);
  expect(none.severities.map(({ severity, pages }) => [severity, pages])).toEqual([
    ['critical', true],
    ['error', true],
    ['warning', true],
    ['info', false],
  ]);
});
