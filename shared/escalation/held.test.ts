import { expect, it } from 'vitest';
import { after, doWhatIsDue, person, policyOf, rulesOf, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, ana, bo, incidentAfter, resolved, triggered } from '../../test/harness/folding.ts';
import { HOUR_MS, MINUTE_MS } from '../time/instant.ts';
import { blockedLookMs, decideHeld, heldTimers } from './held.ts';

const t0 = mondayNight;
const at = (minutes: number) => t0 + minutes * MINUTE_MS;
const policy = policyOf([stepOf([person('ana')], { resolveWithinMs: 30 * MINUTE_MS }), stepOf([person('bo')])], {
  acknowledgementExpiresAfterMs: 45 * MINUTE_MS,
});
const rules = rulesOf(policy);
const ringing = doWhatIsDue(incidentAfter([{ ...triggered(), recordedAt: t0 }]), rules, t0).incident;
const held = after(ringing, acknowledged(1), at(2));
const asleep = after(held, { type: 'incident.snoozed', body: { epoch: 1, durationMs: 3 * HOUR_MS, via: 'window' }, actor: ana }, at(3));

it('[ESC8] [ESC9] counts the acknowledgement from when it was given, and the resolution from when the step was due', () => {
  expect(heldTimers(held, rules)).toEqual({ expiresAt: at(47), unresolvedAt: at(30) });
  expect(decideHeld(held, rules, at(3))).toEqual({ kind: 'wake', at: at(30) });
  expect(decideHeld(held, rules, at(30))).toEqual({ kind: 'escalate', epoch: 1, reason: 'not-resolved' });
});

it('[ESC8] [ESC19] counts it, of several who must answer, from the answer that was enough', () => {
  const both = policyOf([stepOf([person('ana'), person('bo')], { answers: 2 })], { acknowledgementExpiresAfterMs: 10 * MINUTE_MS });
  const fired = doWhatIsDue(incidentAfter([{ ...triggered(), recordedAt: t0 }]), rulesOf(both), t0).incident;
  const enough = after(after(fired, acknowledged(1, ana), at(1)), acknowledged(1, bo), at(12));
  expect(heldTimers(enough, rulesOf(both))).toEqual({ expiresAt: at(22) });
  expect(doWhatIsDue(enough, rulesOf(both), at(12)).incident).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana' } });
});

it('[ESC8] gives it back when the acknowledgement lapses, or its holder has left', () => {
  const noResolve = rulesOf(policyOf([stepOf([person('ana')])], { acknowledgementExpiresAfterMs: 45 * MINUTE_MS }));
  expect(decideHeld(held, noResolve, at(47))).toEqual({ kind: 'unacknowledge', epoch: 1, reason: 'acknowledgement-expired' });
  expect(decideHeld(held, rulesOf(policy, { gone: ['ana'] }), at(3))).toMatchObject({ kind: 'unacknowledge' });
  const monitors = after(ringing, { type: 'incident.acknowledged', body: { epoch: 1, via: 'monitor' } }, at(2));
  expect(decideHeld(monitors, rulesOf(policy, { gone: ['ana'] }), at(3))).toMatchObject({ kind: 'wake' });
});

it('[INC13] has but one timer while it sleeps', () => {
  expect(heldTimers(asleep, rules)).toEqual({ snoozedUntil: at(183) });
  expect(decideHeld(asleep, rules, at(100))).toEqual({ kind: 'wake', at: at(183) });
  expect(decideHeld(asleep, rules, at(183))).toEqual({ kind: 'unacknowledge', epoch: 1, reason: 'snooze-ended' });
});

it('[ESC27] has none while it waits for another, looks again now and then, and counts from its end', () => {
  const waiting = { ...rules, blockedUntil: Infinity };
  expect(heldTimers(held, waiting)).toEqual({});
  expect(decideHeld(held, waiting, at(500))).toEqual({ kind: 'wake', at: at(500) + blockedLookMs });
  expect(heldTimers(held, { ...rules, blockedUntil: at(100) })).toEqual({ expiresAt: at(145), unresolvedAt: at(130) });
  expect(heldTimers(held, { ...rules, blockedUntil: t0 })).toEqual({ expiresAt: at(47), unresolvedAt: at(30) });
});

it('[ESC23] takes from the severity what the policy leaves out, and goes no further when that does not escalate', () => {
  const plain = rulesOf(policyOf([stepOf([person('ana')])]));
  expect(heldTimers(held, plain)).toEqual({});
  expect(decideHeld(held, plain, at(999))).toBeUndefined();
  const profile = { ...plain.profile, resolveWithinMs: HOUR_MS, acknowledgementExpiresAfterMs: 2 * HOUR_MS };
  expect(heldTimers(held, { ...plain, profile })).toEqual({ expiresAt: at(122), unresolvedAt: at(60) });
  expect(heldTimers(held, rulesOf(policy, { severity: 'warning' }))).toEqual({ expiresAt: at(47) });
});

it('[ESC17] has no timers when it rings or is over', () => {
  expect(heldTimers(ringing, rules)).toEqual({});
  expect(heldTimers(after(held, resolved(1), at(3)), rules)).toEqual({});
});
