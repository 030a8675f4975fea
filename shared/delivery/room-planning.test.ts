import { expect, it } from 'vitest';
import { eventsOf, idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { ana, bo, triggered } from '../../test/harness/folding.ts';
import { fc } from '../../test/harness/properties.ts';
import { shopWithRooms } from '../../test/harness/rooms.ts';
import { stateWith } from '../../test/harness/workspaces.ts';
import { audiencesOf, isOutward } from '../escalation/channel.ts';
import { decideAll } from '../escalation/decide-all.ts';
import { factsOfDecision } from '../escalation/decision.ts';
import type { Event } from '../log/envelope.ts';
import { judge } from '../state/judge.ts';
import { rulesFor } from '../state/rules.ts';
import { fold } from '../state/state.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { find } from '../workspace/workspace.ts';
import type { Delivery } from './delivery.ts';
import { deliveriesOf } from './planning.ts';

const incident = 'incident-1';
const checkpoints = [{ name: 'Customers', actions: ['customer-update'], from: ['person:lea'], within: '15m' }];
const channels = {
  outward: { name: '#customers', for: ['customers'], when: { field: 'severity', in: ['critical', 'error'] } },
  company: { name: '#company', for: ['company', 'leadership'] },
};
const file = shopWithRooms({ checkpoints }, { channels });
const lea = { kind: 'person' as const, id: 'lea' };

/** What is done to the incident; `action` is the number of a proposal. */
type Doing = { does: 'say'; sketch: EventSketch } | { does: 'answer'; type: 'action.approved' | 'action.rejected'; action: number };

/** Does one after the other a minute apart, the engine after each, and gives every delivery to a room that was asked for. */
function played(doings: readonly Doing[]) {
  const state = stateWith(file);
  const told: Delivery[] = [];
  const proposals: string[] = [];
  let count = 0;
  let now = mondayNight;
  const write = (sketch: EventSketch): void => {
    count += 1;
    const [draft] = eventsOf([{ ...sketch, id: idOf(`told ${count}`), recordedAt: now }]);
    const event = { ...draft, ...judge(state, draft as Event) } as Event;
    fold(state, event);
    if (event.type === 'action.proposed' && event.verdict === 'applied') {
      proposals.push(event.id);
    }
    told.push(...deliveriesOf(state, event).filter(({ to }) => to.kind === 'room'));
  };
  const settle = (): void => {
    for (let i = 0; i < 50; i += 1) {
      const known = state.incidents.get(incident);
      const decision = known && decideAll(known, rulesFor(state, known), now);
      const facts = decision ? factsOfDecision(decision, incident) : [];
      if (facts.length === 0) {
        return;
      }
      facts.forEach((fact) => write({ ...fact, actor: { kind: 'engine' } }));
    }
    throw new Error('The engine goes in circles.');
  };
  write(triggered({ policy: { id: 'payments', revision: state.workspace.entries.policy.get('payments')?.revision } }));
  settle();
  for (const doing of doings) {
    now += MINUTE_MS;
    if (doing.does === 'say') {
      write(doing.sketch);
    } else {
      const action = proposals[doing.action] ?? idOf('none');
      const reason = doing.type === 'action.rejected' ? { reason: 'No.' } : {};
      write({ type: doing.type, actor: lea, body: { action, ...reason } });
    }
    settle();
  }
  return { state, told, known: state.incidents.get(incident) };
}

const say = (type: string, body: Record<string, unknown>, actor = ana): Doing => ({ does: 'say', sketch: { type, body, actor } });
const anyDoing: fc.Arbitrary<Doing> = fc.oneof(
  fc.constantFrom('triage', 'investigating', 'mitigating').map((stage) => say('incident.stage-changed', { stage, via: 'window' })),
  fc.constantFrom('critical', 'error', 'warning').map((severity) => say('incident.severity-changed', { severity, via: 'window' })),
  fc
    .record({ kind: fc.constantFrom('update', 'decision'), audience: fc.constantFrom('responders', 'leadership', 'company') })
    .map((post) => say('incident.posted', { ...post, text: 'Told.' })),
  fc.constantFrom('customer-update', 'vendor-escalation').map((kind) => say('action.proposed', { kind, text: 'Said.' }, bo)),
  fc
    .record({ type: fc.constantFrom('action.approved' as const, 'action.rejected' as const), action: fc.nat(1) })
    .map((answer): Doing => ({ does: 'answer', ...answer })),
  fc.constantFrom(1, 2).map((epoch) => say('incident.acknowledged', { epoch, via: 'window' })),
  fc.constantFrom(1, 2, 3).map((epoch) => say('incident.resolved', { epoch, via: 'window' })),
  fc.constant(say('incident.reopened', { via: 'window' })),
);

it('[COM1] [COM4] [COM5] [COM8] [COM9] tells each room each thing once, only what is for it, and customers only what was released', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(anyDoing, { maxLength: 25, size: 'max' }), (doings) => {
      const { state, told, known } = played(doings);
      expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
      for (const { to, what, stepId } of told) {
        const room = to.kind === 'room' ? to.room : '';
        const channel = find(state.workspace, 'channel', room) ?? {};
        const post = known?.posts?.find(({ id }) => id === stepId);
        const action = known?.actions.find(({ id }) => id === stepId);
        seen.set(what, (seen.get(what) ?? 0) + 1);
        expect(post === undefined || audiencesOf(channel).includes(post.audience)).toBe(true);
        expect(action === undefined || (action.kind === 'customer-update' && audiencesOf(channel).includes('customers'))).toBe(true);
        expect(what !== 'update' || action === undefined || action.status === 'released').toBe(true);
        expect(what !== 'declined' || action?.status === 'rejected').toBe(true);
        expect(!isOutward(channel) || (what === 'update' && action?.status === 'released')).toBe(true);
      }
      const rooms = known?.rooms?.map(({ room }) => room) ?? [];
      expect(new Set(rooms).size).toBe(rooms.length);
    }),
    { numRuns: Number(process.env['ROOM_RUNS'] ?? 100) },
  );
  // Everything a room can be told came up, or nothing was looked at.
  expect([...seen.keys()].toSorted()).toEqual(['acknowledged', 'decision', 'declined', 'draft', 'opened', 'resolved', 'status', 'update']);
});

it('[COM9] says nothing where customers may read themselves, not even that it opened', () => {
  const { told, known } = played([say('incident.stage-changed', { stage: 'triage', via: 'window' })]);
  expect(known?.rooms?.map(({ room }) => room)).toContain('outward');
  expect(told.filter(({ to }) => to.kind === 'room' && to.room === 'outward')).toEqual([]);
});
