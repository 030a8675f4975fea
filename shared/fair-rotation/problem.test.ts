import { expect, it } from 'vitest';
import { people, slots } from '../../test/harness/fair-rotation.ts';
import { judgeRotation } from './judge.ts';
import { proposeRotation } from './propose.ts';
import type { FairPerson, FairRequest } from './request.ts';
import { fairProblemText } from './problem-words.ts';
import type { FairProblem } from './problem.ts';

const usual: FairRequest = { people: people('ana', 'bo'), slots: slots({ count: 3 }) };
const nothing = { hours: 0, nights: 0, weekendDays: 0, holidays: 0 };
const ana = (extra: Partial<FairPerson>): Partial<FairRequest> => ({ people: [{ person: 'ana', zone: 'Europe/Paris', ...extra }] });

const bad: [kind: FairProblem['kind'], request: Partial<FairRequest>][] = [
  ['no-people', { people: [] }],
  ['no-slots', { slots: [] }],
  ['too-much', { people: people(...Array.from({ length: 501 }, (_, i) => `p${i}`)) }],
  ['same-person', { people: people('ana', 'ana') }],
  ['unknown-zone', ana({ zone: 'Europe/Atlantis' })],
  ['unknown-calendar', ana({ holidays: 'XX' })],
  ['bad-stretch', { slots: [{ from: 10, until: 10 }] }],
  ['bad-stretch', { slots: [{ from: Number.NaN, until: 10 }] }],
  ['bad-stretch', ana({ timeOff: [{ from: 10, until: 5 }] })],
  ['bad-stretch', ana({ watches: [{ from: 10, until: 5 }] })],
  ['bad-weight', ana({ weight: 0 })],
  ['bad-weight', ana({ weight: Number.NaN })],
  ['bad-share', ana({ maxShare: 1.5 })],
  ['bad-share', ana({ minShare: 0.5, maxShare: 0.4 })],
  ['bad-carried', ana({ carried: { ...nothing, nights: -1 } })],
  ['bad-limit', { limits: { minRestMs: -1 } }],
  ['bad-limit', { limits: { maxNightsInRow: 1.5 } }],
  ['bad-limit', { limits: { maxWeekendsInRow: Number.POSITIVE_INFINITY } }],
  ['bad-importance', { importance: { hours: -1 } }],
  ['bad-together', { together: 3 }],
  ['bad-together', { together: 0 }],
];

it.each(bad)('[FAIR11] refuses a request with %s and says what to do', (kind, request) => {
  const answer = proposeRotation({ ...usual, ...request });
  expect(answer).toMatchObject({ problem: { kind } });
  expect(Object.keys(answer)).toEqual(['problem']);
  for (const language of ['en', 'fr'] as const) {
    expect('problem' in answer ? fairProblemText(answer.problem, language) : '').toMatch(/^[^;]+(;|must|doit).+\.$/);
  }
});

it('[FAIR11] takes a request with none of these', () => {
  expect(proposeRotation(usual)).not.toHaveProperty('problem');
  expect(proposeRotation({ ...usual, limits: { minRestMs: 0, maxNightsInRow: 0, maxWeekendsInRow: 0 } })).not.toHaveProperty('problem');
});

it('[FAIR11] judges nothing that was not asked for', () => {
  const [slot, other] = usual.slots as [FairRequest['slots'][0], FairRequest['slots'][0]];
  expect(judgeRotation(usual, [{ slot, people: ['zoe'] }])).toEqual({ problem: { kind: 'unknown-person', person: 'zoe' } });
  expect(judgeRotation(usual, [{ slot, people: ['ana', 'ana'] }])).toEqual({ problem: { kind: 'same-person', person: 'ana' } });
  expect(
    judgeRotation(usual, [
      { slot, people: ['ana'] },
      { slot, people: ['bo'] },
    ]),
  ).toMatchObject({ problem: { kind: 'unknown-slot' } });
  expect(judgeRotation(usual, [{ slot: other, people: ['ana'] }])).toMatchObject({ unfilled: [{ missing: 1 }, { missing: 1 }] });
  expect(judgeRotation({ ...usual, people: [] }, [])).toEqual({ problem: { kind: 'no-people' } });
});
