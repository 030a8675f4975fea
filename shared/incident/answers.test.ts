import { expect, it } from 'vitest';
import { idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, ana, bo, folded, incidentAfter, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { isAnswered } from './incident.ts';

const sam = { kind: 'person' as const, id: 'sam' };
const fired = (needed: number, level = 1, repeat = 0): EventSketch => ({
  type: 'step.fired',
  body: {
    stepId: idOf(`${level}.${repeat}`),
    epoch: 1,
    position: { cycle: 1, level, repeat },
    dueAt: mondayNight,
    targets: ['ana', 'bo', 'sam'],
    outcome: 'paged',
    reason: 'triggered',
    ...(needed > 1 ? { needed } : {}),
  },
});
const snoozed = (actor = ana): EventSketch => ({ type: 'incident.snoozed', body: { epoch: 1, durationMs: 60_000, via: 'window' }, actor });
const handedOver = (to: string): EventSketch => ({ type: 'incident.handed-over', body: { to, via: 'window' }, actor: ana });
const asked = (...people: string[]): EventSketch => ({
  type: 'incident.responders-added',
  id: idOf('asked'),
  body: { people, via: 'window' },
  actor: ana,
});
const heldBy = (sketches: EventSketch[]) => {
  const { status, acknowledgement, coAcknowledgements } = incidentAfter([triggered(), ...sketches]);
  return [status, acknowledgement?.person, coAcknowledgements.map(({ person }) => person)];
};

it('[INC4] gives it to the first, and records the others beside', () => {
  expect(heldBy([acknowledged(1, ana), acknowledged(1, bo)])).toEqual(['acknowledged', 'ana', ['bo']]);
});

it('[ESC19] waits for as many people as the level wants; a repeat keeps the answers, another level begins anew', () => {
  expect(heldBy([fired(2), acknowledged(1, ana)])).toEqual(['triggered', undefined, []]);
  expect(heldBy([fired(2), acknowledged(1, ana), acknowledged(1, ana)])).toEqual(['triggered', undefined, []]);
  expect(heldBy([fired(2), acknowledged(1, ana), fired(2, 1, 1), acknowledged(1, bo)])).toEqual(['acknowledged', 'ana', ['bo']]);
  expect(heldBy([fired(2), acknowledged(1, ana), fired(2, 2), acknowledged(1, bo)])).toEqual(['triggered', undefined, []]);
});

it('[ESC19] takes the word of a monitor for enough', () => {
  const monitor: EventSketch = { type: 'incident.acknowledged', body: { epoch: 1, via: 'monitor' } };
  expect(heldBy([fired(3), monitor])).toEqual(['acknowledged', undefined, []]);
});

it('[ESC19] is held exactly when enough different people have answered, in whatever order', () => {
  const people = fc.array(fc.constantFrom('ana', 'bo', 'sam'), { maxLength: 6 });
  fc.assert(
    fc.property(people, fc.integer({ min: 1, max: 3 }), (who, needed) => {
      const incident = incidentAfter([triggered(), fired(needed), ...who.map((id) => acknowledged(1, { kind: 'person', id }))]);
      const isEnough = new Set(who).size >= needed;
      expect([incident.status, isAnswered(incident)]).toEqual([isEnough ? 'acknowledged' : 'triggered', isEnough]);
      expect(incident.acknowledgement?.person).toBe(isEnough ? who[0] : undefined);
    }),
  );
});

it('[INC13] puts it to sleep for whoever does so, or for whoever holds it already', () => {
  expect(heldBy([snoozed(bo)])).toEqual(['acknowledged', 'bo', []]);
  expect(heldBy([acknowledged(1, ana), snoozed(bo)])).toEqual(['acknowledged', 'ana', []]);
  expect(heldBy([fired(2), acknowledged(1, ana), snoozed(bo)])).toEqual(['acknowledged', 'bo', ['ana']]);
  const { snoozedUntil } = incidentAfter([
    { ...triggered(), recordedAt: mondayNight },
    { ...snoozed(), recordedAt: mondayNight },
  ]);
  expect(snoozedUntil).toBe(mondayNight + 60_000);
});

it('[INC15] changes hands when the other acknowledges, and only then', () => {
  expect(heldBy([acknowledged(1, ana), handedOver('bo'), acknowledged(1, sam)])).toEqual(['acknowledged', 'ana', ['sam']]);
  expect(heldBy([acknowledged(1, ana), handedOver('bo'), acknowledged(1, bo)])).toEqual(['acknowledged', 'bo', ['ana']]);
  expect(heldBy([acknowledged(1, ana), handedOver('bo'), handedOver('sam'), acknowledged(1, bo)])).toEqual(['acknowledged', 'ana', ['bo']]);
});

it('[INC15] takes out of a request whoever answered it, and only of that one when they declined it', () => {
  const declined: EventSketch = { type: 'incident.declined', body: { call: idOf('asked'), reason: 'Busy.' }, actor: bo };
  const calls = (...sketches: EventSketch[]) =>
    incidentAfter([triggered(), acknowledged(1, ana), ...sketches]).calls.map(({ reason, people }) => `${reason} ${people.join('+')}`);
  expect(calls(asked('bo', 'sam'), acknowledged(1, bo))).toEqual(['asked sam']);
  expect(calls(asked('bo'), acknowledged(1, bo))).toEqual([]);
  expect(calls(asked('bo'), handedOver('bo'), declined)).toEqual(['handed-over bo']);
});

it('[INC5] [INC15] keeps in the log an answer nobody waits for', () => {
  const late: EventSketch = { type: 'incident.declined', body: { call: idOf('asked'), reason: 'Busy.' }, actor: bo };
  expect(folded([triggered(), late, asked('bo'), late, late]).verdicts).toEqual(['applied', 'noop', 'applied', 'applied', 'noop']);
});
