import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const rotation = { people: ['ana', 'bo'], turn: '1w', handoffAt: '09:00', startsOn: '2026-11-16' };
const policy = { steps: [{ notify: ['schedule:primary'], acknowledgeWithin: '5m' }] };
const schedules = (more: Record<string, unknown> = {}) => ({
  schedules: { primary: { name: 'Primary', zone: 'Europe/Paris', rotation: { ...rotation, ...more } } },
});
const tomorrow = { from: mondayNight + DAY_MS, until: mondayNight + 2 * DAY_MS };

it('[SCH17] tells those whose watches somebody else changed, and nobody else (C10, D13)', async () => {
  const world = await World.start(shop(policy, schedules()));
  const [ana, bo, sam, lea] = await Promise.all(['ana', 'bo', 'sam', 'lea'].map((person) => world.desktop(person)));
  await world.settle();
  lea?.rotates('primary', 'override', { person: 'sam', ...tomorrow });
  await world.settle();
  expect(bo?.tidings).toMatchObject([{ kind: 'watches-changed', impact: { gained: [], lost: [tomorrow] } }]);
  expect(sam?.tidings).toMatchObject([{ kind: 'watches-changed', impact: { gained: [tomorrow], lost: [] } }]);
  expect([ana?.tidings, lea?.tidings]).toEqual([[], []]);
});

it('[SCH17] tells it a laptop that was away when it comes back, once', async () => {
  const world = await World.start(shop(policy, schedules()));
  const [sam, lea] = [await world.desktop('sam'), await world.desktop('lea')];
  await world.settle();
  sam.cut();
  lea.rotates('primary', 'override', { person: 'sam', ...tomorrow });
  await world.forward(HOUR_MS);
  expect(sam.tidings).toEqual([]);
  sam.mend();
  await world.forward(5 * MINUTE_MS);
  expect(sam.tidings.map(({ kind }) => kind)).toEqual(['watches-changed']);
});

it('[SCH17] tells whoever is asked for a swap, and whoever asked what became of it (D14)', async () => {
  const world = await World.start(shop(policy, schedules()));
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.settle();
  const asked = bo.rotates('primary', 'ask-swap', { giver: 'bo', taker: 'ana', ...tomorrow });
  await world.settle();
  expect(ana.tidings.map(({ kind, ...rest }) => [kind, 'by' in rest && rest.by.name])).toEqual([['swap-asked', 'Bo']]);
  ana.rotates('primary', 'approve-swap', { swap: asked.body['swap'] });
  await world.settle();
  expect(bo.tidings.map(({ kind }) => kind)).toEqual(['swap-approved']);
});

it('[SCH17] warns a lead a day before nobody is on call, once, with or without a network', async () => {
  const world = await World.start(shop(policy, schedules({ endsOn: '2026-11-25' })));
  const [ana, lea] = [await world.desktop('ana'), await world.desktop('lea')];
  await world.settle();
  lea.cut();
  world.clock.idleTickMs = MINUTE_MS;
  const end = Date.UTC(2026, 10, 25, 8);
  await world.forward(end - DAY_MS - 2 * HOUR_MS - mondayNight);
  expect(lea.tidings).toEqual([]);
  await world.forward(4 * HOUR_MS);
  expect(lea.tidings).toMatchObject([{ kind: 'gap-near', from: end }]);
  await world.forward(6 * HOUR_MS);
  expect([lea.tidings.length, ana.tidings.length]).toEqual([1, 0]);
});
