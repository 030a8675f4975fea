import { expect, it } from 'vitest';
import { eventsOf, idOf, type EventSketch } from '../../test/harness/entries.ts';
import { resolved, triggered } from '../../test/harness/folding.ts';
import { sample, stateWith } from '../../test/harness/workspaces.ts';
import { fold } from '../state/state.ts';
import { statusView } from '../insight/status-page.ts';
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

it('[COM24] tells the end to those who read the first words after it, as when they were approved too late', () => {
  const { brought, counts } = broughtBy([triggered(), proposed, gated, approved('ana'), resolved(1), approved('bo')]);
  expect(counts).toEqual([0, 0, 0, 0, 0, 4]);
  expect(brought[5]?.map(({ what }) => what)).toEqual(['news', 'news', 'over', 'over']);
  expect(new Set(brought[5]?.map(({ id }) => id)).size).toBe(4);
});

it('[COM24] brings the same with the same ids however often it is asked, and nothing for what was not applied', () => {
  const story = [triggered(), proposed, { type: 'action.released', body: { action: words } }];
  expect(broughtBy(story).brought).toEqual(broughtBy(story).brought);
  expect(broughtBy([...story.slice(0, 2), { type: 'action.released', body: { action: words }, verdict: 'parked' }]).counts).toEqual([
    0, 0, 0,
  ]);
});

it('[COM24] brings nothing without a status page, or of other words', () => {
  const released: EventSketch = { type: 'action.released', body: { action: words } };
  expect(broughtBy([triggered(), proposed, released], sample).counts).toEqual([0, 0, 0]);
  const vendor = { ...proposed, body: { kind: 'vendor-escalation', text: 'Help.' } };
  expect(broughtBy([triggered(), vendor, released, resolved(1)]).counts).toEqual([0, 0, 0, 0]);
});

it('[COM24] ends what was merged with what it was merged into, in a thread of its own', () => {
  const released: EventSketch = { type: 'action.released', body: { action: words } };
  const merged: EventSketch = { type: 'incident.merged', body: { into: idOf('other'), via: 'window' } };
  const into = triggered({}, idOf('other'));
  const end: EventSketch = { ...resolved(1), entity: { kind: 'incident', id: idOf('other') } };
  const { brought, counts, state } = broughtBy([into, triggered(), proposed, released, merged, end]);
  expect(counts).toEqual([0, 0, 0, 2, 0, 2]);
  expect(brought[5]?.map(({ what, incident }) => [what, incident])).toEqual([
    ['over', 'incident-1'],
    ['over', 'incident-1'],
  ]);
  expect(statusView(state.workspace, state.incidents.values(), 0)?.open).toEqual([]);
  const before = broughtBy([into, triggered(), proposed, released, merged]).state;
  expect(statusView(before.workspace, before.incidents.values(), 0)?.open).toMatchObject([{ id: 'incident-1', ended: undefined }]);
});

it('[COM24] tells no end of what has rung again since, and nothing of what the page shows no more', () => {
  const { state } = broughtBy([triggered(), proposed, { type: 'action.released', body: { action: words } }]);
  const find = (id: string) => state.incidents.get(id);
  const news = { what: 'news' as const, incident: 'incident-1' };
  expect(whyNoNews(state.workspace, news, find)).toBeUndefined();
  expect(whyNoNews(state.workspace, { ...news, what: 'over' }, find)).toMatch(/rung again/);
  expect(whyNoNews(stateWith(sample).workspace, news, find)).toMatch(/does not show it/);
  expect(whyNoNews(state.workspace, { ...news, incident: 'unknown' }, find)).toMatch(/not known/);
});
