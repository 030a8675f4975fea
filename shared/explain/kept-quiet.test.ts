import { expect, it } from 'vitest';
import { mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { folded, triggered } from '../../test/harness/folding.ts';
import { noisyShop } from '../../test/harness/noise.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { explain } from './explain.ts';
import type { FormerName } from './kept-quiet.ts';
import { tellExplanation } from './sentences.ts';

const at = (minutes: number) => mondayNight + minutes * MINUTE_MS;
const time = (instant: number) => `+${(instant - mondayNight) / MINUTE_MS}m`;
const silence = { reason: 'silence', by: 'disks', until: at(60) };
const unsuppressed: EventSketch = { type: 'incident.unsuppressed', body: { epoch: 1 } };

/** Says why Ana was not paged, after some entries of an incident that was opened suppressed. */
function told(suppression: object, more: readonly EventSketch[] = [], language: 'en' | 'fr' = 'en', formerName?: FormerName) {
  const state = stateWith(noisyShop());
  const definition = { id: 'disks', name: 'Moving the disks', when: { field: 'text', contains: 'disk' }, until: at(60) };
  const sketches: EventSketch[] = [
    { type: 'silence.defined', entity: { kind: 'silence', id: 'disks' }, body: { definition }, actor: { kind: 'admin' } },
    { ...triggered({ title: 'Datacenter down' }, 'other'), recordedAt: at(0) },
    { ...triggered({ suppression }), version: 2, recordedAt: at(0) },
    ...more,
  ];
  const { events } = folded(sketches, state);
  const incident = state.incidents.get('incident-1');
  if (!incident) {
    throw new Error('There is no incident.');
  }
  const history = events.filter(({ entity }) => entity.id === 'incident-1');
  return tellExplanation(explain(state, incident, history, 'ana', {}, formerName), language, time);
}

it('[NSE22] says which silence kept it quiet and until when, in both languages', () => {
  expect(told(silence)).toEqual({
    because: ['+0m: kept quiet by the silence “Moving the disks”, until +60m; nobody is paged meanwhile.'],
    steps: ['+0m: kept quiet by the silence “Moving the disks”, until +60m; nobody is paged meanwhile.'],
    next: 'It pages nobody until +60m; what still fires then rings.',
  });
  expect(told(silence, [], 'fr').because).toEqual([
    '+0m : étouffé par le silence « Moving the disks », jusqu’à +60m ; personne n’est appelé entre-temps.',
  ]);
});

it('[NSE22] says what a silence was called that was ended since, as far as the log tells', () => {
  const ended: EventSketch = { type: 'silence.removed', entity: { kind: 'silence', id: 'disks' }, body: {}, actor: { kind: 'admin' } };
  const after = [ended, { ...unsuppressed, recordedAt: at(5) }];
  expect(told(silence, after).steps).toEqual(['+0m: kept quiet by the silence until +5m, when it began to ring.']);
  expect(told(silence, after, 'en', ({ by }) => `Once ${by ?? ''}`).steps).toEqual([
    '+0m: kept quiet by the silence “Once disks” until +5m, when it began to ring.',
  ]);
});

it('[NSE22] says what stood for it, what came after what, and how it ended', () => {
  const inhibition = { reason: 'inhibition', by: 'gone', incident: 'other' };
  const later: EventSketch[] = [
    { type: 'incident.suppressed', body: { suppression: silence }, recordedAt: at(5) },
    { ...unsuppressed, recordedAt: at(60) },
  ];
  expect(told(inhibition, later).steps).toEqual([
    '+0m: kept quiet by incident 1 “Datacenter down” (inhibition) until +5m.',
    '+5m: kept quiet by the silence “Moving the disks” until +60m, when it began to ring.',
  ]);
  const pause = { reason: 'pause', until: at(2) };
  const over: EventSketch = { type: 'incident.resolved', body: { epoch: 1, via: 'monitor' }, recordedAt: at(1) };
  expect(told(pause, [over]).because).toEqual([
    '+0m: kept quiet by a pause, to see whether it goes away by itself and over at +1m: nobody was paged for that time.',
  ]);
  expect(told({ reason: 'storm' }, [over], 'fr').because[0]).toMatch(/une tempête d’incidents de son service et terminé à \+1m/);
});
