import { expect, it } from 'vitest';
import { person, policyOf, stepOf } from '../../test/harness/engine.ts';
import { fc } from '../../test/harness/properties.ts';
import { chainedFrom, flattenPolicy, longestPath } from './flatten.ts';
import type { Policy, Target } from './policy.ts';

const into = (id: string): Target => ({ kind: 'policy', id });
const of = (id: string, ...steps: Target[][]): Policy =>
  policyOf(
    steps.map((targets) => stepOf(targets)),
    { id },
  );
const finder =
  (...policies: Policy[]) =>
  (id: string) =>
    policies.find((policy) => policy.id === id);
const told = (policy: Policy) => policy.steps.map(({ targets }) => targets.map(({ id }) => id).join('+'));

it('[ESC22] leaves a policy that leads nowhere else as it is', () => {
  const plain = of('a', [person('ana')]);
  expect(flattenPolicy(plain, finder())).toBe(plain);
});

it('[ESC22] lays out the other policy in the place of the step that leads into it, with the step’s own targets first', () => {
  const main = of('main', [person('ana')], [person('bo'), into('db')], [person('lea')]);
  const db = of('db', [person('dana')], [person('sam')]);
  expect(told(flattenPolicy(main, finder(db)))).toEqual(['ana', 'bo+dana', 'sam', 'lea']);
  expect(chainedFrom(main)).toEqual(['db']);
});

it('[ESC22] lays out policies that lead on, and several in one step one after the other', () => {
  const main = of('main', [into('a'), into('b')]);
  const found = finder(of('a', [into('c')], [person('a2')]), of('b', [person('b1')]), of('c', [person('c1')], [person('c2')]));
  expect(told(flattenPolicy(main, found))).toEqual(['c1', 'c2', 'a2', 'b1']);
});

it('[ESC22] passes by a policy nobody knows and one that leads back', () => {
  const main = of('main', [person('ana'), into('gone')], [into('loop')]);
  const loop = of('loop', [person('bo'), into('main')], [into('loop'), person('sam')]);
  expect(told(flattenPolicy(main, finder(main, loop)))).toEqual(['ana', 'bo', 'sam']);
});

it('[ESC22] asks both conditions of the first step, and the step’s name and the other’s times go along', () => {
  const night = { during: { from: '22:00', until: '06:00' } } as const;
  const urgent = { field: 'severity', is: 'critical' };
  const main = policyOf([stepOf([into('db')], { when: night, name: 'Database' })]);
  const db = policyOf([stepOf([person('dana')], { when: urgent, acknowledgeWithinMs: 60_000 })], { id: 'db' });
  expect(flattenPolicy(main, finder(db)).steps).toMatchObject([
    { name: 'Database', when: { all: [night, urgent] }, acknowledgeWithinMs: 60_000 },
  ]);
  const without = policyOf([stepOf([person('dana')])], { id: 'db' });
  expect(flattenPolicy(main, finder(without)).steps[0]?.when).toEqual(night);
});

it('[ESC22] carries along the levels that exceptions and rules name', () => {
  const when = { field: 'vip', is: true };
  const main = policyOf([stepOf([into('db')]), stepOf([person('sam')])], {
    straightTo: [{ when, level: 2 }],
    rules: [
      { name: 'up', when, escalateTo: 2 },
      { name: 'end', when, escalateTo: 3 },
      { name: 'on', when, escalateTo: 'next' },
    ],
  });
  const flat = flattenPolicy(main, finder(of('db', [person('a')], [person('b')], [person('c')])));
  expect(flat.straightTo?.[0]?.level).toBe(4);
  expect(flat.rules?.map(({ escalateTo }) => escalateTo)).toEqual([4, 5, 'next']);
});

it('[ESC22] always ends, leads nowhere else any more and is never too long, however policies lead into one another', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const target = fc.oneof(
    fc.constantFrom(...ids, 'gone').map(into),
    fc.constantFrom('ana', 'bo').map((id) => person(id)),
  );
  const steps = fc.array(fc.array(target, { maxLength: 2 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.tuple(steps, steps, steps, steps), (all) => {
      const policies = all.map((targets, i) => of(ids[i] ?? '', ...targets));
      for (const policy of policies) {
        const flat = flattenPolicy(policy, finder(...policies));
        expect(chainedFrom(flat)).toEqual([]);
        expect(flat.steps.length).toBeLessThanOrEqual(longestPath);
        expect(flat.steps.length).toBeGreaterThanOrEqual(policy.steps.length);
      }
    }),
    { numRuns: 200 },
  );
});
