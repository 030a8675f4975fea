import { expect, it } from 'vitest';
import { entriesOf, idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, bo, resolved, triggered } from '../../test/harness/folding.ts';
import { HOUR_MS } from '../../shared/time/instant.ts';
import type { AuthorPart } from '../../shared/log/envelope.ts';
import { MemoryReplicaStore } from './memory-replica-store.ts';
import { Replica } from './replica.ts';

const device = idOf('my device');
const incident = { kind: 'incident' as const, id: 'incident-1' };

function replicaOn(store = new MemoryReplicaStore()) {
  let ids = 0;
  const clock = { wallMs: mondayNight };
  const replica = new Replica(store, {
    device,
    person: 'ana',
    verify: () => true,
    sign: () => 'c2ln',
    newId: () => {
      ids += 1;
      return idOf(`mine-${ids}`);
    },
    wallMs: () => clock.wallMs,
  });
  return { replica, store, clock };
}

const fired = (level: number): Record<string, unknown> => ({
  stepId: idOf(`step-${level}`),
  epoch: 1,
  position: { cycle: 1, level, repeat: 0 },
  dueAt: mondayNight,
  targets: ['ana'],
  outcome: 'paged',
  reason: 'triggered',
});

it('[SYN1] answers a command with what became of it, also when somebody who heard of it adds more', () => {
  const { replica } = replicaOn();
  replica.receive(entriesOf([triggered()]));
  let added = false;
  replica.subscribe(() => {
    if (!added) {
      added = true;
      replica.addProvisional('step.fired', incident.id, fired(1));
    }
  });
  const event = replica.command('incident.annotated', incident, { text: 'hello' });
  expect(event).toMatchObject({ type: 'incident.annotated', verdict: 'applied' });
  expect(replica.overlay.map((entry) => entry.event.type)).toEqual(['incident.annotated', 'step.fired']);
});

it('[SYN1] numbers what it made without a hole, also after a write that failed and over a restart', () => {
  const { replica, store } = replicaOn();
  replica.receive(entriesOf([triggered()]));
  replica.command('incident.annotated', incident, { text: 'one' });
  store.failure = 'ENOSPC';
  expect(() => replica.command('incident.annotated', incident, { text: 'lost' })).toThrow('ENOSPC');
  store.failure = undefined;
  replica.command('incident.annotated', incident, { text: 'two' });
  const again = replicaOn(store).replica;
  again.command('incident.annotated', incident, { text: 'three' });
  expect(again.pending.map(({ author }) => (JSON.parse(author) as AuthorPart).deviceSeq)).toEqual([1, 2, 3]);
});

it('[SYN5] drops what is pending when the relay’s entry for it arrives', () => {
  const { replica } = replicaOn();
  const first = entriesOf([triggered()]);
  replica.receive(first);
  const mine = replica.command('incident.acknowledged', incident, { epoch: 1, via: 'window' });
  expect(replica.view.incidents.get(incident.id)?.status).toBe('acknowledged');
  const sketches: EventSketch[] = [triggered(), { ...acknowledged(1), id: mine.id, device }];
  replica.receive(entriesOf(sketches).slice(1));
  expect([replica.pending, replica.overlay]).toEqual([[], []]);
  expect(replica.view.incidents.get(incident.id)).toMatchObject({ status: 'acknowledged', coAcknowledgements: [] });
});

it('[SYN3] keeps a refused command in sight, and lets go of a refused fact nobody made by hand', () => {
  const { replica } = replicaOn();
  replica.receive(entriesOf([triggered()]));
  const note = replica.command('incident.annotated', incident, { text: 'hello' });
  const fact = replica.command('notification.sent', incident, {
    stepId: idOf('s'),
    person: 'ana',
    page: 1,
    channel: 'desktop',
    reason: 'first',
  });
  replica.settle([note, fact].map(({ id }) => ({ outcome: 'refused', id, why: 'The role stakeholder may not do this.' })));
  expect(replica.pending).toEqual([]);
  expect(replica.returned).toMatchObject([{ id: note.id, outcome: 'refused', why: 'The role stakeholder may not do this.' }]);
});

it('[SYN14] keeps nothing of a page that does not follow, and nothing of one it could not write', () => {
  const { replica, store } = replicaOn();
  const entries = entriesOf([triggered(), acknowledged(1, bo), resolved(1, bo)]);
  expect(replica.receive(entries.slice(1))).toMatchObject({ problem: 'seq-not-dense' });
  store.failure = 'ENOSPC';
  expect(() => replica.receive(entries)).toThrow('ENOSPC');
  expect([replica.head.seq, replica.view.incidents.size]).toEqual([0, 0]);
  store.failure = undefined;
  expect(replica.receive(entries)).toBeUndefined();
  expect(replica.view.incidents.get(incident.id)).toMatchObject({ status: 'resolved', number: 1, revision: 3 });
});

it('[SYN14] takes an entry once, though a page brings it again', () => {
  const { replica } = replicaOn();
  const entries = entriesOf([triggered(), { type: 'incident.annotated', body: { text: 'x' } }]);
  replica.receive(entries);
  replica.receive(entries);
  expect(replica.view.incidents.get(incident.id)?.noteCount).toBe(1);
});

it('[SYN11] lets go of what it foresaw when the relay has caught up, or its clock was wrong', () => {
  const { replica, store } = replicaOn();
  replica.receive(entriesOf([triggered()]));
  replica.addProvisional('step.fired', incident.id, fired(1));
  expect(replica.view.incidents.get(incident.id)?.path).toHaveLength(1);
  replica.caughtUp();
  expect([replica.overlay, store.load(0).provisional]).toEqual([[], []]);
  replica.addProvisional('step.fired', incident.id, fired(1));
  replica.setClock(3 * HOUR_MS, 5);
  expect(replica.overlay).toEqual([]);
  expect(replica.pending).toEqual([]);
});

it('[SYN11] lets go of a step it foresaw when the relay’s own arrives', () => {
  const { replica } = replicaOn();
  const entries = entriesOf([triggered(), { type: 'step.fired', body: fired(1) }]);
  replica.receive(entries.slice(0, 1));
  replica.addProvisional('step.fired', incident.id, fired(1));
  replica.receive(entries.slice(1));
  expect(replica.overlay).toEqual([]);
  expect(replica.view.incidents.get(incident.id)?.path).toHaveLength(1);
});

it('[SYN11] lets go of steps it foresaw for a ringing it counted itself, when the relay’s of that number is another', () => {
  const { replica } = replicaOn();
  const entries = entriesOf([
    triggered(),
    acknowledged(1, bo),
    { type: 'incident.unacknowledged', body: { epoch: 1, reason: 'acknowledgement-expired' } },
  ]);
  replica.receive(entries.slice(0, 2));
  replica.command('incident.escalated', incident, { epoch: 1, reason: 'escalated-by-hand' });
  replica.addProvisional('step.fired', incident.id, { ...fired(4), epoch: 2 });
  expect(replica.view.incidents.get(incident.id)).toMatchObject({ epoch: 2, path: [{ position: { level: 4 } }] });
  replica.receive(entries.slice(2));
  expect(replica.view.incidents.get(incident.id)).toMatchObject({ epoch: 2, path: [] });
  expect(replica.overlay).toMatchObject([{ kind: 'pending', event: { verdict: 'parked' } }]);
});

it('[SYN10] knows the relay’s time by the offset it measured, and never less than the relay wrote down', () => {
  const { replica, clock } = replicaOn();
  replica.setClock(2 * HOUR_MS, 5);
  expect(replica.now()).toBe(mondayNight + 2 * HOUR_MS);
  replica.receive(entriesOf([{ ...triggered(), recordedAt: mondayNight + 5 * HOUR_MS }]));
  expect(replica.now()).toBeGreaterThanOrEqual(mondayNight + 5 * HOUR_MS);
  clock.wallMs += 10 * HOUR_MS;
  expect(replica.now()).toBeGreaterThanOrEqual(mondayNight + 12 * HOUR_MS);
});

it('[SYN15] goes on from what it kept: the view, what is pending over it, and what came back', () => {
  const { replica, store } = replicaOn();
  replica.receive(entriesOf([triggered()]));
  const mine = replica.command('incident.acknowledged', incident, { epoch: 1, via: 'window' });
  const again = replicaOn(store).replica;
  expect(again.head).toEqual(replica.head);
  expect(again.view.incidents.get(incident.id)).toEqual(replica.view.incidents.get(incident.id));
  expect(again.overlay.map(({ event }) => event.id)).toEqual([mine.id]);
  expect(again.history(incident).map(({ event, pending }) => [event.type, pending])).toEqual([
    ['incident.triggered', false],
    ['incident.acknowledged', true],
  ]);
});

const numbers = (replica: Replica) => replica.pending.map(({ author }) => (JSON.parse(author) as { deviceSeq: number }).deviceSeq);

it('[SYN20] counts what waits anew when the relay expects a number nobody can give it any more', () => {
  const { replica, store } = replicaOn();
  replica.receive(entriesOf([triggered()]));
  const made = ['one', 'two', 'three'].map((text) => replica.command('incident.annotated', incident, { text }));
  expect(numbers(replica)).toEqual([1, 2, 3]);
  replica.closeGap(2);
  expect(numbers(replica)).toEqual([1, 2, 3]);
  // The relay recorded the first already; its entry has not come back yet.
  replica.settle([{ outcome: 'recorded', id: made[0]?.id ?? '', seq: 2, verdict: 'applied' }]);
  replica.closeGap(9);
  expect(numbers(replica)).toEqual([1, 9, 10]);
  expect(replica.pending.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
  expect(replica.command('incident.annotated', incident, { text: 'four' }).deviceSeq).toBe(11);
  const again = replicaOn(store).replica;
  expect(numbers(again)).toEqual([1, 9, 10, 11]);
});
