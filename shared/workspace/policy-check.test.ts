import { expect, it } from 'vitest';
import { person, policyOf, stepOf } from '../../test/harness/engine.ts';
import { sample } from '../../test/harness/workspaces.ts';
import type { Policy } from '../escalation/policy.ts';
import { readWorkspaceFile } from './file.ts';
import { checkPolicy } from './policy-check.ts';

const to = (id: string) => ({ kind: 'policy' as const, id });
const ana = stepOf([person('ana')]);
const lines = (policy: Policy, others: Policy[] = []) => {
  const { refused, warned } = checkPolicy(policy, (id) => [policy, ...others].find((each) => each.id === id));
  const text = (found: typeof refused) => found.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { refused: text(refused), warned: text(warned) };
};

it('[ESC29] refuses policies that lead round in a circle, whatever the way', () => {
  const b = { ...policyOf([stepOf([to('c')])]), id: 'b' };
  const c = { ...policyOf([ana, stepOf([to('payments')])]), id: 'c' };
  expect(lines(policyOf([ana, stepOf([to('b')])]), [b, c]).refused).toEqual([
    'steps.1.notify.0: The policies payments > b > c > payments lead round in a circle; take one of them out.',
  ]);
  expect(lines(policyOf([stepOf([to('payments')])])).refused).toHaveLength(1);
  expect(lines(policyOf([stepOf([to('b')])]), [{ ...b, steps: [ana] }]).refused).toEqual([]);
});

it('[ESC29] refuses levels that are not there, names that stand twice, and policies where only people can be', () => {
  const always = { field: 'vip', is: true };
  expect(
    lines(
      policyOf([ana], {
        straightTo: [{ when: always, level: 2 }],
        rules: [
          { name: 'up', when: always, escalateTo: 3 },
          { name: 'up', when: always, page: [to('b')] },
        ],
      }),
    ).refused,
  ).toEqual([
    'rules.1.page.0: Only a step leads into another policy; name people, teams or schedules here.',
    'straightTo.0.level: There is no level 2; this policy has 1.',
    'rules.0.escalateTo: There is no level 3; this policy has 1.',
    'rules.1.name: "up" stands twice; what a rule or checkpoint did is remembered by its name.',
  ]);
});

it('[ESC29] warns of conditions that never hold, steps that page nobody, and more answers than people', () => {
  const never = {
    all: [
      { field: 'severity', is: 'error' },
      { field: 'severity', is: 'info' },
    ],
  };
  expect(
    lines(policyOf([stepOf([person('ana')], { when: never, answers: 3 }), stepOf([{ kind: 'channel', id: 'critical' }], { when: never })]))
      .warned,
  ).toEqual([
    'steps.0.when: This condition can never hold: "severity" cannot be all of that at once.',
    'steps.1.when: This condition can never hold: "severity" cannot be all of that at once.',
    'steps.0.answers: This step wants 3 answers and pages 1; all of them then have to answer.',
    'steps.1.notify: This step pages nobody; the path goes on at once.',
    'steps: Every step has a condition; an incident for which none holds goes straight to the catch-all.',
  ]);
});

it('[ESC29] says the place in the file, and warns whoever is paged only once the step is over (D10)', () => {
  const late = sample.replace('    email: bo@example.org', '    email: bo@example.org\n    pages: [{ channel: desktop, after: 3m }]');
  const { definitions, problems, warnings } = readWorkspaceFile(late);
  expect(problems).toEqual([]);
  expect(definitions).toBeDefined();
  expect(warnings).toMatchObject([
    {
      path: 'people.bo.pages.0.after',
      line: 21,
      message: 'Bo Svensson is paged here after 3m, but level 2 of Payments around the clock waits only 3m; the path has gone on by then.',
    },
  ]);
  const circular = sample.replace('[schedule:payments-backup]', '[policy:payments]');
  expect(readWorkspaceFile(circular)).toMatchObject({ problems: [{ message: expect.stringMatching(/lead round in a circle/) as string }] });
});

it('[DLV20] warns of rules for ways outside that begin too late, or lead to somebody without an address (D10)', () => {
  const pages = '    pages: [{ channel: sms, after: 2m }, { channel: mail }]\n';
  const text = sample.replace('    name: Ana Lima\n', `    name: Ana Lima\n${pages}`);
  expect(readWorkspaceFile(text).warnings.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'people.ana.pages.0.after: Ana Lima is paged by sms after 2m, but level 1 of Payments around the clock waits only 2m; the path has gone on by then.',
    'people.ana.pages.0.channel: Ana Lima wants to be paged by sms and has no "phone"; add it, or nothing is sent.',
  ]);
});

it('[ESC29] refuses delays without length, and a rule that would go round and round', () => {
  const message = (from: string, into: string) => readWorkspaceFile(sample.replace(from, into)).problems[0]?.message;
  expect(message('acknowledgeWithin: 2m', 'acknowledgeWithin: 0s')).toBe('a delay is at least 1s.');
  expect(message('repeatEvery: 15s', 'repeatEvery: 1s')).toBe('a page repeats at most every 5s.');
  const rule = '    loops: 1\n    rules: [{ name: stuck, after: 10s, since: status-changed, escalateTo: next }]';
  expect(message('    loops: 1', rule)).toBe('a rule that counts from a change of status waits at least 1m.');
});

it('[ESC29] answers at once about policies that lead into one another without end, in breadth or in depth', () => {
  const all = new Map<string, Policy>();
  const layered = (id: string, next: string | undefined): Policy => ({
    ...policyOf(Array.from({ length: 20 }, () => (next === undefined ? ana : stepOf([to(next)])))),
    id,
  });
  Array.from({ length: 8 }, (_, i) => all.set(`wide-${i}`, layered(`wide-${i}`, i === 7 ? undefined : `wide-${i + 1}`)));
  Array.from({ length: 3000 }, (_, i) =>
    all.set(`deep-${i}`, { ...policyOf([i === 2999 ? ana : stepOf([to(`deep-${i + 1}`)])]), id: `deep-${i}` }),
  );
  const found = ['wide-0', 'deep-0'].map((id) => checkPolicy(all.get(id) as Policy, (other) => all.get(other)));
  expect(found[0]?.refused.map(({ message }) => message)).toEqual([expect.stringMatching(/100 levels long or more; shorten it/)]);
  expect(found[1]?.refused).toEqual([]);
});

it('[ESC29] warns of people paged who only read along, of a file in which nobody may answer, and of approvals nobody can give', () => {
  const only = sample.replaceAll('role: responder', 'role: stakeholder').replace('role: lead', 'role: stakeholder');
  const { warnings } = readWorkspaceFile(only);
  expect(warnings.map(({ path, message }) => `${path}: ${message}`)).toEqual(
    expect.arrayContaining([
      'people: Nobody here may answer a page, so every incident stays silent; give somebody the role responder.',
      'organisation.catchAll.notify.0: Léa Martin only reads along and is never paged; name somebody else.',
      'policies.payments.steps.2.notify.0: Léa Martin only reads along and is never paged; name somebody else.',
    ]),
  );
  const checkpoint = { name: 'words', actions: ['customer-update' as const], approvals: 2, from: [person('lea')], withinMs: 60_000 };
  expect(lines(policyOf([ana], { checkpoints: [checkpoint] })).warned).toEqual([
    'checkpoints.0.approvals: This checkpoint wants 2 approvals and asks 1; it would wait for ever.',
  ]);
});
