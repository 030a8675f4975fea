import { expect, it } from 'vitest';
import { after, doWhatIsDue, person, policyOf, rulesOf, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, ana, incidentAfter, reopened, resolved, triggered } from '../../test/harness/folding.ts';
import type { Severity } from '../log/severity.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import { callFor } from './calling.ts';
import { notKnown, ring, type Rung } from './ring.ts';

const t0 = mondayNight;
const at = (minutes: number) => t0 + minutes * MINUTE_MS;
const policy = policyOf(
  [stepOf([person('ana')], { repeatEveryMs: 15 * SECOND_MS }), stepOf([person('bo')], { repeatEveryMs: 40 * SECOND_MS })],
  {
    acknowledgementExpiresAfterMs: 30 * MINUTE_MS,
  },
);
const rulesAt = (severity: Severity) => rulesOf(policy, { severity, catchAll: { targets: [person('lea')], repeatEveryMs: 2 * MINUTE_MS } });
const rules = rulesAt('critical');
const begun = (severity: Severity = 'critical') =>
  doWhatIsDue(incidentAfter([{ ...triggered({ severity }), recordedAt: t0 }]), rulesAt(severity), t0).incident;
const firstId = begun().path[0]?.stepId ?? '';
const rung = (more: Partial<Rung> = {}): Rung => ({ stepId: firstId, pages: 1, lastAt: t0, ...more });

it('[RING1] rings at once for a step that pages this person, then at the step’s interval', () => {
  expect(ring(begun(), rules, 'ana', undefined, t0)).toEqual({ kind: 'notify', stepId: firstId, page: 1, reason: 'first', alarm: true });
  expect(ring(begun(), rules, 'ana', rung(), t0 + 14_999)).toEqual({ kind: 'wake', at: t0 + 15_000 });
  expect(ring(begun(), rules, 'ana', rung({ pages: 3 }), t0 + 15_000)).toMatchObject({
    kind: 'notify',
    page: 4,
    reason: 'repeat-until-ack',
  });
});

it('[RING1] rings for nobody who was not paged', () => {
  expect(ring(begun(), rules, 'bo', undefined, t0)).toBeUndefined();
  expect(callFor(begun(), 'bo')).toBeUndefined();
});

it('[RING2] raises the page of a warning once, without the alarm', () => {
  const warning = begun('warning');
  expect(ring(warning, rulesAt('warning'), 'ana', undefined, t0)).toMatchObject({ kind: 'notify', page: 1, alarm: false });
  expect(ring(warning, rulesAt('warning'), 'ana', rung({ stepId: warning.path[0]?.stepId ?? '' }), t0 + HOUR_MS)).toBeUndefined();
  expect(ring(begun('error'), rulesAt('error'), 'ana', undefined, t0)).toMatchObject({ kind: 'notify', alarm: false });
  expect(ring(begun('info'), rulesAt('info'), 'ana', undefined, t0)).toBeUndefined();
});

it('[RING3] is still as soon as somebody acknowledges or resolves', () => {
  expect(ring(after(begun(), acknowledged(1), at(1)), rules, 'ana', rung(), at(2))).toBeUndefined();
  expect(ring(after(begun(), resolved(1), at(1)), rules, 'ana', rung(), at(2))).toBeUndefined();
});

it('[RING4] rings again for what nobody knows to be on the screen, also for what rings only once', () => {
  expect(ring(begun(), rules, 'ana', rung({ lastAt: notKnown }), t0 + 1)).toMatchObject({ kind: 'notify', page: 2 });
  const warning = begun('warning');
  const known = rung({ stepId: warning.path[0]?.stepId ?? '', lastAt: notKnown });
  expect(ring(warning, rulesAt('warning'), 'ana', known, t0 + 1)).toMatchObject({ kind: 'notify', page: 2 });
});

it('[RING5] raises one page after a sleep, however many were due', () => {
  const woken = ring(begun(), rules, 'ana', rung(), t0 + 48 * HOUR_MS);
  expect(woken).toMatchObject({ kind: 'notify', page: 2 });
  expect(ring(begun(), rules, 'ana', rung({ pages: 2, lastAt: t0 + 48 * HOUR_MS }), t0 + 48 * HOUR_MS + 1)).toMatchObject({ kind: 'wake' });
});

it('[RING5] takes two steps that page the same person within ten seconds for one interruption', () => {
  const twice = rulesOf(policyOf([stepOf([person('ana')], { acknowledgeWithinMs: SECOND_MS }), stepOf([person('ana')])]));
  const second = doWhatIsDue(begun(), twice, t0 + SECOND_MS).incident;
  expect(ring(second, twice, 'ana', rung(), t0 + SECOND_MS)).toEqual({ kind: 'wake', at: t0 + 10 * SECOND_MS });
  expect(ring(second, twice, 'ana', rung(), t0 + 10 * SECOND_MS)).toMatchObject({ kind: 'notify', page: 1, reason: 'escalated' });
  expect(ring(second, twice, 'ana', rung({ lastAt: notKnown }), t0 + SECOND_MS)).toMatchObject({ kind: 'notify' });
});

it('[RING8] says why it rings', () => {
  const second = doWhatIsDue(begun(), rules, at(5)).incident;
  expect(ring(second, rules, 'bo', undefined, at(5))).toMatchObject({ reason: 'escalated' });
  const catchAll = doWhatIsDue(second, rules, at(10)).incident;
  expect(ring(catchAll, rules, 'lea', undefined, at(10))).toMatchObject({ reason: 'catch-all' });
  const again = doWhatIsDue(after(after(begun(), resolved(1), at(1)), reopened(), at(2)), rules, at(2)).incident;
  expect(ring(again, rules, 'ana', rung(), at(2))).toMatchObject({ page: 1, reason: 'reopened' });
  const lapsed = doWhatIsDue(after(begun(), acknowledged(1, ana), at(1)), rules, at(31)).incident;
  expect(ring(lapsed, rules, 'ana', rung(), at(31))).toMatchObject({ page: 1, reason: 'ack-expired' });
});

it('[RING8] rings a catch-all at its own interval or the last step’s, whichever is shorter', () => {
  const catchAll = doWhatIsDue(doWhatIsDue(begun(), rules, at(5)).incident, rules, at(10)).incident;
  const stepId = catchAll.path.at(-1)?.stepId ?? '';
  expect(ring(catchAll, rules, 'lea', rung({ stepId, lastAt: at(10) }), at(10))).toEqual({ kind: 'wake', at: at(10) + 40 * SECOND_MS });
});

it('[RING9] rings when the last page lies in the future, because the clock was set back since', () => {
  expect(ring(begun(), rules, 'ana', rung({ lastAt: t0 + 2 * HOUR_MS }), t0)).toMatchObject({ kind: 'notify', page: 2 });
});

it('[RING1] does not ring twice when the relay’s clock, measured anew, stands a moment before the page', () => {
  expect(ring(begun(), rules, 'ana', rung({ lastAt: t0 + 6 }), t0)).toMatchObject({ kind: 'wake' });
  const twice = rulesOf(policyOf([stepOf([person('ana')], { acknowledgeWithinMs: SECOND_MS }), stepOf([person('ana')])]));
  const second = doWhatIsDue(begun(), twice, t0 + SECOND_MS).incident;
  expect(ring(second, twice, 'ana', rung({ lastAt: t0 + 1006 }), t0 + SECOND_MS)).toMatchObject({ kind: 'wake' });
});
