import { describe, expect, it } from 'vitest';
import { firingsOf, importedPolicies } from '../../test/harness/import-policies.ts';
import { imported } from '../../test/harness/imports.ts';

const person = (id: string) => ({ id, name: id, username: id, fullName: id, email: `${id}@example.org` });
const users = ['ana', 'bo', 'cem'].map(person);

describe('PagerDuty', () => {
  const target = (id: string) => ({ id, type: 'user_reference', summary: id });
  const rule = (minutes: number, ...ids: string[]) => ({
    id: `r${minutes}`,
    escalation_delay_in_minutes: minutes,
    targets: ids.map(target),
  });

  it('[IMP8] [ESC4] has levels after the same time, and as many loops', () => {
    const { policies } = importedPolicies('pagerduty', {
      users,
      escalation_policies: [
        { id: 'P', name: 'P', num_loops: 3, escalation_rules: [rule(5, 'ana'), rule(20, 'bo', 'cem'), rule(30, 'ana')] },
      ],
    });
    expect(firingsOf(policies.get('P'))).toEqual(['0m person:ana', '5m person:bo person:cem', '25m person:ana']);
    expect(policies.get('P')?.loops).toBe(3);
  });

  it('[IMP8] takes people of a level in turn where they did, and says so where schedules did', () => {
    const strategy = { escalation_rule_assignment_strategy: { type: 'round_robin' } };
    const schedule = { ...rule(5), targets: [{ id: 'S', type: 'schedule_reference' }] };
    const { policies, definitions, of } = importedPolicies('pagerduty', {
      users,
      escalation_policies: [
        {
          id: 'P',
          name: 'P',
          escalation_rules: [
            { ...rule(5, 'ana', 'bo'), ...strategy },
            { ...schedule, ...strategy },
          ],
        },
      ],
    });
    expect(firingsOf(policies.get('P'))[0]).toBe('0m next-of:p-level-1');
    expect(definitions.team.find(({ id }) => id === 'p-level-1')?.members).toEqual(['ana', 'bo']);
    expect(of('escalation_policies[0].escalation_rules[1]')?.outcome).toBe('approximated');
  });

  it('[IMP8] [ESC8] lets an acknowledgement lapse after each service’s own time', () => {
    const service = (id: string, timeout: number | null) => ({
      id,
      name: id,
      acknowledgement_timeout: timeout,
      escalation_policy: { id: 'P', type: 'escalation_policy_reference' },
    });
    const { definitions } = importedPolicies('pagerduty', {
      users,
      escalation_policies: [{ id: 'P', name: 'P', escalation_rules: [rule(5, 'ana')] }],
      services: [service('a', 1800), service('b', null), service('c', 600), service('d', 1800)],
    });
    const lapses = definitions.service.map(({ id, policy }) => [
      id,
      definitions.policy.find((each) => each.id === policy)?.acknowledgementExpiresAfterMs,
    ]);
    expect(Object.fromEntries(lapses)).toEqual({ a: 1_800_000, b: undefined, c: 600_000, d: 1_800_000 });
  });
});

describe('Opsgenie', () => {
  const rule = (condition: string, timeAmount: number, id: string) => ({
    condition,
    notifyType: 'default',
    delay: { timeAmount, timeUnit: 'minutes' },
    recipient: { type: 'user', id },
  });
  const made = (...rules: object[]) => importedPolicies('opsgenie', { users, escalations: [{ id: 'E', name: 'E', rules }] });

  it('[IMP8] [ESC2] counts delays from the alert there and from the step before here', () => {
    const { policies } = made(rule('if-not-acked', 15, 'cem'), rule('if-not-acked', 0, 'ana'), rule('if-not-acked', 5, 'bo'));
    expect(firingsOf(policies.get('E'))).toEqual(['0m person:ana', '5m person:bo', '15m person:cem']);
  });

  it('[IMP8] [ESC9] pages those who are paged unless it is closed though somebody acknowledged', () => {
    const next = made(rule('if-not-acked', 0, 'ana'), rule('if-not-closed', 30, 'bo')).policies.get('E');
    expect(next?.steps[0]).toMatchObject({ acknowledgeWithinMs: 1_800_000, resolveWithinMs: 1_800_000 });
    const later = made(rule('if-not-acked', 0, 'ana'), rule('if-not-acked', 5, 'bo'), rule('if-not-closed', 30, 'cem')).policies.get('E');
    expect(later?.steps.map(({ resolveWithinMs }) => resolveWithinMs)).toEqual([undefined, undefined, undefined]);
    expect(later?.rules).toEqual([{ name: 'Not closed after 30m', after: { since: 'triggered', durationMs: 1_800_000 }, escalateTo: 3 }]);
  });

  it('[IMP8] says that a first delay is not waited for', () => {
    expect(made(rule('if-not-acked', 10, 'ana')).of('escalations[0].rules[0]')).toMatchObject({ outcome: 'approximated' });
  });
});

describe('Splunk On-Call', () => {
  const entry = (username: string) => ({ executionType: 'user', user: { username } });
  const step = (timeout: number, ...entries: object[]) => ({ timeout, entries });

  it('[IMP8] [ESC2] counts the delay of a step from the step before: 5 and then 10 are 15', () => {
    const steps = [step(0, entry('ana')), step(5, entry('bo')), step(10, entry('cem'))];
    expect(firingsOf(importedPolicies('splunk-oncall', { users, policies: [{ name: 'P', slug: 'p', steps }] }).policies.get('P'))).toEqual([
      '0m person:ana',
      '5m person:bo',
      '15m person:cem',
    ]);
  });

  it('[IMP8] leads from policy to policy, and never round in a circle', () => {
    const to = (policySlug: string) => ({ executionType: 'policy_routing', targetPolicy: { policySlug } });
    const { policies, of } = importedPolicies('splunk-oncall', {
      users,
      policies: [
        { name: 'A', slug: 'a', steps: [step(0, entry('ana'), to('b'))] },
        { name: 'B', slug: 'b', steps: [step(0, entry('bo'), to('a'))] },
      ],
    });
    expect(firingsOf(policies.get('A'))).toEqual(['0m person:ana policy:b']);
    expect(firingsOf(policies.get('B'))).toEqual(['0m person:bo']);
    expect(of('policies[1].steps[0].entries[1]')).toMatchObject({
      outcome: 'not-converted',
      said: [expect.stringContaining('back into itself')],
    });
  });

  it('[IMP8] counts days that are served: seven of them are a week only where every day is served', () => {
    const { definitions } = imported('splunk-oncall');
    const layers = definitions?.schedule.find(({ id }) => id === 'day-desk')?.layers ?? [];
    expect(layers.map(({ turns }) => turns[0]?.turns.turn)).toEqual([
      { unit: 'day', length: 1 },
      { unit: 'week', length: 1 },
    ]);
    expect(definitions?.schedule.find(({ id }) => id === 'primary')?.layers[0]?.turns[0]?.turns.turn).toEqual({ unit: 'week', length: 1 });
  });
});

describe('GoAlert', () => {
  const target = (id: string) => ({ type: 'user', id, name: id });
  const step = (stepNumber: number, delayMinutes: number, ...ids: string[]) => ({
    id: `s${stepNumber}`,
    stepNumber,
    delayMinutes,
    targets: ids.map(target),
  });
  const made = (...steps: object[]) =>
    importedPolicies('goalert', { users, escalationPolicies: [{ id: 'E', name: 'E', repeat: 2, steps }] });

  it('[IMP8] [ESC5] waits out a step without targets, by the step before it', () => {
    const { policies, of } = made(step(0, 5, 'ana'), step(1, 10), step(2, 15, 'bo'));
    expect(firingsOf(policies.get('E'))).toEqual(['0m person:ana', '15m person:bo']);
    expect(policies.get('E')?.loops).toBe(2);
    expect(of('escalationPolicies[0].steps[1]')?.outcome).toBe('approximated');
    expect(made(step(0, 5), step(1, 5, 'ana')).of('escalationPolicies[0].steps[0]')?.outcome).toBe('not-converted');
  });
});

describe('Grafana OnCall', () => {
  it('[IMP8] waits between steps, and keeps hours in UTC', () => {
    const policy = imported('grafana-oncall').definitions?.policy[0];
    expect(firingsOf(policy)).toEqual(['0m schedule:edge-rota', '5m person:rosa person:saul', '20m next-of:edge-in-turn']);
    expect(policy).toMatchObject({ zone: 'UTC', loops: 5 });
    expect(policy?.steps[2]?.when).toEqual({ during: { from: '08:00', until: '18:00' } });
  });
});
