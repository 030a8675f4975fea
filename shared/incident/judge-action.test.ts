import { expect, it } from 'vitest';
import { eventsOf, idOf, mondayNight, type EventSketch } from '../../test/harness/entries.ts';
import { ana, bo, incidentAfter, triggered } from '../../test/harness/folding.ts';
import type { Actor } from '../log/envelope.ts';
import { judgeIncident } from './judge.ts';
import { incidentEvent } from './reduce.ts';

const action = idOf('action');
const waiting = incidentAfter([
  triggered(),
  { type: 'action.proposed', id: action, body: { kind: 'customer-update', text: 'Slow.' }, actor: ana },
  { type: 'action.gated', body: { action, checkpoint: 'Customers', needed: 2, people: ['ana', 'bo'], until: mondayNight, attempt: 1 } },
  { type: 'action.approved', body: { action }, actor: bo },
]);

function why(sketch: EventSketch, actor: Actor = bo): string | undefined {
  const [event] = eventsOf([{ ...sketch, actor }]);
  const of = event && incidentEvent(event);
  return of && judgeIncident(waiting, of).why;
}

it.each([
  ['Nobody approves what they proposed themselves; ask a colleague.', { type: 'action.approved', body: { action } }, ana],
  ['You are not among those asked to approve it.', { type: 'action.approved', body: { action } }, { kind: 'person', id: 'sam' }],
  ['You approved it already.', { type: 'action.approved', body: { action } }, bo],
  ['The action is not known here.', { type: 'action.rejected', body: { action: idOf('other'), reason: 'No.' } }, bo],
  ['It waits for approval.', { type: 'action.released', body: { action } }, { kind: 'engine' }],
] as const)('[ESC28] says why not: %s', (said, sketch, actor) => {
  expect(why(sketch, actor)).toBe(said);
});

it('[ESC28] says nothing of what it takes', () => {
  expect(why({ type: 'action.rejected', body: { action, reason: 'No.' } }, ana)).toBeUndefined();
});
