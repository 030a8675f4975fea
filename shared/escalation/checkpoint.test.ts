import { expect, it } from 'vitest';
import { after, person, policyOf, rulesOf, stepOf } from '../../test/harness/engine.ts';
import { idOf, mondayNight } from '../../test/harness/entries.ts';
import { ana, incidentAfter, resolved, triggered } from '../../test/harness/folding.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { decideActions } from './checkpoint.ts';
import { factsOfDecision } from './decision.ts';
import { Checkpoint } from './policy.ts';

const t0 = mondayNight;
const at = (minutes: number) => t0 + minutes * MINUTE_MS;
const checkpoint = Checkpoint.parse({
  name: 'Customers',
  actions: ['customer-update'],
  from: [person('ana'), person('lea')],
  otherwise: [person('sam')],
});
const rulesWith = (given: Partial<Checkpoint>, more = {}) =>
  rulesOf(policyOf([stepOf([person('ana')])], { checkpoints: [{ ...checkpoint, ...given }] }), more);
const action = idOf('action');
const begun = incidentAfter([{ ...triggered(), recordedAt: t0 }]);
const proposed = after(begun, { type: 'action.proposed', id: action, body: { kind: 'customer-update', text: 'Slow.' }, actor: ana }, t0);
const gated = (rules = rulesWith({}), incident = proposed, now = t0) => {
  const decision = decideActions(incident, rules, now);
  const [fact] = decision ? factsOfDecision(decision, incident.id) : [];
  return fact ? after(incident, fact, now) : incident;
};

it('[ESC28] asks whom the checkpoint names, but not whoever proposed it', () => {
  const gate = { action, checkpoint: 'Customers', needed: 1, people: ['lea'], until: at(15), attempt: 1 };
  expect(decideActions(proposed, rulesWith({}), t0)).toEqual({ kind: 'gate', gate });
  expect(gated().calls).toMatchObject([{ reason: 'approval', people: ['lea'] }]);
});

it('[ESC28] lets go what no checkpoint concerns: another kind, or its condition does not hold', () => {
  const release = { kind: 'release', action };
  expect(decideActions(proposed, rulesOf(policyOf([stepOf([person('ana')])])), t0)).toEqual(release);
  expect(decideActions(proposed, rulesWith({ actions: ['data-disclosure'] }), t0)).toEqual(release);
  expect(decideActions(proposed, rulesWith({ when: { field: 'vip', is: true } }), t0)).toEqual(release);
  expect(decideActions(proposed, rulesWith({ when: { field: 'vip', is: true } }, { facts: () => ({ vip: true }) }), t0)).toMatchObject({
    kind: 'gate',
  });
});

it('[ESC28] asks those who come next when nobody answers in time, again and again, and releases nothing', () => {
  let incident = gated();
  expect(decideActions(incident, rulesWith({}), at(14))).toEqual({ kind: 'wake', at: at(15) });
  for (let attempt = 2; attempt < 10; attempt += 1) {
    const now = at(15 * (attempt - 1));
    expect(decideActions(incident, rulesWith({}), now)).toMatchObject({
      kind: 'gate',
      gate: { attempt, people: ['sam'], until: now + 15 * MINUTE_MS },
    });
    incident = gated(rulesWith({}), incident, now);
  }
  expect(incident.actions[0]).toMatchObject({ status: 'waiting', asked: ['lea', 'sam'] });
});

it('[ESC28] asks the last resort when a checkpoint leads only to whoever proposed it, and everyone else when that does too', () => {
  const only = { from: [person('ana')] };
  expect(decideActions(proposed, rulesWith(only), t0)).toMatchObject({ gate: { people: ['lea'] } });
  const none = { catchAll: { targets: [person('ana')] }, everyone: () => ['ana', 'bo', 'sam'] };
  expect(decideActions(proposed, rulesWith(only, none), t0)).toMatchObject({ gate: { people: ['bo', 'sam'] } });
});

it('[ESC28] goes on asking when the policy has no such checkpoint any more', () => {
  const without = rulesOf(policyOf([stepOf([person('ana')])]));
  expect(decideActions(gated(), without, at(15))).toMatchObject({
    kind: 'gate',
    gate: { checkpoint: 'Customers', needed: 1, people: ['lea'], attempt: 2 },
  });
});

it('[ESC28] [ESC17] wants nothing of an incident that has no action, or is over', () => {
  expect(decideActions(begun, rulesWith({}), t0)).toBeUndefined();
  expect(decideActions(after(gated(), resolved(1), at(1)), rulesWith({}), at(99))).toBeUndefined();
});
