import { expect, it } from 'vitest';
import { person, policyOf, rulesOf, runUntil, schedule, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { incidentAfter, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import { stepIdOf } from './path.ts';
import { Policy, type Step } from './policy.ts';
import type { EscalationRules } from './rules.ts';

const t0 = mondayNight;
const end = t0 + 5 * HOUR_MS;

const target = fc.constantFrom(person('ana'), person('bo'), person('gone'), schedule('primary'), schedule('empty'));
const step: fc.Arbitrary<Step> = fc
  .record({
    targets: fc.array(target, { maxLength: 3 }),
    minutes: fc.integer({ min: 1, max: 30 }),
    whenUnanswered: fc.constantFrom('continue' as const, 'repeat' as const),
    repeats: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ minutes, ...rest }) => stepOf(rest.targets, { ...rest, acknowledgeWithinMs: minutes * MINUTE_MS }));
const rules: fc.Arbitrary<EscalationRules> = fc
  .record({
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    loops: fc.integer({ min: 0, max: 3 }),
    catchAll: fc.array(target, { maxLength: 2 }),
  })
  .map(({ steps, loops, catchAll }) =>
    rulesOf(policyOf(steps, { loops }), {
      catchAll: { targets: catchAll, repeatEveryMs: 7 * MINUTE_MS },
      gone: ['gone'],
      everyone: () => ['ana', 'bo', 'lea'],
      // The watch changes every hour, on the hour.
      onCall: (id, at) => (id === 'empty' ? [] : [Math.floor((at - t0) / HOUR_MS) % 2 === 0 ? 'ana' : 'cem']),
    }),
  );

/** The path as a person would write it down from the policy, walk by walk, without the engine. */
function byHand({ policy, catchAll, whoIs, everyone }: EscalationRules): string[] {
  const lines: string[] = [];
  let at = t0;
  const note = (walk: number, level: number, repeat: number, people: readonly string[]) =>
    at <= end && lines.push(`${(at - t0) / SECOND_MS}s walk ${walk} level ${level} repeat ${repeat}: ${[...new Set(people)].join('+')}`);
  for (let walk = 1; walk <= policy.loops + 1; walk += 1) {
    policy.steps.forEach(({ targets, whenUnanswered, repeats, acknowledgeWithinMs }, i) => {
      const times = whenUnanswered === 'repeat' ? repeats + 1 : 1;
      for (let repeat = 0; repeat < times; repeat += 1) {
        const people = targets.flatMap((each) => whoIs(each, at));
        note(walk, i + 1, repeat, people);
        if (people.length === 0) {
          break;
        }
        at += acknowledgeWithinMs ?? 5 * MINUTE_MS;
      }
    });
  }
  for (let repeat = 0; at <= end; repeat += 1) {
    const people = catchAll.targets.flatMap((each) => whoIs(each, at));
    note(policy.loops + 1, policy.steps.length + 1, repeat, people.length > 0 ? people : everyone());
    at += catchAll.repeatEveryMs;
  }
  return lines;
}

it('[ESC4] walks any policy as it is written, whatever is empty and whenever the watch changes', () => {
  fc.assert(
    fc.property(rules, (given) => {
      const begun = incidentAfter([{ ...triggered(), recordedAt: t0 }]);
      const { steps } = runUntil(begun, given, end);
      const lines = steps.map(({ dueAt, position, targets }) => {
        const { cycle, level, repeat } = position;
        return `${(dueAt - t0) / SECOND_MS}s walk ${cycle} level ${level} repeat ${repeat}: ${targets.join('+')}`;
      });
      expect(lines).toEqual(byHand(given));
    }),
    { numRuns: 300 },
  );
});

it('[ESC2] keeps every due time, however late a tick comes within its half minute', () => {
  fc.assert(
    fc.property(rules, fc.infiniteStream(fc.integer({ min: 0, max: 29 })), (given, late) => {
      const still = { ...given, whoIs: (each: Parameters<typeof given.whoIs>[0]) => given.whoIs(each, t0) };
      const begun = incidentAfter([{ ...triggered(), recordedAt: t0 }]);
      const onTime = runUntil(begun, still, end).steps;
      const jittered = runUntil(begun, still, end, () => (late.next().value ?? 0) * SECOND_MS).steps;
      expect(jittered).toEqual(onTime);
    }),
    { numRuns: 100 },
  );
});

it('[ESC12] gives a step the same id on every machine that finds it due, and no other step that id', () => {
  const position = fc.record({
    cycle: fc.integer({ min: 1, max: 9 }),
    level: fc.integer({ min: 1, max: 20 }),
    repeat: fc.integer({ min: 0, max: 50 }),
  });
  const place = fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), position);
  fc.assert(
    fc.property(place, place, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(stepIdOf(...one)).toBe(stepIdOf(...(JSON.parse(JSON.stringify(one)) as typeof one)));
      expect(stepIdOf(...one) === stepIdOf(...other)).toBe(same);
    }),
    { numRuns: 300 },
  );
  // Relays and desktops of different versions must agree, so the derivation never changes.
  expect(stepIdOf('incident-1', 1, 1, { cycle: 1, level: 1, repeat: 0 })).toBe('fb2f1207-6509-8c58-97b4-88dcf8575613');
});

it('[ESC13] escalates by the revision of the policy the incident froze', () => {
  const id = (revision: number) => stepIdOf('incident-1', 1, revision, { cycle: 1, level: 1, repeat: 0 });
  const begun = incidentAfter([{ ...triggered({ policy: { id: 'payments', revision: 7 } }), recordedAt: t0 }]);
  const { steps } = runUntil(begun, rulesOf(policyOf([stepOf([person('ana')])])), t0);
  expect(steps[0]?.stepId).toBe(id(7));
  expect(id(7)).not.toBe(id(8));
});

it('[ESC3] does not accept a policy without a step, without a delay, or that rings without a pause', () => {
  const problem = (more: object) => Policy.safeParse({ id: 'p', name: 'P', steps: [{ targets: [] }], ...more }).error?.issues[0]?.message;
  expect(problem({})).toBeUndefined();
  expect(problem({ steps: [] })).toBe('a policy needs at least one step');
  expect(problem({ steps: [{ targets: [], acknowledgeWithinMs: 0 }] })).toBe('a delay is at least 1s');
  expect(problem({ steps: [{ targets: [], repeatEveryMs: 4000 }] })).toBe('a page repeats at most every 5s');
  expect(problem({ loops: 10 })).toBeDefined();
});
