import { expect, it } from 'vitest';
import { acknowledged, bo, folded, triggered } from '../../test/harness/folding.ts';
import { idOf } from '../../test/harness/entries.ts';
import type { EventSketch } from '../../test/harness/entries.ts';
import { whichIncident } from './which.ts';

function paged(incident: string, person: string, epoch = 1): EventSketch {
  return {
    type: 'step.fired',
    entity: { kind: 'incident', id: incident },
    body: {
      stepId: idOf(`${incident} ${epoch}`),
      epoch,
      position: { cycle: 1, level: 1, repeat: 0 },
      dueAt: 0,
      targets: [person],
      outcome: 'paged',
      reason: 'triggered',
    },
  };
}

const reply = (action: 'acknowledge' | 'escalate' | 'resolve', number?: number) => ({ action, number, language: undefined });

it('[ANS13] means the only incident that waits for somebody, and asks which when there are several', () => {
  const { state } = folded([triggered(), paged('incident-1', 'ana')]);
  expect(whichIncident(state, 'ana', reply('acknowledge'))).toMatchObject({ incident: { id: 'incident-1' } });
  expect(whichIncident(state, 'ana', reply('resolve'))).toBe('none');
  expect(whichIncident(state, 'bo', reply('acknowledge'))).toBe('none');
  folded([{ ...acknowledged(1) }], state);
  expect(whichIncident(state, 'ana', reply('acknowledge'))).toBe('none');
  expect(whichIncident(state, 'ana', reply('resolve'))).toMatchObject({ incident: { id: 'incident-1' } });
  folded([triggered({}, 'incident-2'), paged('incident-2', 'bo'), triggered({}, 'incident-3'), paged('incident-3', 'bo')], state);
  expect(whichIncident(state, 'bo', reply('acknowledge'))).toMatchObject({ several: [{ id: 'incident-2' }, { id: 'incident-3' }] });
  expect(whichIncident(state, 'bo', reply('acknowledge', 3))).toMatchObject({ incident: { id: 'incident-3' } });
});

it('[ANS13] takes a number only of an incident whose present ringing paged them', () => {
  const { state } = folded([triggered(), paged('incident-1', 'ana')]);
  expect(whichIncident(state, 'bo', reply('acknowledge', 1))).toBe('not-theirs');
  expect(whichIncident(state, 'ana', reply('acknowledge', 9))).toBe('no-such');
  folded([{ type: 'incident.escalated', body: { epoch: 1, reason: 'escalated-by-hand', via: 'window' }, actor: bo }], state);
  expect(whichIncident(state, 'ana', reply('acknowledge', 1))).toBe('not-theirs');
});
