import { expect, it } from 'vitest';
import { mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { folded } from '../../test/harness/folding.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import { DAY_MS, MINUTE_MS } from '../time/instant.ts';
import { policyOf } from '../state/rules.ts';
import { all, catchAllOf, everyoneIn, find, nameOf, policyAt, whoIsIn } from './workspace.ts';

const admin = { kind: 'admin' as const };
const override = { id: 'o-1', person: 'lea', from: mondayNight, until: mondayNight + DAY_MS };
const added = (schedule: string, of = override): EventSketch => ({
  type: 'override.added',
  entity: { kind: 'schedule', id: schedule },
  body: { override: of },
  actor: admin,
});
const removedPerson = (id: string): EventSketch => ({ type: 'person.removed', entity: { kind: 'person', id }, actor: admin });

it('[WSP7] keeps every revision of a policy, so that an incident finds the one it froze', () => {
  const state = stateWith();
  const before = find(state.workspace, 'policy', 'payments');
  const changed = { ...before, loops: 3 };
  folded([{ type: 'policy.defined', entity: { kind: 'policy', id: 'payments' }, body: { definition: changed }, actor: admin }], state);
  folded([{ type: 'policy.removed', entity: { kind: 'policy', id: 'payments' }, actor: admin }], state);
  expect(find(state.workspace, 'policy', 'payments')).toBeUndefined();
  expect(policyAt(state.workspace, 'payments', 1)?.loops).toBe(1);
  expect(policyAt(state.workspace, 'payments', 2)?.loops).toBe(3);
  expect(policyOf(state.workspace, { policy: { id: 'payments', revision: 2 } }).loops).toBe(3);
});

it('[WSP7] sends an incident whose policy nobody knows to the catch-all', () => {
  const { workspace } = stateWith();
  expect(policyOf(workspace, { policy: { id: 'lost', revision: 1 } }).steps).toEqual([]);
  expect(catchAllOf(workspace).targets).toEqual([{ kind: 'person', id: 'lea' }]);
});

it('[WSP8] parks an override for a schedule nobody knows, instead of losing it', () => {
  const state = stateWith();
  expect(folded([added('payments-primary'), added('nobody-knows')], state).verdicts).toEqual(['applied', 'parked']);
  folded([{ type: 'schedule.removed', entity: { kind: 'schedule', id: 'payments-backup' }, actor: admin }], state);
  expect(folded([added('payments-backup')], state).verdicts).toEqual(['parked']);
});

it('[SCH4] puts somebody on call by an override and takes them off again', () => {
  const state = stateWith();
  const who = () => whoIsIn(state.workspace)({ kind: 'schedule', id: 'payments-primary' }, mondayNight + MINUTE_MS);
  expect(who()).toEqual(['ana']);
  folded([added('payments-primary')], state);
  expect(who()).toEqual(['lea']);
  folded(
    [{ type: 'override.removed', entity: { kind: 'schedule', id: 'payments-primary' }, body: { override: 'o-1' }, actor: admin }],
    state,
  );
  expect(who()).toEqual(['ana']);
});

it('[ESC5] finds nobody behind a person who left, a schedule that was removed, and a turn of somebody who left', () => {
  const state = stateWith();
  folded([removedPerson('ana'), { type: 'schedule.removed', entity: { kind: 'schedule', id: 'payments-backup' }, actor: admin }], state);
  const who = whoIsIn(state.workspace);
  expect(who({ kind: 'person', id: 'ana' }, mondayNight)).toEqual([]);
  expect(who({ kind: 'schedule', id: 'payments-primary' }, mondayNight)).toEqual([]);
  expect(who({ kind: 'schedule', id: 'payments-backup' }, mondayNight)).toEqual([]);
  expect(who({ kind: 'person', id: 'bo' }, mondayNight)).toEqual(['bo']);
});

it('[ESC6] takes everyone who may answer for the catch-all when the organisation names nobody', () => {
  const state = stateWith(
    sample.replace('notify: [person:lea]\n    repeatEvery: 2m', 'notify: []').replace('role: lead', 'role: stakeholder'),
  );
  expect(catchAllOf(state.workspace).targets.map(({ id }) => id)).toEqual(['ana', 'bo']);
  expect(everyoneIn(state.workspace)).toEqual(['ana', 'bo']);
});

it('[WSP7] remembers devices, and that one was revoked', () => {
  const state = stateWith();
  const device = { kind: 'device' as const, id: 'd-1' };
  folded([{ type: 'device.enrolled', entity: device, body: { name: 'Laptop', person: 'ana', publicKey: 'k' }, actor: admin }], state);
  expect(state.workspace.devices.get('d-1')).toMatchObject({ person: 'ana', revoked: false });
  folded([{ type: 'device.revoked', entity: device, actor: admin }], state);
  expect(state.workspace.devices.get('d-1')).toMatchObject({ person: 'ana', revoked: true });
});

it('[WSP7] names what has gone by its id', () => {
  const state = stateWith();
  folded([removedPerson('ana')], state);
  expect(nameOf(state.workspace, 'person', 'ana')).toBe('ana');
  expect(nameOf(state.workspace, 'person', 'lea')).toBe('Léa Martin');
  expect(all(state.workspace, 'person').map(({ id }) => id)).toEqual(['bo', 'lea']);
});
