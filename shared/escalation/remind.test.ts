import { expect, it } from 'vitest';
import { after, doWhatIsDue, person, policyOf, rulesOf, stepOf } from '../../test/harness/engine.ts';
import { mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, incidentAfter, triggered } from '../../test/harness/folding.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { remind } from './remind.ts';
import { notKnown, type Rung } from './ring.ts';
import { severityProfiles } from './severity-profile.ts';

const t0 = mondayNight;
const at = (minutes: number) => t0 + minutes * MINUTE_MS;
const policy = policyOf([stepOf([person('ana')])]);
const profile = { ...severityProfiles.critical, remindEveryMs: 20 * MINUTE_MS };
const rules = rulesOf(policy, { profile });
const begun = doWhatIsDue(incidentAfter([{ ...triggered(), recordedAt: t0 }]), rules, t0).incident;
const held = after(begun, acknowledged(1), t0);
const first = remind(held, rules, 'ana', undefined, at(20));
const rung = (more: Partial<Rung> = {}): Rung => ({
  stepId: first?.kind === 'notify' ? first.stepId : '',
  pages: 1,
  lastAt: at(20),
  ...more,
});

it('[RING14] reminds the holder quietly, so long after they took it and so long after the reminder before', () => {
  expect(remind(held, rules, 'ana', undefined, at(19))).toEqual({ kind: 'wake', at: at(20) });
  expect(first).toMatchObject({ kind: 'notify', page: 1, reason: 'reminder', alarm: false });
  expect(remind(held, rules, 'ana', rung(), at(39))).toEqual({ kind: 'wake', at: at(40) });
  expect(remind(held, rules, 'ana', rung(), at(40))).toMatchObject({ kind: 'notify', page: 2 });
});

it('[RING14] is one reminder after a sleep, and after a start nobody knows what was shown', () => {
  expect(remind(held, rules, 'ana', rung(), at(500))).toMatchObject({ kind: 'notify', page: 2 });
  expect(remind(held, rules, 'ana', rung({ lastAt: notKnown }), at(21))).toMatchObject({ kind: 'notify', page: 2 });
});

it('[RING14] reminds once, also when the relay’s clock, measured anew, stands a moment before the reminder', () => {
  expect(remind(held, rules, 'ana', rung({ lastAt: at(40) + 6 }), at(40))).toMatchObject({ kind: 'wake' });
});

it('[RING14] takes what rang before for no reminder', () => {
  expect(remind(held, rules, 'ana', rung({ stepId: begun.path[0]?.stepId ?? '', pages: 7 }), at(20))).toMatchObject({ page: 1 });
});

it('[RING14] reminds nobody else, of nothing that rings or sleeps, and never where the severity says nothing', () => {
  expect(remind(held, rules, 'bo', undefined, at(99))).toBeUndefined();
  expect(remind(begun, rules, 'ana', undefined, at(99))).toBeUndefined();
  const asleep = after(held, { type: 'incident.snoozed', body: { epoch: 1, durationMs: 6_000_000, via: 'window' } }, at(1));
  expect(remind(asleep, rules, 'ana', undefined, at(99))).toBeUndefined();
  expect(remind(held, rulesOf(policy), 'ana', undefined, at(99))).toBeUndefined();
});

it('[RING14] [RING13] waits for the end of quiet hours', () => {
  const quiet = { ...rules, personal: () => ({ afterMs: 0, quietUntil: (now: number) => (now < at(60) ? at(60) : undefined) }) };
  expect(remind(held, quiet, 'ana', undefined, at(20))).toEqual({ kind: 'wake', at: at(60) });
  expect(remind(held, quiet, 'ana', undefined, at(60))).toMatchObject({ kind: 'notify' });
});
