import { expect, it } from 'vitest';
import { shop } from '../../test/harness/shop.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { refusal } from '../state/judge.ts';
import { parseIso } from '../time/instant.ts';
import { findZone, type Zone } from '../time/zone.ts';
import { isTestDue } from './daily-test.ts';
import { onCallFrom } from './duty.ts';

const paris = findZone('Europe/Paris') as Zone;
const at = (iso: string) => parseIso(iso) ?? Number.NaN;
const rotation = { people: ['ana', 'bo'], turn: '7d', handoffAt: '09:00', startsOn: '2026-11-20' };
const { workspace } = stateWith(
  shop(
    { steps: [{ notify: ['schedule:primary'], acknowledgeWithin: '5m' }, { notify: ['person:sam'] }] },
    { schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } } },
  ),
);
const isDue = (iso: string, asked: { person?: string; time?: string; last?: string } = {}) =>
  isTestDue(
    {
      workspace,
      person: asked.person ?? 'ana',
      zone: paris,
      time: asked.time ?? '10:00',
      lastAt: asked.last === undefined ? undefined : at(asked.last),
    },
    at(iso),
  );

it.each([
  ['2026-11-23T09:59:59+01:00', {}, false, 'a second early'],
  ['2026-11-23T10:00:00+01:00', {}, true, 'on time'],
  ['2026-11-23T19:59:00+01:00', {}, true, 'late, for the laptop was off'],
  ['2026-11-23T20:00:00+01:00', {}, false, 'too late'],
  ['2026-11-23T11:00:00+01:00', { last: '2026-11-23T10:00:30+01:00' }, false, 'done today'],
  ['2026-11-23T11:00:00+01:00', { last: '2026-11-22T23:59:00+01:00' }, true, 'done yesterday'],
  ['2026-11-23T11:00:00+01:00', { person: 'lea' }, false, 'never on call'],
  ['2026-11-23T11:00:00+01:00', { person: 'bo' }, true, 'on call from Friday'],
  ['2026-11-22T11:00:00+01:00', { person: 'bo' }, false, 'at a weekend that is not theirs'],
  ['2026-11-22T11:00:00+01:00', {}, true, 'at their own weekend'],
  ['2026-11-23T11:00:00+01:00', { time: 'off' }, false, 'switched off'],
  ['2026-11-23T11:00:00+01:00', { time: '12:30' }, false, 'at another time'],
  ['2027-03-28T02:30:00+01:00', { time: '02:30' }, true, 'in an hour the clocks skip'],
] as const)('[WATCH8] a test at %s %j: %s (%s)', (iso, asked, due, _when) => {
  expect(isDue(iso, asked)).toBe(due);
});

it('[WATCH4] [WATCH8] counts who has the watch or will, and who a first level names, not who comes further up', () => {
  const now = at('2026-11-23T03:00:00+01:00');
  expect([onCallFrom(workspace, 'ana', now, 1), onCallFrom(workspace, 'bo', now, 1), onCallFrom(workspace, 'sam', now, 1)]).toEqual([
    now,
    undefined,
    undefined,
  ]);
  expect(onCallFrom(workspace, 'bo', now, 7 * 24 * 3_600_000)).toBe(at('2026-11-27T09:00:00+01:00'));
  const named = stateWith(shop({ steps: [{ notify: ['person:sam'] }] })).workspace;
  expect(onCallFrom(named, 'sam', now, 1)).toBe(now);
});

it('[LOG8] [WATCH8] takes the result of a test from the person the device belongs to, and from nobody else', () => {
  const state = stateWith(shop({ steps: [{ notify: ['person:sam'] }] }));
  state.workspace.devices.set('d', { id: 'd', name: 'Laptop', person: 'ana', publicKey: 'k', revoked: false });
  const test = { type: 'device.tested', entity: { kind: 'device' as const, id: 'd' }, body: { outcome: 'shown', channel: 'dbus' } };
  const why = (person: string) => refusal(state, test, { kind: 'person', id: person });
  expect(why('ana')).toBeUndefined();
  expect([why('bo'), why('lea')]).toEqual([
    'The role responder may not do this; ask a lead or an admin.',
    'The role lead may not do this; ask a lead or an admin.',
  ]);
});
