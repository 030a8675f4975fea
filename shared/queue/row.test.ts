import { expect, it } from 'vitest';
import { doWhatIsDue } from '../../test/harness/engine.ts';
import { mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, bo, folded, resolved, triggered } from '../../test/harness/folding.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import type { Incident } from '../incident/incident.ts';
import { rulesFor } from '../state/rules.ts';
import { setIncident, type State } from '../state/state.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { sortQueue } from './order.ts';
import { pastSteps, rowOf, runbookOf } from './row.ts';

const t0 = mondayNight;

function rung(state: State, id: string, at: number, body: Record<string, unknown> = {}): void {
  folded([{ ...triggered(body, id), recordedAt: at }], state);
  const incident = state.incidents.get(id) as Incident;
  setIncident(state, doWhatIsDue(incident, rulesFor(state, incident), at).incident);
}

const of = (sketch: EventSketch, id: string, at: number): EventSketch => ({ ...sketch, entity: { kind: 'incident', id }, recordedAt: at });
const row = (state: State, id: string, me = 'ana') => rowOf(state, state.incidents.get(id) as Incident, me, 0);

it('[INC12] tells for whom it rings, who is next and when, and how often it rings again', () => {
  const state = stateWith();
  rung(state, 'a', t0);
  expect(row(state, 'a')).toMatchObject({
    ringing: 'me',
    level: 1,
    levels: 3,
    ringsAgainEveryMs: 15_000,
    paged: [{ id: 'ana', name: 'Ana Lima' }],
  });
  expect(row(state, 'a', 'bo').ringing).toBe('others');
  expect(row(state, 'a').next).toEqual({
    kind: 'step',
    at: t0 + 2 * MINUTE_MS,
    level: 2,
    isCatchAll: false,
    people: [{ id: 'bo', name: 'Bo Svensson' }],
  });
  expect(row(state, 'a').service).toEqual({ id: 'checkout', name: 'Checkout' });
});

it('[INC12] tells who holds it, since when, and what happens if they do not finish', () => {
  const state = stateWith();
  rung(state, 'a', t0);
  folded([of(acknowledged(1, bo), 'a', t0 + MINUTE_MS)], state);
  expect(row(state, 'a')).toMatchObject({
    ringing: 'no',
    heldBy: { id: 'bo', name: 'Bo Svensson' },
    heldSince: t0 + MINUTE_MS,
    next: { kind: 'acknowledgement-expires', at: t0 + 31 * MINUTE_MS },
  });
  folded([of(resolved(1, bo), 'a', t0 + 2 * MINUTE_MS)], state);
  expect(row(state, 'a')).toMatchObject({ status: 'resolved', resolvedBy: { id: 'bo' }, next: undefined });
});

it('[INC12] tells that information pages nobody', () => {
  const state = stateWith();
  rung(state, 'a', t0, { severity: 'info' });
  expect(row(state, 'a')).toMatchObject({ pagesNobody: true, ringing: 'no', next: undefined });
  expect(
    pastSteps(state.incidents.get('a') as Incident, rulesFor(state, state.incidents.get('a') as Incident), state.workspace),
  ).toMatchObject([{ level: 1, outcome: 'suppressed', people: [] }]);
});

it('[INC12] puts first what needs a person first', () => {
  const state = stateWith();
  rung(state, 'mine', t0 + 5);
  rung(state, 'mine-older', t0);
  rung(state, 'mine-error', t0, { severity: 'error' });
  rung(state, 'held', t0);
  rung(state, 'overdue', t0 - 600 * MINUTE_MS);
  rung(state, 'info', t0, { severity: 'info' });
  rung(state, 'done', t0);
  rung(state, 'done-later', t0);
  const now = t0 + 2 * MINUTE_MS;
  folded(
    [
      of(acknowledged(1), 'held', t0),
      of(acknowledged(1), 'overdue', t0 - 500 * MINUTE_MS),
      of(resolved(1), 'done', t0),
      of(resolved(1), 'done-later', t0 + 1),
    ],
    state,
  );
  const rows = ['done', 'info', 'held', 'overdue', 'mine-error', 'mine', 'mine-older', 'done-later'].map((id) => row(state, id));
  expect(sortQueue(rows, now).map(({ id }) => id)).toEqual([
    'mine-older',
    'mine',
    'mine-error',
    'info',
    'overdue',
    'held',
    'done-later',
    'done',
  ]);
  expect(rows[0]?.id).toBe('done');
});

it('[INC12] puts first what asks for me though somebody has it, and last what sleeps', () => {
  const state = stateWith();
  ['held', 'asks', 'sleeps'].forEach((id) => rung(state, id, t0));
  folded(
    [
      of(acknowledged(1, bo), 'held', t0),
      of(acknowledged(1, bo), 'asks', t0),
      { ...of(acknowledged(1, bo), 'asks', t0 + 1), type: 'incident.responders-added', body: { people: ['ana'], via: 'window' } },
      { ...of(acknowledged(1, bo), 'sleeps', t0), type: 'incident.snoozed', body: { epoch: 1, durationMs: 60 * MINUTE_MS, via: 'window' } },
    ],
    state,
  );
  const rows = ['sleeps', 'held', 'asks'].map((id) => row(state, id));
  expect(sortQueue(rows, t0 + MINUTE_MS).map(({ id, ringing }) => `${id} ${ringing}`)).toEqual(['asks me', 'held no', 'sleeps no']);
  expect(row(state, 'sleeps').next).toMatchObject({ kind: 'snooze-ends', at: t0 + 60 * MINUTE_MS });
});

it('[INC12] finds the runbook of the service', () => {
  const { workspace } = stateWith();
  expect(runbookOf(workspace, 'checkout')).toBe('https://example.org/runbooks/checkout');
  expect(runbookOf(workspace, 'billing')).toBeUndefined();
});
