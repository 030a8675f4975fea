import { expect, it } from 'vitest';
import { idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { ana, bo, folded, incidentAfter, resolved, triggered } from '../../test/harness/folding.ts';
import type { Actor } from '../log/envelope.ts';

const lea: Actor = { kind: 'person', id: 'lea' };
const admin: Actor = { kind: 'admin' };
const action = idOf('action');
const proposed: EventSketch = { type: 'action.proposed', id: action, body: { kind: 'public-status', text: 'We are down.' }, actor: ana };
const gated = (attempt = 1, people = ['bo', 'lea'], needed = 1): EventSketch => ({
  type: 'action.gated',
  body: { action, checkpoint: 'Public', needed, people, until: mondayNight + 1000, attempt },
});
const approved = (actor: Actor): EventSketch => ({ type: 'action.approved', body: { action }, actor });
const rejected = (actor: Actor): EventSketch => ({ type: 'action.rejected', body: { action, reason: 'Wrong number.' }, actor });
const released: EventSketch = { type: 'action.released', body: { action } };
const after = (...sketches: EventSketch[]) => incidentAfter([triggered(), proposed, ...sketches]);
const verdicts = (...sketches: EventSketch[]) => folded([triggered(), proposed, ...sketches]).verdicts.slice(2);

it('[ESC28] waits behind its checkpoint until it has its approvals, and asks nobody any more then', () => {
  expect(after().actions).toMatchObject([{ id: action, by: 'ana', status: 'proposed', needed: 0 }]);
  expect(after(gated(1, ['bo', 'lea'], 2), approved(bo))).toMatchObject({
    actions: [{ status: 'waiting', approvals: ['bo'] }],
    calls: [{ people: ['lea'] }],
  });
  expect(after(gated(1, ['bo', 'lea'], 2), approved(bo), approved(lea))).toMatchObject({ actions: [{ status: 'released' }], calls: [] });
});

it('[ESC28] is turned down by one, with the reason', () => {
  expect(after(gated(), rejected(lea))).toMatchObject({
    actions: [{ status: 'rejected', rejection: { person: 'lea', reason: 'Wrong number.' } }],
    calls: [],
  });
});

it('[ESC28] adds those who come next to those it asked', () => {
  expect(after(gated(), gated(2, ['sam']))).toMatchObject({
    actions: [{ asked: ['bo', 'lea', 'sam'], attempt: 2 }],
    calls: [{ people: ['bo', 'lea'] }, { people: ['sam'] }],
  });
});

it('[ESC28] takes no approval from whoever proposed it, from who was not asked, or twice', () => {
  expect(verdicts(gated(1, ['ana', 'bo'], 2), approved(ana), approved(lea), approved(bo), approved(bo))).toEqual([
    'applied',
    'parked',
    'parked',
    'applied',
    'noop',
  ]);
});

it('[ESC28] takes the word of the operator, and a second thought of who proposed it when they were asked', () => {
  expect(verdicts(gated(), approved(admin))).toEqual(['applied', 'applied']);
  expect(verdicts(gated(1, ['ana', 'bo']), rejected(ana))).toEqual(['applied', 'applied']);
});

it('[ESC28] takes no answer before it is settled whether it needs one, and none of an action nobody knows', () => {
  expect(verdicts(approved(bo), { ...approved(bo), body: { action: idOf('other') } })).toEqual(['parked', 'parked']);
});

it('[INC5] [ESC28] changes nothing once it is decided', () => {
  expect(verdicts(gated(), rejected(lea), approved(bo), released, gated(2))).toEqual(['applied', 'applied', 'noop', 'noop', 'noop']);
  expect(verdicts(released, gated(), rejected(bo))).toEqual(['applied', 'noop', 'noop']);
  expect(verdicts(gated(), gated(), released)).toEqual(['applied', 'noop', 'noop']);
});

it('[ESC28] takes no proposal on what is over', () => {
  expect(folded([triggered(), resolved(1), proposed]).verdicts.at(-1)).toBe('parked');
});
