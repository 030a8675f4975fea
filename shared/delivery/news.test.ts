import { expect, it } from 'vitest';
import { eventsOf, idOf, type EventSketch } from '../../test/harness/entries.ts';
import { resolved, triggered } from '../../test/harness/folding.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import { fold } from '../state/state.ts';
import { newsOf, whyNoNews } from './news.ts';

const withPage = sample.replace(
  'organisation:\n',
  'organisation:\n  statusPage: { access: public, services: [{ service: checkout, name: Payments }] }\n',
);
const readers = [{ id: idOf('all') }, { id: idOf('checkout'), services: ['checkout'] }, { id: idOf('billing'), services: ['billing'] }];
const words = idOf('words');
const proposed: EventSketch = { type: 'action.proposed', id: words, body: { kind: 'public-status', text: 'Slow.' } };
const gated: EventSketch = {
  type: 'action.gated',
  body: { action: words, checkpoint: 'words', needed: 2, people: ['ana', 'bo'], until: 9e12, attempt: 1 },
};
const approved = (person: string): EventSketch => ({
  type: 'action.approved',
  body: { action: words },
  actor: { kind: 'person', id: person },
});

/** What each entry brings, from the state after it. */
function broughtBy(sketches: readonly EventSketch[], workspace = withPage) {
  const state = stateWith(workspace);
  const brought = eventsOf(sketches).map((event) => {
    fold(state, event);
    return newsOf(state, event, () => readers);
  });
  return { state, brought, counts: brought.map(({ length }) => length) };
}

it('[COM24] brings words once all approvals are there, to whoever asked for the service, and the end', () => {
  const { brought, counts } = broughtBy([triggered(), proposed, gated, approved('ana'), approved('bo'), resolved(1)]);
  expect(counts).toEqual([0, 0, 0, 0, 2, 2]);
  expect(brought[4]?.map(({ to, what, stepId }) => [to.kind === 'subscription' && to.subscription, what, stepId])).toEqual([
    [idOf('all'), 'news', words],
    [idOf('checkout'), 'news', words],
  ]);
  expect(brought[5]?.map(({ what }) => what)).toEqual(['over', 'over']);
  expect(new Set(brought.flat().map(({ id }) => id)).size).toBe(4);
});

it('[COM24] brings the same with the same ids however often it is asked, and nothing for what was not applied', () => {
  const story = [triggered(), proposed, { type: 'action.released', body: { action: words } }];
  expect(broughtBy(story).brought).toEqual(broughtBy(story).brought);
  expect(broughtBy([...story.slice(0, 2), { type: 'action.released', body: { action: words }, verdict: 'parked' }]).counts).toEqual([
    0, 0, 0,
  ]);
});

it('[COM24] brings nothing without a status page, of other words, or of an incident that was merged', () => {
  const released: EventSketch = { type: 'action.released', body: { action: words } };
  expect(broughtBy([triggered(), proposed, released], sample).counts).toEqual([0, 0, 0]);
  const vendor = { ...proposed, body: { kind: 'vendor-escalation', text: 'Help.' } };
  expect(broughtBy([triggered(), vendor, released, resolved(1)]).counts).toEqual([0, 0, 0, 0]);
  const merged: EventSketch = { type: 'incident.merged', body: { into: idOf('other'), via: 'window' } };
  const into = triggered({}, idOf('other'));
  expect(broughtBy([into, triggered(), proposed, released, merged]).counts).toEqual([0, 0, 0, 2, 0]);
});

it('[COM24] tells no end of what has rung again since, and nothing of what the page shows no more', () => {
  const { state } = broughtBy([triggered(), proposed, { type: 'action.released', body: { action: words } }]);
  const incident = state.incidents.get('incident-1');
  expect(whyNoNews(state.workspace, { what: 'news' }, incident)).toBeUndefined();
  expect(whyNoNews(state.workspace, { what: 'over' }, incident)).toMatch(/rung again/);
  expect(whyNoNews(stateWith(sample).workspace, { what: 'news' }, incident)).toMatch(/does not show it/);
  expect(whyNoNews(state.workspace, { what: 'news' }, undefined)).toMatch(/not known/);
});
