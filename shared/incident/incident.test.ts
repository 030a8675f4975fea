import { expect, it } from 'vitest';
import type { EventSketch } from '../../test/harness/entries.ts';
import { eventsOf, idOf, mondayNight } from '../../test/harness/entries.ts';
import { acknowledged, ana, bo, folded, incidentAfter, reopened, resolved, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { MINUTE_MS } from '../time/instant.ts';
import type { Incident } from './incident.ts';
import { incidentEvent, reduceIncident, type IncidentEvent } from './reduce.ts';

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFrozen);
    Object.freeze(value);
  }
  return value;
}

const lapsed = (epoch: number): EventSketch => ({ type: 'incident.unacknowledged', body: { epoch, reason: 'acknowledgement-expired' } });
const escalated = (epoch: number, reason = 'escalated-by-hand'): EventSketch => ({
  type: 'incident.escalated',
  body: { epoch, reason },
  actor: bo,
});
const note: EventSketch = { type: 'incident.annotated', body: { text: 'looking' }, actor: ana };
const fired = (epoch: number, level: number): EventSketch => ({
  type: 'step.fired',
  body: {
    stepId: idOf(`${epoch}.${level}`),
    epoch,
    position: { cycle: 1, level, repeat: 0 },
    dueAt: mondayNight,
    targets: ['ana'],
    outcome: 'paged',
    reason: 'triggered',
  },
});

it('[INC1] rings when triggered, is held when acknowledged and is over when resolved', () => {
  expect(incidentAfter([triggered()])).toMatchObject({ status: 'triggered', epoch: 1, number: 1 });
  expect(incidentAfter([triggered(), acknowledged(1)])).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'ana' } });
  expect(incidentAfter([triggered(), acknowledged(1), resolved(1, bo)])).toMatchObject({
    status: 'resolved',
    resolution: { person: 'bo' },
  });
});

it('[INC2] ends resolved, whatever the order in which acknowledgements and a resolution arrive', () => {
  const one = fc.constantFrom(acknowledged(1, ana), acknowledged(1, bo), note, lapsed(1));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.nat(), (others, where) => {
      const at = where % (others.length + 1);
      const order = [...others.slice(0, at), resolved(1, bo), ...others.slice(at)];
      expect(incidentAfter([triggered(), ...order]).status).toBe('resolved');
    }),
    { numRuns: 500 },
  );
});

it('[INC3] never lets an acknowledgement of one ringing silence the next', () => {
  const again = fc.constantFrom<EventSketch[]>(
    [resolved(1), reopened()],
    [acknowledged(1), lapsed(1)],
    [escalated(1)],
    [acknowledged(1), escalated(1, 'not-resolved')],
  );
  fc.assert(
    fc.property(
      again,
      fc.array(fc.constantFrom(acknowledged(1, ana), acknowledged(1, bo)), { minLength: 1, maxLength: 5 }),
      (ring, late) => {
        const { state, verdicts } = folded([triggered(), ...ring, ...late]);
        expect(state.incidents.get('incident-1')).toMatchObject({ status: 'triggered', epoch: 2, acknowledgement: undefined });
        expect(verdicts.slice(-late.length).every((verdict) => verdict === 'parked')).toBe(true);
      },
    ),
  );
});

it('[INC3] takes an acknowledgement of the ringing it answers', () => {
  expect(incidentAfter([triggered(), resolved(1), reopened(), acknowledged(2)]).status).toBe('acknowledged');
});

it('[INC4] gives the incident to the first of many who acknowledge, and forgets none of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 10 }), (count) => {
      const people = Array.from({ length: count }, (_, i) => `p${i}`);
      const acks = people.map((id) => acknowledged(1, { kind: 'person', id }));
      const incident = incidentAfter([triggered(), ...acks]);
      expect(incident.acknowledgement?.person).toBe('p0');
      expect(incident.coAcknowledgements.map(({ person }) => person)).toEqual(people.slice(1));
    }),
  );
});

it('[INC5] keeps an acknowledgement that came after the resolution in the log, as one that changed nothing', () => {
  const { verdicts, events } = folded([triggered(), resolved(1), acknowledged(1)]);
  expect(verdicts).toEqual(['applied', 'applied', 'noop']);
  expect(events[2]?.why).toBe('It was resolved already.');
  expect(folded([triggered(), resolved(1), resolved(1)]).verdicts[2]).toBe('noop');
});

it('[INC6] begins again at the top when reopened, and does not take the resolution of before for one of now', () => {
  const { state, verdicts } = folded([triggered(), fired(1, 1), acknowledged(1), resolved(1), reopened(), resolved(1)]);
  expect(verdicts.at(-1)).toBe('parked');
  expect(state.incidents.get('incident-1')).toMatchObject({
    status: 'triggered',
    epoch: 2,
    path: [],
    resolution: undefined,
    acknowledgement: undefined,
    startsFrom: { position: { cycle: 1, level: 1, repeat: 0 }, reason: 'reopened' },
  });
  expect(folded([triggered(), reopened()]).verdicts[1]).toBe('noop');
});

it('[INC6] takes a resolution made before the acknowledgement lapsed: the problem is gone all the same', () => {
  expect(incidentAfter([triggered(), acknowledged(1), lapsed(1), resolved(1)]).status).toBe('resolved');
});

it('[INC7] numbers incidents along the log', () => {
  const { state } = folded([triggered({}, 'a'), triggered({}, 'b'), triggered({}, 'a'), triggered({}, 'c')]);
  expect(['a', 'b', 'c'].map((id) => state.incidents.get(id)?.number)).toEqual([1, 2, 3]);
});

it('[INC8] takes every fact: alerts, notes and what became of pages', () => {
  const sent: EventSketch = {
    type: 'notification.sent',
    body: { stepId: idOf('s'), person: 'ana', page: 1, channel: 'desktop', reason: 'first' },
    actor: ana,
  };
  const alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity: 'critical' };
  const again: EventSketch = { type: 'incident.alerted', body: { alert }, recordedAt: mondayNight + MINUTE_MS };
  const { state, verdicts } = folded([triggered({ alert, integration: 'monitoring' }), resolved(1), note, sent, again]);
  expect(verdicts.every((verdict) => verdict === 'applied')).toBe(true);
  expect(state.incidents.get('incident-1')).toMatchObject({
    noteCount: 1,
    alertCount: 2,
    lastAlertAt: mondayNight + MINUTE_MS,
    revision: 5,
  });
});

it('[ALR1] gets worse with a worse alert that joins, and begins to ring when it paged nobody so far', () => {
  const alert = (severity: string): EventSketch => ({
    type: 'incident.alerted',
    body: { alert: { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', source: 'db1', severity } },
  });
  const suppressed: EventSketch = { ...fired(1, 1), body: { ...fired(1, 1).body, targets: [], outcome: 'suppressed' } };
  expect(incidentAfter([triggered({ severity: 'error' }), fired(1, 1), alert('warning')])).toMatchObject({ severity: 'error', epoch: 1 });
  expect(incidentAfter([triggered({ severity: 'error' }), fired(1, 1), alert('critical')])).toMatchObject({
    severity: 'critical',
    epoch: 1,
  });
  expect(incidentAfter([triggered({ severity: 'info' }), suppressed, alert('critical')])).toMatchObject({
    severity: 'critical',
    epoch: 2,
    path: [],
  });
});

it('[INC3] takes an acknowledgement by its author’s own count only while nobody elsewhere made it ring again unseen', () => {
  const late: EventSketch = { ...acknowledged(2), device: idOf('a laptop without a network'), base: { seq: 1, revision: 1, epoch: 2 } };
  expect(folded([triggered(), resolved(1), reopened(bo), late]).verdicts[3]).toBe('parked');
  expect(folded([triggered(), acknowledged(1), lapsed(1), late]).verdicts[3]).toBe('applied');
});

it('[INC9] changes nothing it was given: every state before stays as it was', () => {
  const steps = [triggered(), fired(1, 1), acknowledged(1), acknowledged(1, bo), lapsed(1), escalated(2), note, resolved(3), reopened()];
  let incident: Incident | undefined;
  const epochs = eventsOf(steps).map((event) => {
    incident = deepFrozen(reduceIncident(incident, incidentEvent(deepFrozen(event)) as IncidentEvent));
    return incident?.epoch;
  });
  expect(epochs).toEqual([1, 1, 1, 1, 2, 3, 3, 3, 4]);
});

it('[INC10] keeps the moment somebody really acknowledged, never later than the relay heard of it', () => {
  const at = (wallMs: number, offsetMs: number): EventSketch => ({
    ...acknowledged(1),
    at: { wallMs, offsetMs, uncertaintyMs: 5 },
    recordedAt: mondayNight + 10 * MINUTE_MS,
  });
  const heard = mondayNight + 10 * MINUTE_MS;
  expect(incidentAfter([triggered(), at(mondayNight - 55 * MINUTE_MS, 60 * MINUTE_MS)]).acknowledgement).toMatchObject({
    happenedAt: mondayNight + 5 * MINUTE_MS,
    at: heard,
  });
  expect(incidentAfter([triggered(), at(mondayNight + 90 * MINUTE_MS, 0)]).acknowledgement?.happenedAt).toBe(heard);
});

it('[INC11] does not escalate or give back what has moved on since', () => {
  expect(folded([triggered(), lapsed(1)]).verdicts[1]).toBe('noop');
  expect(folded([triggered(), acknowledged(1), resolved(1), lapsed(1)]).verdicts[3]).toBe('noop');
  expect(folded([triggered(), escalated(1), escalated(1)]).verdicts).toEqual(['applied', 'applied', 'parked']);
  expect(folded([triggered(), resolved(1), escalated(1)]).verdicts[2]).toBe('parked');
});

it('[INC11] fires a step once, and only for what still rings', () => {
  expect(folded([triggered(), fired(1, 1), fired(1, 1)]).verdicts[2]).toBe('noop');
  expect(folded([triggered(), acknowledged(1), fired(1, 1)]).verdicts[2]).toBe('noop');
  expect(folded([triggered(), escalated(1), fired(1, 2)]).verdicts[2]).toBe('noop');
});

it('[INC11] parks what is done to an incident nobody knows', () => {
  expect(folded([acknowledged(1), note, resolved(1)]).verdicts).toEqual(['parked', 'parked', 'parked']);
});
