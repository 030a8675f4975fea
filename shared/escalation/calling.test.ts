import { expect, it } from 'vitest';
import { after, doWhatIsDue, person, policyOf, rulesOf, stepOf } from '../../test/harness/engine.ts';
import { idOf, mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, ana, bo, incidentAfter, resolved, triggered } from '../../test/harness/folding.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { callFor } from './calling.ts';

const t0 = mondayNight;
const rules = rulesOf(policyOf([stepOf([person('ana'), person('bo')], { answers: 2 }), stepOf([person('lea')])]));
const begun = doWhatIsDue(incidentAfter([{ ...triggered(), recordedAt: t0 }]), rules, t0).incident;
const asked = (people: string[], id = 'call') => ({
  type: 'incident.responders-added',
  id: idOf(id),
  body: { people, via: 'window' },
  actor: ana,
});
const sam = { kind: 'person' as const, id: 'sam' };

it('[RING1] rings the latest step that pages a person, and nothing for who is not paged', () => {
  expect(callFor(begun, 'ana')).toEqual({
    stepId: begun.path[0]?.stepId,
    at: t0,
    reason: 'triggered',
    position: { cycle: 1, level: 1, repeat: 0 },
  });
  expect(callFor(begun, 'lea')).toBeUndefined();
  const second = doWhatIsDue(begun, rules, t0 + 5 * MINUTE_MS).incident;
  expect([callFor(second, 'ana')?.position?.level, callFor(second, 'lea')?.position?.level]).toEqual([1, 2]);
});

it('[ESC19] is still for who has answered while others are wanted', () => {
  const one = after(begun, acknowledged(1), t0 + 1);
  expect([callFor(one, 'ana'), callFor(one, 'bo')?.reason]).toEqual([undefined, 'triggered']);
  expect(callFor(after(one, acknowledged(1, bo), t0 + 2), 'bo')).toBeUndefined();
});

it('[INC15] rings for who was asked in their own right, whoever holds it, the last request first', () => {
  const held = after(after(begun, acknowledged(1, ana), t0), acknowledged(1, bo), t0);
  const twice = after(after(held, asked(['sam', 'lea']), t0 + 1), asked(['sam'], 'again'), t0 + 2);
  expect(callFor(twice, 'sam')).toMatchObject({ stepId: idOf('again'), at: t0 + 2, reason: 'asked' });
  expect(callFor(twice, 'lea')).toMatchObject({ stepId: idOf('call'), reason: 'asked' });
  expect(callFor(after(twice, acknowledged(1, sam), t0 + 3), 'sam')).toBeUndefined();
});

it('[INC15] rings on for the path when a request on top of it was declined', () => {
  const both = after(begun, asked(['bo']), t0 + 1);
  const declined = after(both, { type: 'incident.declined', body: { call: idOf('call'), reason: 'Busy.' }, actor: bo }, t0 + 2);
  expect([callFor(both, 'bo')?.reason, callFor(declined, 'bo')?.reason]).toEqual(['asked', 'triggered']);
});

it('[ESC17] is still when it is over', () => {
  const over = after(after(begun, asked(['sam']), t0 + 1), resolved(1), t0 + 2);
  expect([callFor(over, 'sam'), callFor(over, 'ana')]).toEqual([undefined, undefined]);
});
