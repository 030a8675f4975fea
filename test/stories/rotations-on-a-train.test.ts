import { expect, it } from 'vitest';
import type { Schedule } from '../../shared/schedule/definition.ts';
import { peopleOnCall } from '../../shared/schedule/on-call.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { mondayNight } from '../harness/entries.ts';
import { mendInTurn } from '../harness/apart.ts';
import type { Desktop } from '../harness/desktop.ts';
import { shop } from '../harness/shop.ts';
import { differences } from '../harness/telling.ts';
import { World } from '../harness/world.ts';

const rotation = { people: ['ana', 'bo'], turn: '1w', handoffAt: '09:00', startsOn: '2026-11-16' };
const workspace = shop(
  { steps: [{ notify: ['schedule:primary'], acknowledgeWithin: '5m' }] },
  {
    schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation } },
    people: { max: { name: 'Max', role: 'lead', zone: 'Europe/Berlin' } },
  },
);
const layer = 'rotation';
const monday = Date.UTC(2026, 10, 23, 8);

/** Two leads' laptops without a network. */
async function twoLeads(): Promise<{ world: World; lea: Desktop; max: Desktop }> {
  const world = await World.start(workspace);
  const [lea, max] = [await world.desktop('lea'), await world.desktop('max')];
  await world.settle();
  lea.cut();
  max.cut();
  await world.settle();
  return { world, lea, max };
}

const primaryOf = (desktop: Desktop): Schedule => find(desktop.app.replica.view.workspace, 'schedule', 'primary') as Schedule;
const orderOf = (desktop: Desktop): (string | undefined)[] =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((week) => peopleOnCall(primaryOf(desktop), monday + week * 7 * DAY_MS + HOUR_MS)[0]);

it('[SCH13] keeps both of two members added on two trains, in the same order everywhere', async () => {
  for (const order of [
    ['lea', 'max'],
    ['max', 'lea'],
  ]) {
    const { world, lea, max } = await twoLeads();
    lea.rotates('primary', 'add-member', { layer, person: 'sam' });
    max.rotates('primary', 'add-member', { layer, person: 'dana', after: null });
    await mendInTurn(world, order);
    expect(orderOf(lea)).toEqual(orderOf(max));
    expect(new Set(orderOf(lea))).toEqual(new Set(['ana', 'bo', 'sam', 'dana']));
    expect(differences(world)).toEqual([]);
  }
});

it('[SCH14] parks the second of two changes of the same hand-offs, and its author makes it again with one click', async () => {
  const { world, lea, max } = await twoLeads();
  const turns = { zone: 'Europe/Paris', turn: { unit: 'week', length: 1 }, handoffAt: '10:00', startsOn: '2026-11-16' };
  lea.rotates('primary', 'change-rotation', { layer, turns });
  max.rotates('primary', 'change-rotation', { layer, turns: { ...turns, handoffAt: '11:00' } });
  await mendInTurn(world, ['lea', 'max']);
  const [returned] = max.app.replica.returned;
  expect(returned?.why).toBe('The hand-offs of this rotation were changed meanwhile; look again and repeat it.');
  expect(primaryOf(max).layers[0]?.turns.at(-1)?.turns.handoffAt).toBe('10:00');
  max.app.reapply(returned?.id ?? '');
  await world.forward(MINUTE_MS);
  expect(primaryOf(lea).layers[0]?.turns.at(-1)?.turns.handoffAt).toBe('11:00');
  expect(max.app.replica.returned).toEqual([]);
  expect(differences(world)).toEqual([]);
});

it('[SCH14] keeps what an edit made offline would have changed in the past as it was', async () => {
  const { world, lea, max } = await twoLeads();
  const now = world.clock.now();
  lea.rotates('primary', 'override', { person: 'sam', from: now, until: now + 4 * HOUR_MS });
  expect(peopleOnCall(primaryOf(lea), now + HOUR_MS)).toEqual(['sam']);
  await world.forward(2 * HOUR_MS);
  lea.mend();
  max.mend();
  await world.forward(MINUTE_MS);
  expect([1, 3, 5].map((hour) => peopleOnCall(primaryOf(lea), now + hour * HOUR_MS)[0])).toEqual(['ana', 'sam', 'ana']);
  expect(differences(world)).toEqual([]);
});

it('[SCH15] lets responders swap a watch among themselves while one of them is offline (D14)', async () => {
  const world = await World.start(workspace);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.settle();
  bo.cut();
  const swap = { giver: 'ana', taker: 'bo', from: mondayNight + DAY_MS, until: mondayNight + 2 * DAY_MS };
  ana.rotates('primary', 'ask-swap', swap);
  await world.settle();
  bo.mend();
  await world.forward(MINUTE_MS);
  bo.cut();
  const asked = primaryOf(bo).swaps?.[0];
  bo.rotates('primary', 'approve-swap', { swap: asked?.id });
  bo.mend();
  await world.forward(MINUTE_MS);
  expect(peopleOnCall(primaryOf(ana), swap.from + HOUR_MS)).toEqual(['bo']);
  expect(world.logged('swap.approved').map(({ actor }) => actor)).toEqual([{ kind: 'person', id: 'bo' }]);
});

it('[LOG8] lets a responder swap only their own watch, and edit no rotation (D13)', async () => {
  const world = await World.start(workspace);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.settle();
  const swap = { giver: 'ana', taker: 'sam', from: mondayNight + DAY_MS, until: mondayNight + 2 * DAY_MS };
  expect(() => bo.rotates('primary', 'ask-swap', swap)).toThrow('The role responder may not do this; ask a lead or an admin.');
  expect(() => bo.rotates('primary', 'add-member', { layer, person: 'sam' })).toThrow(/may not do this/);
  ana.rotates('primary', 'ask-swap', swap);
  await world.settle();
  const asked = primaryOf(bo).swaps?.[0];
  expect(() => bo.rotates('primary', 'approve-swap', { swap: asked?.id })).toThrow(/may not do this/);
  bo.rotates('primary', 'take', { giver: 'ana', taker: 'bo', from: swap.from, until: swap.until });
  await world.settle();
  expect(peopleOnCall(primaryOf(ana), swap.from)).toEqual(['bo']);
});
