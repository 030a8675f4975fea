import { expect, it } from 'vitest';
import { after, doWhatIsDue, person, policyOf, rulesOf, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, bo, incidentAfter, resolved, triggered } from '../../test/harness/folding.ts';
import { MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import { callFor } from './calling.ts';
import { alsoInDoubt } from './not-understood.ts';
import { ring } from './ring.ts';

const t0 = mondayNight;
const rules = rulesOf(policyOf([stepOf([person('ana')]), stepOf([person('lea')])]));
const bare = incidentAfter([{ ...triggered(), recordedAt: t0 }]);
const begun = doWhatIsDue(bare, rules, t0).incident;

it('[VER4] adds its person to the latest step that pages, and leaves everybody else’s page alone', () => {
  const seen = alsoInDoubt(begun, rules, 'bo');
  expect([callFor(begun, 'bo'), callFor(seen, 'bo')?.stepId]).toEqual([undefined, begun.path[0]?.stepId]);
  expect(callFor(seen, 'ana')).toEqual(callFor(begun, 'ana'));
  const second = doWhatIsDue(begun, rules, t0 + 5 * MINUTE_MS).incident;
  expect(callFor(alsoInDoubt(second, rules, 'bo'), 'bo')?.position?.level).toBe(2);
  expect(alsoInDoubt(begun, rules, 'ana')).toBe(begun);
});

it('[VER4] pages without a step when none has paged anybody for 10 s, as one step would', () => {
  const seen = alsoInDoubt(bare, rules, 'bo');
  expect(ring(seen, rules, 'bo', undefined, t0 + 9 * SECOND_MS)).toEqual({ kind: 'wake', at: t0 + 10 * SECOND_MS });
  const page = ring(seen, rules, 'bo', undefined, t0 + 10 * SECOND_MS);
  expect(page).toMatchObject({ kind: 'notify', page: 1 });
  const stepId = page?.kind === 'notify' ? page.stepId : '';
  expect(ring(seen, rules, 'bo', { stepId, pages: 1, lastAt: t0 }, t0 + 60 * MINUTE_MS)).toMatchObject({ stepId, page: 2 });
});

it('[VER4] is still once somebody has it, for a severity that pages nobody, and for who has answered', () => {
  const quiet = { ...rules, profile: { ...rules.profile, pages: false } };
  expect(alsoInDoubt(begun, quiet, 'bo')).toBe(begun);
  const held = after(begun, acknowledged(1, bo), t0 + 1);
  expect(alsoInDoubt(held, rules, 'lea')).toBe(held);
  const over = after(held, resolved(1), t0 + 2);
  expect(alsoInDoubt(over, rules, 'lea')).toBe(over);
  const two = rulesOf(policyOf([stepOf([person('ana'), person('bo')], { answers: 2 })]));
  const one = after(doWhatIsDue(bare, two, t0).incident, acknowledged(1, bo), t0 + 1);
  expect([one.status, alsoInDoubt(one, two, 'bo')]).toEqual(['triggered', one]);
});

it('[VER4] rings who would only shadow as one who is paged', () => {
  const step = begun.path[0];
  const shadowed = { ...begun, path: step ? [{ ...step, shadows: ['bo'] }] : [] };
  expect([callFor(shadowed, 'bo')?.isShadow, callFor(alsoInDoubt(shadowed, rules, 'bo'), 'bo')?.isShadow]).toEqual([true, undefined]);
});
