import { expect, it } from 'vitest';
import { triggered } from '../../shared/incident/opening.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { emptyState } from '../../shared/state/state.ts';
import { mostSuppressed, queueOf } from './queue-view.ts';

const at = Date.parse('2026-11-23T03:12:00Z');

function incident(number: number, change: Partial<Incident> = {}): Incident {
  const body = { title: `Number ${number}`, severity: 'error', service: 'shop', policy: { id: 'none', revision: 1 } };
  const event = { body, entity: { kind: 'incident', id: `i${number}` }, seq: number, device: 'relay', recordedAt: at + number };
  return { ...triggered(event as unknown as Parameters<typeof triggered>[0]), number, ...change };
}

const suppressed = (number: number): Incident => incident(number, { status: 'suppressed', suppression: { reason: 'rule' } });

function stateWith(incidents: readonly Incident[]) {
  const state = emptyState();
  incidents.forEach((each) => state.incidents.set(each.id, each));
  return state;
}

it('[NSE31] carries the newest suppressed incidents and counts all, so that a storm does not weigh on every desk', () => {
  const state = stateWith([incident(1), ...Array.from({ length: 10_000 }, (_, index) => suppressed(index + 2))]);
  const { queue, suppressed: count } = queueOf({ state, me: 'ana', now: at, overlay: [] });
  expect(count).toBe(10_000);
  const numbers = queue.map(({ number }) => number);
  expect(numbers).toHaveLength(mostSuppressed + 1);
  expect(Math.max(...numbers)).toBe(10_001);
  expect(numbers.filter((number) => number > 1 && number < 10_002 - mostSuppressed)).toEqual([]);
  // What pages somebody is never among those left out.
  expect(numbers[0]).toBe(1);
});

it('[NSE31] keeps in sight what somebody here has just done something to, however old it is', () => {
  const state = stateWith(Array.from({ length: 1000 }, (_, index) => suppressed(index + 1)));
  const event = { type: 'incident.annotated', entity: { kind: 'incident', id: 'i3' } };
  const overlay = [{ kind: 'pending', event }] as unknown as Parameters<typeof queueOf>[0]['overlay'];
  const { queue } = queueOf({ state, me: 'ana', now: at, overlay });
  expect(queue.find(({ id }) => id === 'i3')).toMatchObject({ pending: 1, status: 'suppressed' });
  expect(queue).toHaveLength(mostSuppressed + 1);
});
