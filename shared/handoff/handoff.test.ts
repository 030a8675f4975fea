import { expect, it } from 'vitest';
import { mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { acknowledged, ana, bo, folded, resolved, triggered } from '../../test/harness/folding.ts';
import { HOUR_MS } from '../time/instant.ts';
import { summariseShift } from './draft.ts';

const t0 = mondayNight;
const entity = { kind: 'handoff' as const, id: 'handoff-1' };
const shift = { from: t0, until: t0 + 8 * HOUR_MS };
const offered: EventSketch = {
  type: 'handoff.offered',
  entity,
  body: { schedule: 'payments-primary', to: 'bo', shift, note: 'Quiet night.', incidents: [{ id: 'incident-1', line: 'Disk full' }] },
  actor: ana,
  recordedAt: t0,
};
const accepted: EventSketch = { type: 'handoff.accepted', entity, actor: bo, recordedAt: t0 + 1 };
const declined: EventSketch = { type: 'handoff.declined', entity, body: { reason: 'I am ill.' }, actor: bo, recordedAt: t0 + 1 };

it('[HND1] gathers what the next person must know: what is open, the oldest first, and the shift in numbers', () => {
  const during = (sketch: EventSketch, hours: number, id: string): EventSketch => ({
    ...sketch,
    entity: { kind: 'incident', id },
    recordedAt: t0 + hours * HOUR_MS,
  });
  const fired = (id: string, hours: number) =>
    during(
      {
        type: 'step.fired',
        body: {
          stepId: `00000000-0000-8000-8000-00000000000${id.length}`,
          epoch: 1,
          position: { cycle: 1, level: 1, repeat: 0 },
          dueAt: t0 + hours * HOUR_MS,
          targets: ['ana'],
          outcome: 'paged',
          reason: 'triggered',
        },
      },
      hours,
      id,
    );
  const { state } = folded([
    during(triggered(), -2, 'older'),
    during(triggered(), 1, 'a'),
    fired('a', 1),
    during(acknowledged(1), 2, 'a'),
    during(triggered(), 3, 'bb'),
    fired('bb', 3),
    during(resolved(1), 4, 'bb'),
    during(triggered(), 9, 'after'),
  ]);
  const summary = summariseShift(state.incidents.values(), shift, t0 + 10 * HOUR_MS);
  expect(summary.open.map(({ id }) => id)).toEqual(['older', 'a', 'after']);
  expect(summary.counts).toEqual({ triggered: 2, acknowledged: 1, resolved: 1, pages: 2 });
});

it('[HND2] is answered by the person it was offered to, and once', () => {
  expect(folded([offered, { ...accepted, actor: ana }]).verdicts).toEqual(['applied', 'parked']);
  expect(folded([offered, { ...accepted, actor: { kind: 'admin' } }]).verdicts).toEqual(['applied', 'parked']);
  const { state, verdicts } = folded([offered, accepted, declined, offered]);
  expect(verdicts).toEqual(['applied', 'applied', 'noop', 'noop']);
  expect(state.handoffs.get('handoff-1')).toMatchObject({ from: 'ana', to: 'bo', status: 'accepted', offeredAt: t0, answeredAt: t0 + 1 });
});

it('[HND3] keeps the reason when it is declined', () => {
  expect(folded([offered, declined]).state.handoffs.get('handoff-1')).toMatchObject({ status: 'declined', reason: 'I am ill.' });
});

it('[HND2] parks an answer to a handoff nobody knows', () => {
  expect(folded([accepted]).verdicts).toEqual(['parked']);
});
