import { expect, it } from 'vitest';
import type { Incident } from '../incident/incident.ts';
import { emptyState } from '../state/state.ts';
import type { Definition } from '../workspace/definitions.ts';
import { suppressedBy } from './suppressed-by.ts';

function stateWith(kind: 'silence' | 'routing-rule', id: string, name: string) {
  const state = emptyState();
  const current = { id, name } as unknown as Definition<typeof kind>;
  state.workspace.entries[kind].set(id, { revision: 1, history: new Map(), current } as never);
  return state;
}

it('[NSE30] names what suppresses an incident, and says nothing of what has gone', () => {
  const state = stateWith('silence', 'disk', 'Disk swap');
  expect(suppressedBy(state, { reason: 'silence', by: 'disk', until: 5 })).toMatchObject({
    reason: 'silence',
    name: 'Disk swap',
    until: 5,
  });
  expect(suppressedBy(state, { reason: 'silence', by: 'gone' }).name).toBeUndefined();
  const ruled = stateWith('routing-rule', 'edge', 'Wait for the edge');
  expect(suppressedBy(ruled, { reason: 'pause', by: 'edge', until: 5 }).name).toBe('Wait for the edge');
  expect(suppressedBy(ruled, { reason: 'rule', by: 'edge' }).name).toBe('Wait for the edge');
  expect(suppressedBy(ruled, { reason: 'flapping', by: 'edge', until: 5 }).name).toBeUndefined();
});

it('[NSE30] says which incident stands for it, and what that counts', () => {
  const state = emptyState();
  const summary = { id: 'storm', number: 40, title: 'Half the shop', alertCount: 3 } as Incident;
  state.incidents.set('storm', summary);
  const other = { id: 'storm', number: 40, title: 'Half the shop', alertCount: 3 };
  expect(suppressedBy(state, { reason: 'storm', incident: 'storm' }).other).toEqual(other);
  state.noise.heldCount.set('storm', 118);
  expect(suppressedBy(state, { reason: 'storm', incident: 'storm' }).other).toEqual({ ...other, alertCount: 118 });
  expect(suppressedBy(state, { reason: 'storm', incident: 'gone' }).other).toBeUndefined();
});
