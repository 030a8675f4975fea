import { expect, it } from 'vitest';
import { after, doWhatIsDue, person, policyOf, rulesOf, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, bo, incidentAfter, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import type { Facts } from '../condition/evaluate.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { factsOfDecision } from './decision.ts';
import type { Rule } from './policy.ts';
import { decideRule } from './rule.ts';

const t0 = mondayNight;
const at = (minutes: number) => t0 + minutes * MINUTE_MS;
const vip = { field: 'vip', is: true };
const steps = [stepOf([person('ana')]), stepOf([person('bo')]), stepOf([person('lea')])];
const rulesWith = (rules: Rule[], facts: Facts = {}, more = {}) => rulesOf(policyOf(steps, { rules }), { facts: () => facts, ...more });
const begun = doWhatIsDue(incidentAfter([{ ...triggered(), recordedAt: t0 }]), rulesOf(policyOf(steps)), t0).incident;
const done = (rule: Rule, incident = begun, now = at(0), facts: Facts = { vip: true }) => {
  const decision = decideRule(incident, rulesWith([rule], facts), now);
  const [fact] = decision ? factsOfDecision(decision, incident.id) : [];
  return fact ? after(incident, fact, now) : incident;
};

it('[ESC24] acts at once when its condition holds, and never again for the same moment', () => {
  const rule: Rule = { name: 'VIP', when: vip, escalateTo: 3 };
  const act = { kind: 'escalate', epoch: 1, reason: 'rule', level: 3, rule: { name: 'VIP', since: t0 } };
  expect(decideRule(begun, rulesWith([rule], { vip: true }), at(1))).toEqual(act);
  expect(decideRule(begun, rulesWith([rule], { vip: false }), at(1))).toBeUndefined();
  const acted = done(rule);
  expect(acted).toMatchObject({ epoch: 2, startsFrom: { position: { level: 3 }, reason: 'rule' }, rulesDone: { VIP: t0 } });
  expect(decideRule(acted, rulesWith([rule], { vip: true }), at(9))).toBeUndefined();
});

it('[ESC24] pages more people, whoever is left of them, and remembers it also when nobody is', () => {
  const rule: Rule = { name: 'VIP', when: vip, page: [person('sam'), person('gone'), person('sam')] };
  expect(decideRule(begun, rulesWith([rule], { vip: true }, { gone: ['gone'] }), at(1))).toMatchObject({
    kind: 'page-more',
    people: ['sam'],
  });
  expect(done(rule).calls).toMatchObject([{ reason: 'rule', people: ['sam', 'gone'] }]);
  const nobody = decideRule(begun, rulesWith([rule], { vip: true }, { gone: ['gone', 'sam'] }), at(1));
  const [fact] = nobody ? factsOfDecision(nobody, begun.id) : [];
  expect(fact && after(begun, fact, at(1))).toMatchObject({ calls: [], rulesDone: { VIP: t0 } });
});

it.each([
  ['triggered', begun, t0],
  ['acknowledged', after(begun, acknowledged(1), at(4)), at(4)],
  ['status-changed', after(begun, { type: 'incident.stage-changed', body: { stage: 'triage', via: 'window' } }, at(6)), at(6)],
  ['deadline', after(begun, { type: 'incident.deadline-set', body: { at: at(50) } }, at(7)), at(50)],
] as const)('[ESC24] waits so long since %s', (since, incident, from) => {
  const rules = rulesWith([{ name: 'late', after: { since, durationMs: 20 * MINUTE_MS }, escalateTo: 'next' }]);
  const dueAt = from + 20 * MINUTE_MS;
  expect(decideRule(incident, rules, dueAt - 1)).toEqual({ kind: 'wake', at: dueAt });
  expect(decideRule(incident, rules, dueAt)).toEqual({ kind: 'escalate', epoch: 1, reason: 'rule', rule: { name: 'late', since: from } });
});

it('[ESC24] does nothing for a moment that has not come', () => {
  for (const since of ['acknowledged', 'deadline'] as const) {
    expect(decideRule(begun, rulesWith([{ name: 'late', after: { since, durationMs: 0 }, escalateTo: 2 }]), at(99))).toBeUndefined();
  }
});

it('[ESC24] does nothing when it is off, pages nobody or would take the path back', () => {
  const second = done({ name: 'VIP', when: vip, escalateTo: 2 });
  expect(decideRule(begun, rulesWith([{ name: 'VIP', when: vip, escalateTo: 2, off: true }], { vip: true }), at(1))).toBeUndefined();
  expect(
    decideRule(begun, rulesWith([{ name: 'VIP', when: vip, escalateTo: 2 }], { vip: true }, { severity: 'info' }), at(1)),
  ).toBeUndefined();
  expect(decideRule(second, rulesWith([{ name: 'back', when: vip, escalateTo: 2 }], { vip: true }), at(1))).toBeUndefined();
  expect(decideRule(second, rulesWith([{ name: 'on', when: vip, escalateTo: 'next' }], { vip: true }), at(1))).toMatchObject({
    kind: 'escalate',
  });
});

it('[ESC24] wakes when time alone may make its condition hold', () => {
  // It is 02:00 in UTC.
  const day: Rule = { name: 'day', when: { during: { from: '06:00', until: '18:00' } }, escalateTo: 2 };
  expect(decideRule(begun, rulesWith([day]), at(1))).toEqual({ kind: 'wake', at: at(240) });
  expect(decideRule(begun, rulesWith([day]), at(240))).toMatchObject({ kind: 'escalate' });
});

it('[ESC27] looks again now and then while what it counts from waits for another', () => {
  const stuck: Rule = { name: 'stuck', after: { since: 'status-changed', durationMs: 20 * MINUTE_MS }, escalateTo: 2 };
  expect(decideRule(begun, rulesWith([stuck], {}, { blockedUntil: Infinity }), at(60))).toEqual({ kind: 'wake', at: at(61) });
  expect(decideRule(begun, rulesWith([stuck], {}, { blockedUntil: at(50) }), at(60))).toEqual({ kind: 'wake', at: at(70) });
});

it('[ESC24] comes to an end, however many rules there are, and never takes the path back', () => {
  const one = fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    escalateTo: fc.oneof(fc.constant('next' as const), fc.integer({ min: 1, max: 5 })),
  });
  const when = { field: 'vip', is: true };
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: ({ name }) => name, maxLength: 4 }), fc.boolean(), (given, isHeld) => {
      const rules = rulesWith(
        given.map((rule) => ({ ...rule, when })),
        { vip: true },
      );
      let incident = isHeld ? after(begun, acknowledged(1, bo), at(1)) : begun;
      let level = 1;
      for (let i = 0; i <= given.length; i += 1) {
        const decision = decideRule(incident, rules, at(2));
        if (!decision) {
          return;
        }
        const [fact] = factsOfDecision(decision, incident.id);
        incident = fact ? after(incident, fact, at(2)) : incident;
        expect(incident.startsFrom.position.level).toBeGreaterThan(level);
        ({ level } = incident.startsFrom.position);
      }
      throw new Error('The rules go in circles.');
    }),
  );
});
