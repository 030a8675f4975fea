import { expect, it } from 'vitest';
import { idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, ana, folded, incidentAfter, resolved, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { severities, severityRank, type Severity } from '../log/severity.ts';

const changed = (severity: Severity): EventSketch => ({ type: 'incident.severity-changed', body: { severity, via: 'window' }, actor: ana });
const fired = (level: number, outcome = 'paged'): EventSketch => ({
  type: 'step.fired',
  body: {
    stepId: idOf(level),
    epoch: 1,
    position: { cycle: 1, level, repeat: 2 },
    dueAt: mondayNight,
    targets: ['ana'],
    outcome,
    reason: 'triggered',
  },
});
const of = (severity: Severity, ...then: EventSketch[]) => incidentAfter([triggered({ severity }), ...then]);

it('[INC16] rings anew from its level when it turns out worse, by hand', () => {
  expect(of('error', fired(2), changed('critical'))).toMatchObject({
    severity: 'critical',
    epoch: 2,
    epochBegan: { byHand: true },
    startsFrom: { position: { cycle: 1, level: 2, repeat: 0 }, reason: 'severity-changed' },
  });
});

it('[INC16] begins at the top when it paged nobody', () => {
  expect(of('info', fired(1, 'suppressed'), changed('error')).startsFrom).toMatchObject({ position: { level: 1, repeat: 0 } });
});

it('[INC16] goes on when it is less bad, and stays with whoever holds it', () => {
  expect(of('critical', fired(2), changed('warning'))).toMatchObject({ severity: 'warning', epoch: 1, path: [{ position: { level: 2 } }] });
  expect(of('error', fired(1), acknowledged(1), changed('critical'))).toMatchObject({
    severity: 'critical',
    status: 'acknowledged',
    epoch: 1,
  });
});

it('[INC13] wakes what sleeps when it turns out worse, and only then', () => {
  const snoozed: EventSketch = { type: 'incident.snoozed', body: { epoch: 1, durationMs: 60_000, via: 'window' }, actor: ana };
  expect(of('error', fired(2), snoozed, changed('critical'))).toMatchObject({
    status: 'triggered',
    epoch: 2,
    snoozedUntil: undefined,
    startsFrom: { position: { cycle: 1, level: 2, repeat: 0 }, reason: 'severity-changed' },
  });
  expect(of('error', fired(2), snoozed, changed('warning'))).toMatchObject({ status: 'acknowledged', epoch: 1 });
});

it('[INC5] [INC16] changes nothing that is so already, and nothing that is over', () => {
  expect(folded([triggered({ severity: 'error' }), changed('error'), resolved(1), changed('critical')]).verdicts.slice(1)).toEqual([
    'noop',
    'applied',
    'parked',
  ]);
});

it('[INC16] is what was said last, and rings anew as often as it got worse', () => {
  const severity = fc.constantFrom(...severities);
  fc.assert(
    fc.property(severity, fc.array(severity, { maxLength: 6 }), (first, others) => {
      const incident = of(first, ...others.map(changed));
      const all = [first, ...others];
      const worse = all.filter((each, i) => i > 0 && severityRank(each) < severityRank(all[i - 1] ?? each)).length;
      expect([incident.severity, incident.epoch]).toEqual([all.at(-1), 1 + worse]);
    }),
  );
});
