import { expect, it } from 'vitest';
import { idOf, type EventSketch } from '../../test/harness/entries.ts';
import { ana, folded, triggered } from '../../test/harness/folding.ts';
import { shopWithRooms } from '../../test/harness/rooms.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { tellingOf } from './telling-view.ts';

const checkpoints = [{ name: 'Customers', actions: ['customer-update'], from: ['person:lea'] }];
const posted = (kind: string, audience: string, recordedAt: number): EventSketch => ({
  type: 'incident.posted',
  body: { kind, audience, text: `${kind} for ${audience}` },
  actor: ana,
  recordedAt,
});
const opened = (room: string, recordedAt: number): EventSketch => ({
  type: 'incident.room-opened',
  body: { room, why: 'rule' },
  actor: { kind: 'engine' },
  recordedAt,
});
const proposed: EventSketch = {
  type: 'action.proposed',
  id: idOf('words'),
  body: { kind: 'customer-update', text: 'Slow.' },
  actor: ana,
  recordedAt: 60,
};

it('[COM16] shows what was said, where, and whom an update could be for', () => {
  const sketches = [
    { ...triggered(), recordedAt: 10 },
    opened('critical', 20),
    posted('update', 'responders', 30),
    posted('update', 'leadership', 40),
    opened('warroom', 50),
    proposed,
    posted('decision', 'responders', 70),
  ];
  const { state } = folded(
    sketches,
    stateWith(shopWithRooms({ checkpoints }, { organisation: { bridge: 'https://meet.example.org/{{number}}' } })),
  );
  const incident = state.incidents.get('incident-1');
  const telling = incident && tellingOf(state, incident, 100);
  expect(telling?.updates.map(({ kind, for: audience, state: now, rooms }) => [kind, audience, now, ...rooms.map(({ id }) => id)])).toEqual(
    [
      ['decision', 'responders', 'told', 'critical', 'warroom'],
      ['update', 'customers', 'waiting'],
      ['update', 'leadership', 'told', 'leadership'],
      ['update', 'responders', 'told', 'critical'],
    ],
  );
  expect(telling?.audiences.map(({ for: audience, rooms, checkpoint }) => [audience, rooms.length, checkpoint])).toEqual([
    ['responders', 2, undefined],
    ['leadership', 1, undefined],
    ['company', 0, undefined],
    ['customers', 1, 'Customers'],
    ['public', 1, undefined],
  ]);
  expect(telling).toMatchObject({ bridge: 'https://meet.example.org/1', bridgeByHand: false, rooms: [{ name: '#incident-critical' }, {}] });
});
