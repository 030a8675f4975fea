import { expect, it } from 'vitest';
import { idOf } from '../../test/harness/entries.ts';
import { ana, folded, triggered } from '../../test/harness/folding.ts';

const alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity: 'critical' };
const of = (id: string) => ({ kind: 'incident' as const, id });

it('[INC18] merges what is less bad into what is worse, and not the other way round', () => {
  const [worse, less] = [idOf('worse'), idOf('less')];
  const merged = (from: string, into: string) => ({ type: 'incident.merged', entity: of(from), body: { into, via: 'window' }, actor: ana });
  const { verdicts } = folded([triggered({}, worse), triggered({ severity: 'warning' }, less), merged(worse, less), merged(less, worse)]);
  expect(verdicts).toEqual(['applied', 'applied', 'parked', 'applied']);
});

it('[INC13] puts nothing to sleep that got worse before the author could know', () => {
  const snoozed = (seq: number) => ({
    type: 'incident.snoozed',
    body: { epoch: 1, durationMs: 60_000, via: 'window' },
    actor: ana,
    device: idOf('laptop'),
    base: { seq, revision: 1, epoch: 1 },
  });
  const worse = { type: 'incident.alerted', body: { alert } };
  expect(folded([triggered({ severity: 'error' }), worse, snoozed(1), snoozed(2)]).verdicts).toEqual([
    'applied',
    'applied',
    'parked',
    'applied',
  ]);
});

it('[INC18] merges nothing that rings into what sleeps', () => {
  const [awake, asleep] = [idOf('awake'), idOf('asleep')];
  const snoozed = { type: 'incident.snoozed', entity: of(asleep), body: { epoch: 1, durationMs: 600_000, via: 'window' }, actor: ana };
  const merged = (from: string, into: string) => ({ type: 'incident.merged', entity: of(from), body: { into, via: 'window' }, actor: ana });
  const { verdicts } = folded([triggered({}, awake), triggered({}, asleep), snoozed, merged(awake, asleep), merged(asleep, awake)]);
  expect(verdicts.slice(2)).toEqual(['applied', 'parked', 'applied']);
});
