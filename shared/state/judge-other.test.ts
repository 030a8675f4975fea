import { expect, it } from 'vitest';
import { idOf, mondayNight } from '../../test/harness/entries.ts';
import { ana, folded, triggered } from '../../test/harness/folding.ts';
import { DAY_MS } from '../time/instant.ts';

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

it('[NSE25] parks a silence of a person that is not over in 31 days, and leaves the operator free', () => {
  const silence = (id: string, days: number, by: object) => ({
    type: 'silence.defined',
    entity: { kind: 'silence' as const, id },
    body: { definition: { id, name: id, when: { field: 'title', is: 'x' }, until: mondayNight + days * DAY_MS } },
    ...by,
  });
  const { verdicts } = folded([
    silence('month', 30, { actor: ana }),
    silence('years', 3650, { actor: ana }),
    silence('file', 3650, { actor: { kind: 'admin' } }),
  ]);
  expect(verdicts).toEqual(['applied', 'parked', 'applied']);
});
