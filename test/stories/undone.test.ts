import { expect, it } from 'vitest';
import { changesView, type ChangeView } from '../../shared/schedule-view/changes.ts';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { peopleOnCall } from '../../shared/schedule/on-call.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { mondayNight } from '../harness/entries.ts';
import type { Desktop } from '../harness/desktop.ts';
import { shop } from '../harness/shop.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const rotation = { people: ['ana', 'bo', 'sam'], turn: '1w', handoffAt: '09:00', startsOn: '2026-11-16' };
const workspace = shop(
  { steps: [{ notify: ['schedule:primary'] }] },
  { schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } } },
);
const monday = Date.UTC(2026, 10, 23, 8);
const layer = 'rotation';
const primaryOf = ({ app }: Desktop): Schedule => find(app.replica.view.workspace, 'schedule', 'primary') as Schedule;
const weeksOf = (desktop: Desktop) =>
  [0, 1, 2, 3, 4, 5].map((week) => peopleOnCall(primaryOf(desktop), monday + week * 7 * DAY_MS + HOUR_MS)[0]);
const changesOf = ({ app: { replica } }: Desktop): ChangeView[] =>
  changesView(
    replica.view.workspace,
    find(replica.view.workspace, 'schedule', 'primary') as Schedule,
    replica.history({ kind: 'schedule', id: 'primary' }),
    replica.now(),
  );

const turns = { zone: 'Europe/Paris', turn: { unit: 'day', length: 1 }, handoffAt: '10:00', startsOn: '2026-11-16' };
const next = monday + 7 * DAY_MS;

it.each([
  ['override', { person: 'lea', from: next, until: next + DAY_MS }],
  ['add-member', { layer, person: 'dana', after: null, from: next }],
  ['remove-member', { layer, member: 'bo', from: next }],
  ['move-member', { layer, member: 'sam', after: null, from: next }],
  ['change-rotation', { layer, turns, from: next }],
  ['add-layer', { people: ['lea'], turns, from: next }],
  ['take', { giver: 'bo', taker: 'lea', from: monday, until: next }],
] as const)('[SCH18] takes back %s before it holds, by one click, and all is as it was', async (name, said) => {
  const world = await World.start(workspace);
  const lea = await world.desktop('lea');
  await world.settle();
  const before = weeksOf(lea);
  lea.rotates('primary', name, said);
  await world.settle();
  const [latest] = changesOf(lea);
  expect(latest).toMatchObject({ by: 'Léa', verdict: 'applied' });
  const undo = latest?.undo;
  expect(undo).toBeDefined();
  lea.app.edit('primary', undo ? [undo] : []);
  await world.settle();
  expect(weeksOf(lea)).toEqual(before);
  expect(differences(world)).toEqual([]);
});

it('[SCH18] takes back what is left of an override that is going on, and offers nothing for one that is over', async () => {
  const world = await World.start(workspace);
  const lea = await world.desktop('lea');
  await world.settle();
  lea.rotates('primary', 'override', { person: 'lea', from: mondayNight, until: mondayNight + 4 * HOUR_MS });
  await world.forward(2 * HOUR_MS);
  expect(changesOf(lea)[0]?.undo).toMatchObject({ name: 'remove-override' });
  await world.forward(3 * HOUR_MS);
  expect(changesOf(lea)[0]?.undo).toBeUndefined();
});

it('[SCH18] shows what was parked with its author and reason, to everybody', async () => {
  const world = await World.start(workspace);
  const [lea, ana] = [await world.desktop('lea'), await world.desktop('ana')];
  await world.settle();
  lea.cut();
  lea.rotates('primary', 'override', { person: 'bo', from: mondayNight, until: mondayNight + HOUR_MS });
  await world.forward(2 * HOUR_MS);
  lea.mend();
  await world.forward(5 * 60_000);
  expect(changesOf(ana)[0]).toMatchObject({
    by: 'Léa',
    about: ['Bo'],
    verdict: 'parked',
    why: 'It is over already; the past stays as it was.',
  });
});
