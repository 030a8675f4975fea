import { expect, it } from 'vitest';
import { after, person, policyOf, rulesOf, schedule, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { ana, incidentAfter, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { pathStart } from '../incident/ringing.ts';
import type { Policy, Step, Target } from './policy.ts';
import { calleesAt, resolve, stepAt } from './step.ts';

const t0 = mondayNight;
const begun = incidentAfter([{ ...triggered(), recordedAt: t0 }]);
const inTurn: Target = { kind: 'next-of', id: 'team' };
const move = (more: object = {}) => ({ position: pathStart, reason: 'triggered' as const, dueAt: t0, ...more });
const rulesWith = (step: Partial<Step> & { targets: Target[] }, more = {}, policy: Partial<Policy> = {}) =>
  rulesOf(policyOf([stepOf(step.targets, step)], policy), more);
const away = (...people: string[]) => ({ whyNot: (id: string) => (people.includes(id) ? ('time-off' as const) : undefined) });

it('[ESC16] pages each person once, and says who was left out and why', () => {
  const targets = [person('ana'), person('bo'), person('ana'), person('sam'), person('sam')];
  const step = stepAt(begun, rulesWith({ targets }, away('sam')), move(), t0);
  expect(step).toMatchObject({ targets: ['ana', 'bo'], outcome: 'paged', leftOut: [{ person: 'sam', why: 'time-off' }] });
  expect(stepAt(begun, rulesWith({ targets: [person('sam')] }, away('sam')), move(), t0)).toMatchObject({ targets: [], outcome: 'nobody' });
});

it('[ESC21] pages one in turn, the next of those who are there, and says whose turn it was', () => {
  const members = { whoIs: () => ['ana', 'bo', 'sam'] };
  expect(stepAt(begun, rulesWith({ targets: [inTurn] }, { ...members, ...away('ana') }), move(), t0)).toMatchObject({
    targets: ['bo'],
    turns: [{ team: 'team', person: 'bo' }],
    leftOut: [{ person: 'ana', why: 'time-off' }],
  });
});

it('[ESC21] says in channels what it says, and pages whoever the policy adds', () => {
  const targets: Target[] = [{ kind: 'channel', id: 'major' }, person('ana')];
  const also = [{ when: { field: 'vip', is: true }, page: [person('lea')] }];
  const whoIs = ({ kind, id }: Target) => (kind === 'channel' ? [] : [id]);
  const step = (vip: boolean) => stepAt(begun, rulesWith({ targets }, { whoIs, facts: () => ({ vip }) }, { also }), move(), t0);
  expect(step(true)).toMatchObject({ targets: ['ana', 'lea'], channels: ['major'] });
  expect(step(false)).toMatchObject({ targets: ['ana'] });
});

it.each([
  [undefined, undefined],
  [1, undefined],
  [2, 2],
  ['all' as const, 3],
  [9, 3],
])('[ESC19] wants of three people, where the policy says %s answers, %s', (answers, needed) => {
  const step = stepAt(begun, rulesWith({ targets: ['ana', 'bo', 'sam'].map(person), ...(answers ? { answers } : {}) }), move(), t0);
  expect(step.needed).toBe(needed);
});

it('[ESC18] [ESC11] passes over what does not hold, and pages nobody where the severity does not', () => {
  const when = { field: 'vip', is: true };
  expect(stepAt(begun, rulesWith({ targets: [person('ana')], when }), move(), t0)).toMatchObject({ targets: [], outcome: 'skipped' });
  expect(stepAt(begun, rulesWith({ targets: [person('ana')] }, { severity: 'info' }), move(), t0)).toMatchObject({ outcome: 'suppressed' });
});

it('[INC14] pages those it was given to in place of the level, also on leave, and whatever the level’s condition', () => {
  const given = after(begun, { type: 'incident.reassigned', body: { epoch: 1, people: ['sam'], via: 'window' }, actor: ana }, t0);
  const rules = rulesWith({ targets: [person('ana')], when: { field: 'vip', is: true }, answers: 2 }, away('sam'));
  expect(stepAt(given, rules, move({ reason: 'reassigned' }), t0)).toMatchObject({ targets: ['sam'], outcome: 'paged' });
});

it('[ESC25] leaves nobody out of the last resort', () => {
  const rules = rulesWith({ targets: [person('ana')] }, { ...away('ana', 'lea', 'everyone'), catchAll: { targets: [person('lea')] } });
  expect(calleesAt(rules, 2, t0)).toEqual({ people: ['everyone'], turns: [], leftOut: [] });
});

it('[ESC7] is late by its own moment when the engine stood still', () => {
  const rules = rulesWith({ targets: [person('ana')] });
  expect(stepAt(begun, rules, move(), t0 + 30_000).dueAt).toBe(t0);
  expect(stepAt(begun, rules, move(), t0 + MINUTE_MS).dueAt).toBe(t0 + MINUTE_MS);
});

it('[ESC16] tells everybody behind the targets exactly once, paged or left out', () => {
  const people = fc.subarray(['ana', 'bo', 'sam', 'lea'], { minLength: 0 });
  fc.assert(
    fc.property(fc.array(people, { maxLength: 4 }), people, (behind, gone) => {
      const whoIs = ({ id }: Target) => behind[Number(id)] ?? [];
      const { people: paged, leftOut } = resolve(
        behind.map((_, i) => schedule(String(i))),
        rulesWith({ targets: [] }, { whoIs, ...away(...gone) }),
        t0,
      );
      const all = [...new Set(behind.flat())];
      expect(paged).toEqual(all.filter((id) => !gone.includes(id)));
      expect(leftOut.map(({ person: id }) => id)).toEqual(all.filter((id) => gone.includes(id)));
    }),
  );
});
