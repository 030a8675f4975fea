import { expect, it } from 'vitest';
import { eventsOf, type EventSketch } from '../../test/harness/entries.ts';
import { writes } from '../../test/harness/bodies.ts';
import { acknowledged, ana, folded, triggered } from '../../test/harness/folding.ts';
import { stateHash } from '../../test/harness/state-hash.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { knownVersion } from '../log/known-version.ts';
import { judge, refusal } from './judge.ts';
import { knownTypes } from './known-types.ts';
import { mostNotUnderstood } from './not-understood.ts';
import { emptyState, fold, foldKept, type State } from './state.ts';

function after(sketches: readonly EventSketch[], state: State = emptyState()): State {
  eventsOf(sketches).forEach((event) => fold(state, event));
  return state;
}

it('[VER2] passes over a type nobody knows here, and a later version of one that is known', () => {
  const known = [triggered(), acknowledged(1)];
  const unknown: EventSketch[] = [
    { type: 'incident.teleported', body: { to: 'the moon' } },
    { type: 'incident.resolved', version: 2, body: { epochs: [1], manner: 'by itself' } },
    { type: 'runbook.defined', entity: { kind: 'runbook' as 'team', id: 'r' }, body: { steps: 3 } },
    { type: 'team.defined', version: 7, entity: { kind: 'team', id: 'payments' }, body: { people: {} } },
  ];
  expect(stateHash(after([...known, ...unknown]))).toBe(stateHash(after(known)));
});

it('[VER2] lets no later version of any type do anything, whatever is in it', () => {
  const state = stateWith();
  after([triggered()], state);
  const before = stateHash(state);
  for (const { type, kind } of writes) {
    const sketch = {
      type,
      version: knownVersion(type) + 1,
      entity: { kind, id: kind === 'incident' ? 'incident-1' : 'payments' },
      body: { anything: [null] },
    };
    const [event] = eventsOf([sketch]);
    expect(event && judge(state, event).verdict).toBe('applied');
    after([sketch], state);
  }
  expect(stateHash(state)).toBe(before);
});

// The control: the first version of the very same does.
it('[VER2] lets the version it knows do what it says', () => {
  const before = after([triggered()]);
  expect(stateHash(after([acknowledged(1)], after([triggered()])))).not.toBe(stateHash(before));
});

it('[VER4] remembers what must be understood and is not: each kind once, since its first entry, and not without end', () => {
  const incident = { kind: 'incident' as const, id: 'incident-1' };
  const must = { mustUnderstand: true as const };
  const { notUnderstood } = after([
    triggered(),
    { type: 'incident.teleported' },
    { type: 'incident.teleported', ...must },
    { type: 'incident.teleported', ...must },
    { type: 'incident.teleported', version: 2, ...must },
    { type: 'incident.parked', verdict: 'parked', ...must },
    { ...acknowledged(1), ...must },
  ]);
  expect(notUnderstood).toEqual([
    { type: 'incident.teleported', version: 1, entity: incident, since: 3 },
    { type: 'incident.teleported', version: 2, entity: incident, since: 5 },
  ]);
  const many = Array.from({ length: 2 * mostNotUnderstood }, (_, i) => ({ type: `new.${i}`, ...must }));
  expect(after(many).notUnderstood).toHaveLength(mostNotUnderstood);
});

it('[VER4] knows the same after a start, from what defines the workspace and what must be understood', () => {
  const events = eventsOf([
    { type: 'team.teleported', entity: { kind: 'team', id: 't' }, mustUnderstand: true },
    triggered(),
    { type: 'incident.teleported', mustUnderstand: true },
    { ...acknowledged(1), mustUnderstand: true },
  ]);
  const [running, started] = [emptyState(), emptyState()];
  events.forEach((event) => fold(running, event));
  events.forEach((event) => foldKept(started, event));
  expect(started.notUnderstood).toEqual(running.notUnderstood);
  expect(started.incidents.size).toBe(0);
});

it('[VER3] refuses a command it does not know, or not in that version, and says what to do', () => {
  const { state } = folded([triggered()], stateWith());
  const incident = { kind: 'incident' as const, id: 'incident-1' };
  const says = (type: string, version: number) =>
    refusal(state, { type, version, entity: incident, body: { epoch: 1, via: 'window' } }, ana);
  expect(says('incident.teleported', 1)).toBe('This relay does not know "incident.teleported"; update the relay.');
  expect(says('incident.acknowledged', 2)).toBe('This relay does not know version 2 of "incident.acknowledged"; update the relay.');
  expect(says('incident.acknowledged', 1)).toBeUndefined();
  const { 'incident.acknowledged': _, ...older } = knownTypes;
  const entity = incident;
  const olderState = { ...state, reads: older };
  expect(refusal(olderState, { type: 'incident.acknowledged', entity, body: { epoch: 1, via: 'window' } }, ana)).toBe(
    'This relay does not know "incident.acknowledged"; update the relay.',
  );
});
