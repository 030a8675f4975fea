import { expect, it } from 'vitest';
import { idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, ana, incidentAfter, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { severities, severityRank, type Severity } from '../log/severity.ts';

const alert = (severity: Severity, more: object = {}) => ({
  action: 'trigger',
  dedupKey: 'disk',
  summary: 'Full',
  source: 'db1',
  severity,
  ...more,
});
const alerted = (severity: Severity): EventSketch => ({ type: 'incident.alerted', body: { alert: alert(severity) } });
const fired = (outcome: string): EventSketch => ({
  type: 'step.fired',
  body: {
    stepId: idOf(outcome),
    epoch: 1,
    position: { cycle: 1, level: 1, repeat: 0 },
    dueAt: mondayNight,
    targets: outcome === 'paged' ? ['ana'] : [],
    outcome,
    reason: 'triggered',
  },
});
const snoozed: EventSketch = { type: 'incident.snoozed', body: { epoch: 1, durationMs: 60_000, via: 'window' }, actor: ana };
const of = (severity: Severity, ...then: EventSketch[]) => incidentAfter([triggered({ severity }), ...then]);

it('[INC1] rings from its first entry, with what its alert and whoever made it say', () => {
  const body = {
    alert: alert('error', { details: { rack: 'b4', list: [1] } }),
    integration: 'monitoring',
    known: { reporter: 'ana' },
    priority: 'P2',
  };
  expect(incidentAfter([triggered(body)])).toMatchObject({
    status: 'triggered',
    epoch: 1,
    dedupKey: 'disk',
    priority: 'P2',
    alertCount: 1,
    known: { source: 'db1', text: 'Full', 'label.rack': 'b4', reporter: 'ana' },
    startsFrom: { position: { cycle: 1, level: 1, repeat: 0 }, reason: 'triggered' },
  });
  expect(incidentAfter([triggered()])).toMatchObject({ alertCount: 0, known: {}, dedupKey: undefined });
});

it('[ALR1] rings anew when a worse alert joins what paged nobody', () => {
  expect(of('info', fired('suppressed'), alerted('error'))).toMatchObject({ severity: 'error', epoch: 2, path: [], status: 'triggered' });
  expect(of('error', fired('paged'), alerted('critical'))).toMatchObject({ severity: 'critical', epoch: 1 });
  expect(of('info', fired('suppressed'), alerted('info'))).toMatchObject({ epoch: 1, alertCount: 1 });
});

it('[INC13] wakes what sleeps for a worse alert only', () => {
  expect(of('error', snoozed, alerted('critical'))).toMatchObject({
    status: 'triggered',
    epoch: 2,
    snoozedUntil: undefined,
    acknowledgement: undefined,
  });
  expect(of('error', snoozed, alerted('error'))).toMatchObject({ status: 'acknowledged', epoch: 1 });
  expect(of('error', acknowledged(1), alerted('critical'))).toMatchObject({ status: 'acknowledged', severity: 'critical', epoch: 1 });
});

it('[ALR1] is as bad as the worst of its alerts, and counts them all', () => {
  const severity = fc.constantFrom(...severities);
  fc.assert(
    fc.property(severity, fc.array(severity, { maxLength: 6 }), (first, others) => {
      const incident = of(first, ...others.map(alerted));
      const worst = [first, ...others].toSorted((a, b) => severityRank(a) - severityRank(b))[0];
      expect([incident.severity, incident.alertCount]).toEqual([worst, others.length]);
    }),
  );
});
