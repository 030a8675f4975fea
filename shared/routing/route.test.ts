import { expect, it } from 'vitest';
import { mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { folded, reopened, resolved } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import type { Alert } from '../alert/alert.ts';
import type { State } from '../state/state.ts';
import { keyOfText, routeAlert } from './route.ts';

const disk: Alert = { action: 'trigger', dedupKey: 'disk', summary: 'Disk full on db1', source: 'db1', severity: 'critical' };

/** Routes an alert and records what it becomes, as the relay does. */
function take(state: State, alert: Partial<Alert>, newId: string, integration = 'monitoring'): string {
  const routed = routeAlert(state, integration, { ...disk, ...alert }, newId, mondayNight);
  if (routed.outcome === 'dropped') {
    return 'dropped';
  }
  const { type, entity, body } = routed.draft;
  folded([{ type, entity, body, actor: { kind: 'integration', id: integration } } satisfies EventSketch], state);
  return `${routed.outcome} ${routed.incident}`;
}

it('[ALR1] joins the open incident with the key, or opens one', () => {
  const state = stateWith();
  expect(take(state, {}, 'a')).toBe('opened a');
  expect(take(state, { summary: 'still full' }, 'b')).toBe('joined a');
  expect(take(state, { dedupKey: 'memory' }, 'c')).toBe('opened c');
  expect(state.incidents.get('a')).toMatchObject({ alertCount: 2, title: 'Disk full on db1' });
});

it('[ALR1] takes the same key of another integration for another problem', () => {
  const state = stateWith();
  expect(take(state, {}, 'a', 'monitoring')).toBe('opened a');
  expect(take(state, {}, 'b', 'alertmanager')).toBe('opened b');
});

it('[ALR1] does not ring again for an alert that joins what somebody holds', () => {
  const state = stateWith();
  take(state, {}, 'a');
  take(state, { action: 'acknowledge' }, 'x');
  take(state, {}, 'y');
  expect(state.incidents.get('a')).toMatchObject({ status: 'acknowledged', epoch: 1, alertCount: 2 });
});

it('[ALR1] finds the older of two with one key again when the newer is resolved', () => {
  const state = stateWith();
  const on = (id: string, sketch: EventSketch) => folded([{ ...sketch, entity: { kind: 'incident', id } }], state);
  take(state, {}, 'a');
  on('a', resolved(1));
  expect(take(state, {}, 'b')).toBe('opened b');
  on('a', reopened());
  on('b', resolved(1));
  expect(take(state, {}, 'c')).toBe('joined a');
  expect(take(state, { action: 'resolve' }, 'c')).toBe('resolved a');
});

it('[ALR2] opens nothing for an acknowledgement or a resolution', () => {
  const state = stateWith();
  expect(take(state, { action: 'resolve' }, 'a')).toBe('dropped');
  expect(take(state, { action: 'acknowledge' }, 'a')).toBe('dropped');
  expect(state.incidents.size).toBe(0);
});

it('[ALR3] opens a new incident for a problem that comes back after it was resolved', () => {
  const state = stateWith();
  take(state, {}, 'a');
  expect(take(state, { action: 'acknowledge' }, 'x')).toBe('acknowledged a');
  expect(take(state, { action: 'resolve' }, 'x')).toBe('resolved a');
  expect(take(state, { action: 'resolve' }, 'x')).toBe('dropped');
  expect(take(state, {}, 'b')).toBe('opened b');
});

it('[ALR3] keeps alerts with the newer incident when an older one with the same key is reopened', () => {
  const state = stateWith();
  take(state, {}, 'a');
  const ofA = (sketch: EventSketch): EventSketch => ({ ...sketch, entity: { kind: 'incident', id: 'a' } });
  folded([ofA(resolved(1))], state);
  take(state, {}, 'b');
  folded([ofA(reopened())], state);
  expect(take(state, {}, 'c')).toBe('joined b');
  expect(take(state, { action: 'resolve' }, 'x')).toBe('resolved b');
});

it('[ALR1] agrees with a table of open keys, whatever comes', () => {
  const alert = fc.record({
    action: fc.constantFrom('trigger' as const, 'acknowledge' as const, 'resolve' as const),
    dedupKey: fc.constantFrom('a', 'b', 'c'),
  });
  fc.assert(
    fc.property(fc.array(alert, { maxLength: 30 }), (alerts) => {
      const state = stateWith();
      const open = new Map<string, string>();
      alerts.forEach((each, i) => {
        const known = open.get(each.dedupKey);
        const id = `i${i}`;
        const verb = { trigger: 'joined', acknowledge: 'acknowledged', resolve: 'resolved' }[each.action];
        expect(take(state, each, id)).toBe(known ? `${verb} ${known}` : each.action === 'trigger' ? `opened ${id}` : 'dropped');
        if (each.action === 'resolve') {
          open.delete(each.dedupKey);
        } else if (!known && each.action === 'trigger') {
          open.set(each.dedupKey, id);
        }
      });
    }),
    { numRuns: 100 },
  );
});

it('[ALR4] sends an alert to its integration’s service and freezes the policy as it stands', () => {
  const state = stateWith();
  folded([{ ...definedAgain(state), actor: { kind: 'admin' } }], state);
  take(state, {}, 'a');
  expect(state.incidents.get('a')).toMatchObject({
    service: 'checkout',
    policy: { id: 'payments', revision: 2 },
    integration: 'monitoring',
  });
});

it('[ALR4] opens an incident without a policy when an integration leads to no service: the catch-all is paged, nothing is dropped', () => {
  const routed = routeAlert(stateWith(), 'nobody-knows', disk, 'a', mondayNight);
  expect(routed).toMatchObject({ outcome: 'opened', draft: { body: { service: 'nobody-knows', policy: { id: 'none' } } } });
});

it('[ALR4] gives an alert without words its key for a title', () => {
  const state = stateWith(sample);
  take(state, { summary: '  ' }, 'a');
  expect(state.incidents.get('a')?.title).toBe('disk');
});

it('[ALR10] takes the same text for the same problem when the sender named none', () => {
  expect(keyOfText('Disk full', 'db1')).toBe(keyOfText('Disk full', 'db1'));
  expect(keyOfText('Disk full', 'db1')).not.toBe(keyOfText('Disk full', 'db2'));
});

function definedAgain(state: State): EventSketch {
  const definition = state.workspace.entries.policy.get('payments')?.current;
  return { type: 'policy.defined', entity: { kind: 'policy', id: 'payments' }, body: { definition } };
}
