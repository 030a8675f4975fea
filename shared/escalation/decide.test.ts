import { expect, it } from 'vitest';
import { doWhatIsDue, after, person, policyOf, rulesOf, runUntil, schedule, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, ana, bo, incidentAfter, reopened, resolved, triggered } from '../../test/harness/folding.ts';
import type { Severity } from '../log/severity.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/instant.ts';
import { decide } from './decide.ts';
import { catchAllLevel } from './path.ts';

const t0 = mondayNight;
const at = (minutes: number) => t0 + minutes * MINUTE_MS;
const three = policyOf([stepOf([person('ana')]), stepOf([person('bo')], { acknowledgeWithinMs: 10 * MINUTE_MS }), stepOf([person('lea')])]);
const begun = (body: Record<string, unknown> = {}) => incidentAfter([{ ...triggered(body), recordedAt: t0 }]);
const told = (steps: readonly { dueAt: number; targets: string[]; reason: string }[]) =>
  steps.map(({ dueAt, targets, reason }) => `${(dueAt - t0) / MINUTE_MS} ${targets.join('+')} ${reason}`);

it('[ESC1] fires the first step the moment the incident is triggered', () => {
  const decision = decide(begun(), rulesOf(three), t0);
  expect(decision).toMatchObject({
    kind: 'fire-step',
    step: { dueAt: t0, targets: ['ana'], outcome: 'paged', reason: 'triggered', epoch: 1 },
  });
});

it('[ESC2] counts each step’s time from the step before, and goes to the catch-all at the end', () => {
  const { steps } = runUntil(begun(), rulesOf(three), at(45));
  expect(told(steps)).toEqual([
    '0 ana triggered',
    '5 bo not-acknowledged',
    '15 lea not-acknowledged',
    '20 lea path-exhausted',
    '30 lea nobody-answered',
    '40 lea nobody-answered',
  ]);
});

it('[ESC2] says when it must be asked again, and nothing before', () => {
  const { incident, wakeAt } = doWhatIsDue(begun(), rulesOf(three), t0);
  expect(wakeAt).toBe(at(5));
  expect(decide(incident, rulesOf(three), at(5) - 1)).toEqual({ kind: 'wake', at: at(5) });
  expect(decide(incident, rulesOf(three), at(5))).toMatchObject({ kind: 'fire-step' });
});

it('[ESC3] pages a step again before it goes on, when the policy says so', () => {
  const repeating = policyOf([stepOf([person('ana')], { whenUnanswered: 'repeat', repeats: 2 }), stepOf([person('bo')])]);
  const { steps } = runUntil(begun(), rulesOf(repeating), at(16));
  expect(told(steps)).toEqual(['0 ana triggered', '5 ana not-acknowledged', '10 ana not-acknowledged', '15 bo not-acknowledged']);
  expect(steps.map(({ position }) => position.repeat)).toEqual([0, 1, 2, 0]);
});

it('[ESC4] walks the whole path again as often as the policy says, then repeats the catch-all', () => {
  const { steps } = runUntil(begun(), rulesOf(policyOf([stepOf([person('ana')]), stepOf([person('bo')])], { loops: 1 })), at(41));
  expect(told(steps)).toEqual([
    '0 ana triggered',
    '5 bo not-acknowledged',
    '10 ana not-acknowledged',
    '15 bo not-acknowledged',
    '20 lea path-exhausted',
    '30 lea nobody-answered',
    '40 lea nobody-answered',
  ]);
  expect(steps.map(({ position }) => position.cycle)).toEqual([1, 1, 2, 2, 2, 2, 2]);
});

it('[ESC5] goes on at once from a step that leads to nobody, and says so', () => {
  const empty = policyOf([stepOf([]), stepOf([schedule('primary')]), stepOf([person('bo')])]);
  const { incident } = doWhatIsDue(begun(), rulesOf(empty), t0);
  expect(incident.path.map(({ targets, outcome, reason, dueAt }) => ({ targets, outcome, reason, dueAt }))).toEqual([
    { targets: [], outcome: 'nobody', reason: 'triggered', dueAt: t0 },
    { targets: [], outcome: 'nobody', reason: 'nobody-on-step', dueAt: t0 },
    { targets: ['bo'], outcome: 'paged', reason: 'nobody-on-step', dueAt: t0 },
  ]);
});

it('[ESC5] does not repeat a step that leads to nobody', () => {
  const empty = policyOf([stepOf([], { whenUnanswered: 'repeat', repeats: 9 }), stepOf([person('bo')])]);
  expect(doWhatIsDue(begun(), rulesOf(empty), t0).incident.path.map(({ outcome }) => outcome)).toEqual(['nobody', 'paged']);
});

it('[ESC6] reaches the catch-all at once when the whole policy leads to nobody', () => {
  const empty = policyOf([stepOf([]), stepOf([])], { loops: 2 });
  const { incident } = doWhatIsDue(begun(), rulesOf(empty), t0);
  expect(incident.path.at(-1)).toMatchObject({ targets: ['lea'], outcome: 'paged', reason: 'path-exhausted', dueAt: t0 });
  expect(incident.path.at(-1)?.position.level).toBe(catchAllLevel(empty));
  expect(incident.path).toHaveLength(7);
});

it('[ESC6] reaches everyone when even the catch-all leads to nobody, for ever', () => {
  const rules = rulesOf(policyOf([stepOf([])]), {
    catchAll: { targets: [schedule('managers'), person('gone')] },
    gone: ['gone'],
    everyone: () => ['ana', 'bo'],
  });
  const { steps } = runUntil(begun(), rules, at(25));
  expect(told(steps)).toEqual(['0  triggered', '0 ana+bo path-exhausted', '10 ana+bo nobody-answered', '20 ana+bo nobody-answered']);
});

it('[ESC6] says so when there is nobody at all, and asks again', () => {
  const rules = rulesOf(policyOf([stepOf([])]), { catchAll: { targets: [] }, everyone: () => [] });
  const { incident, wakeAt } = doWhatIsDue(begun(), rules, t0);
  expect(incident.path.at(-1)).toMatchObject({ targets: [], outcome: 'nobody' });
  expect(wakeAt).toBe(at(10));
});

it('[ESC7] fires one late step after a stall and starts the delays anew: nothing is replayed', () => {
  const { incident } = doWhatIsDue(begun(), rulesOf(three), t0);
  const woken = doWhatIsDue(incident, rulesOf(three), t0 + 48 * HOUR_MS);
  expect(woken.incident.path).toHaveLength(2);
  expect(woken.incident.path.at(-1)).toMatchObject({ targets: ['bo'], dueAt: t0 + 48 * HOUR_MS });
  expect(woken.wakeAt).toBe(t0 + 48 * HOUR_MS + 10 * MINUTE_MS);
});

it('[ESC7] does not count a tick’s delay as a stall', () => {
  const { incident } = doWhatIsDue(begun(), rulesOf(three), t0);
  expect(doWhatIsDue(incident, rulesOf(three), at(5) + 30 * SECOND_MS).incident.path.at(-1)?.dueAt).toBe(at(5));
  expect(doWhatIsDue(incident, rulesOf(three), at(5) + 31 * SECOND_MS).incident.path.at(-1)?.dueAt).toBe(at(5) + 31 * SECOND_MS);
});

it('[ESC8] gives a forgotten acknowledgement back and pages who held it and who is on call now', () => {
  const lapsing = policyOf([stepOf([schedule('primary')])], { acknowledgementExpiresAfterMs: 30 * MINUTE_MS });
  const rules = rulesOf(lapsing, { onCall: (_, now) => (now < at(20) ? ['ana'] : ['bo']) });
  const held = after(doWhatIsDue(begun(), rules, t0).incident, acknowledged(1, ana), at(2));
  expect(decide(held, rules, at(3))).toEqual({ kind: 'wake', at: at(32) });
  const { incident } = doWhatIsDue(held, rules, at(32));
  expect(incident).toMatchObject({ status: 'triggered', epoch: 2 });
  expect(incident.path).toMatchObject([
    { targets: ['bo', 'ana'], reason: 'acknowledgement-expired', position: { cycle: 1, level: 1, repeat: 0 } },
  ]);
});

it('[ESC8] pages who held it by the first level that is not passed over', () => {
  const notNow = stepOf([schedule('primary')], { when: { field: 'vip', is: true } });
  const rules = rulesOf(policyOf([notNow, stepOf([person('bo')])], { acknowledgementExpiresAfterMs: 30 * MINUTE_MS }));
  const held = after(doWhatIsDue(begun(), rules, t0).incident, acknowledged(1, ana), at(2));
  expect(doWhatIsDue(held, rules, at(32)).incident.path.map(({ targets, outcome }) => `${outcome} ${targets.join('+')}`)).toEqual([
    'skipped ',
    'paged bo+ana',
  ]);
});

it('[ESC8] does not wait for somebody who has left', () => {
  const lapsing = policyOf([stepOf([schedule('primary')]), stepOf([person('bo')])], { acknowledgementExpiresAfterMs: 30 * MINUTE_MS });
  const rules = rulesOf(lapsing, { gone: ['ana'] });
  const held = after(begun(), acknowledged(1, ana), at(2));
  expect(doWhatIsDue(held, rules, at(32)).incident.path.map(({ targets, outcome }) => `${outcome} ${targets.join('+')}`)).toEqual([
    'nobody ',
    'paged bo',
  ]);
});

it('[ESC9] goes to the next level when what was acknowledged is not resolved in time', () => {
  const timed = policyOf([stepOf([person('ana')], { resolveWithinMs: HOUR_MS }), stepOf([person('bo')])]);
  const held = after(doWhatIsDue(begun(), rulesOf(timed), t0).incident, acknowledged(1, ana), at(2));
  expect(decide(held, rulesOf(timed), at(59))).toEqual({ kind: 'wake', at: at(60) });
  const { incident } = doWhatIsDue(held, rulesOf(timed), at(60));
  expect(incident).toMatchObject({ status: 'triggered', epoch: 2 });
  expect(incident.path).toMatchObject([{ targets: ['bo'], reason: 'not-resolved', position: { level: 2 } }]);
});

it('[ESC9] keeps both timers: the one that passes first counts, and a resolution ends both', () => {
  const both = policyOf([stepOf([person('ana')], { resolveWithinMs: HOUR_MS }), stepOf([person('bo')])], {
    acknowledgementExpiresAfterMs: 20 * MINUTE_MS,
  });
  const held = after(doWhatIsDue(begun(), rulesOf(both), t0).incident, acknowledged(1, ana), at(2));
  expect(decide(held, rulesOf(both), at(22))).toMatchObject({ kind: 'unacknowledge' });
  expect(decide(after(held, resolved(1), at(10)), rulesOf(both), at(100))).toBeUndefined();
});

it('[ESC11] goes on for the grave, once for a warning, and wakes nobody for information', () => {
  const timed = policyOf([stepOf([person('ana')], { resolveWithinMs: HOUR_MS }), stepOf([person('bo')])]);
  const steps = (severity: Severity) => told(runUntil(begun({ severity }), rulesOf(timed, { severity }), at(12)).steps);
  expect(steps('critical')).toEqual(['0 ana triggered', '5 bo not-acknowledged', '10 lea path-exhausted']);
  expect(steps('error')).toEqual(steps('critical'));
  expect(steps('warning')).toEqual(['0 ana triggered']);
  const info = doWhatIsDue(begun({ severity: 'info' }), rulesOf(timed, { severity: 'info' }), t0);
  expect(info.incident.path).toMatchObject([{ targets: [], outcome: 'suppressed' }]);
  expect(info.wakeAt).toBeUndefined();
});

it('[ESC11] looks for somebody who can be paged even for a warning', () => {
  const empty = policyOf([stepOf([]), stepOf([person('bo')]), stepOf([person('lea')])]);
  const asWarning = rulesOf(empty, { severity: 'warning' });
  expect(told(runUntil(begun({ severity: 'warning' }), asWarning, at(60)).steps)).toEqual(['0  triggered', '0 bo nobody-on-step']);
});

it('[ESC11] does not escalate an acknowledged warning that takes long', () => {
  const timed = policyOf([stepOf([person('ana')], { resolveWithinMs: HOUR_MS }), stepOf([person('bo')])]);
  const asWarning = rulesOf(timed, { severity: 'warning' });
  const held = after(doWhatIsDue(begun({ severity: 'warning' }), asWarning, t0).incident, acknowledged(1), at(300));
  expect(decide(held, asWarning, at(600))).toBeUndefined();
});

it('[ESC14] goes one level past the last step when escalated by hand, in a ringing of its own', () => {
  const byHand = (epoch: number) => ({
    type: 'incident.escalated',
    body: { epoch, reason: 'escalated-by-hand', via: 'window' },
    actor: bo,
  });
  const rung = doWhatIsDue(begun(), rulesOf(three), t0).incident;
  const first = doWhatIsDue(after(rung, byHand(1), at(1)), rulesOf(three), at(1)).incident;
  expect(first.path).toMatchObject([{ targets: ['bo'], reason: 'escalated-by-hand', epoch: 2 }]);
  const third = doWhatIsDue(after(first, byHand(2), at(2)), rulesOf(three), at(2)).incident;
  const beyond = doWhatIsDue(after(third, byHand(3), at(3)), rulesOf(three), at(3)).incident;
  expect(beyond.path).toMatchObject([{ targets: ['lea'], reason: 'escalated-by-hand', position: { level: catchAllLevel(three) } }]);
  const looping = doWhatIsDue(after(third, byHand(3), at(3)), rulesOf({ ...three, loops: 1 }), at(3)).incident;
  expect(looping.path).toMatchObject([{ targets: ['ana'], position: { cycle: 2, level: 1 } }]);
});

it('[ESC16] pages a person once for a step, however many of its targets lead there', () => {
  const rules = rulesOf(policyOf([stepOf([person('ana'), schedule('primary'), person('bo'), schedule('backup')])]), {
    onCall: () => ['ana'],
  });
  expect(doWhatIsDue(begun(), rules, t0).incident.path[0]?.targets).toEqual(['ana', 'bo']);
});

it('[ESC17] wants nothing for what is resolved, and begins again when it is reopened', () => {
  const over = after(doWhatIsDue(begun(), rulesOf(three), t0).incident, resolved(1), at(1));
  expect(decide(over, rulesOf(three), at(500))).toBeUndefined();
  const again = doWhatIsDue(after(over, reopened(), at(600)), rulesOf(three), at(600)).incident;
  expect(again.path).toMatchObject([{ targets: ['ana'], reason: 'reopened', dueAt: at(600), epoch: 2 }]);
});
