import { expect, it } from 'vitest';
import { knownTypes } from '../../shared/state/known-types.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import type { Desktop } from '../harness/desktop.ts';
import { newerRelayWrote, type NewerEvent } from '../harness/newer-relay.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

const policy = { steps: [{ notify: ['person:ana'], acknowledgeWithin: '10m', repeatEvery: '1m' }] };
/** Ana and Bo are of the team; Dana is of none. The second service is nobody's. */
const workspace = shop(policy, { services: { billing: { name: 'Billing', policy: 'payments' } } });
const teleported: NewerEvent = { type: 'service.teleported', entity: { kind: 'service', id: 'checkout' }, body: { to: 'bo' } };
const must = { ...teleported, mustUnderstand: true as const };

async function shopAfter(events: readonly NewerEvent[]): Promise<{ world: World; ana: Desktop; bo: Desktop; dana: Desktop }> {
  const world = await World.start(workspace);
  const [ana, bo, dana] = [await world.desktop('ana'), await world.desktop('bo'), await world.desktop('dana')];
  await newerRelayWrote(world, events);
  return { world, ana, bo, dana };
}

const heard = (...desktops: Desktop[]) => desktops.map(({ bell }) => bell.heard.length);
const rows = ({ app }: Desktop) => app.replica.view.notUnderstood.map(({ type }) => type);

it('[VER4] pages for every incident of its person’s teams when something must be understood and is not, until somebody acknowledges', async () => {
  const { world, ana, bo, dana } = await shopAfter([must]);
  expect([rows(ana), rows(bo)]).toEqual([['service.teleported'], ['service.teleported']]);
  expect(ana.app.replica.view.notUnderstood).toEqual(world.relay.state.notUnderstood);
  await world.alert();
  await world.forward(2 * SECOND_MS);
  expect(heard(ana, bo, dana)).toEqual([1, 1, 0]);
  await world.forward(2 * MINUTE_MS);
  expect(heard(ana, bo, dana)).toEqual([3, 3, 0]);
  bo.app.acknowledge(bo.incident().id, 'notification');
  await world.forward(5 * MINUTE_MS);
  expect(heard(ana, bo, dana)).toEqual([3, 3, 0]);
  expect([ana.bell.ringing.size, bo.bell.ringing.size]).toEqual([0, 0]);
  expect(world.incident()).toMatchObject({ status: 'acknowledged', acknowledgement: { person: 'bo' } });
});

// The control: what need not be understood makes nobody ring who would not.
it('[VER4] rings no more than ever when it need not be understood', async () => {
  const { world, ana, bo, dana } = await shopAfter([teleported]);
  await world.alert();
  await world.forward(2 * MINUTE_MS + 2 * SECOND_MS);
  expect(heard(ana, bo, dana)).toEqual([3, 0, 0]);
  expect(rows(bo)).toEqual([]);
});

it('[VER4] pages everyone who may answer for what no team owns, and nobody for a severity that pages nobody', async () => {
  const { world, ana, bo, dana } = await shopAfter([must]);
  world.trigger({ title: 'Ledger', service: 'billing' }, world.newId());
  await world.forward(2 * SECOND_MS);
  expect(heard(ana, bo, dana)).toEqual([1, 1, 1]);
  world.trigger({ title: 'By the way', severity: 'info' }, world.newId());
  await world.forward(30 * SECOND_MS);
  expect(heard(ana, bo, dana)).toEqual([1, 1, 1]);
});

it('[VER4] goes on so without the relay, and no longer once the laptop is updated and understands', async () => {
  const { world, ana, bo } = await shopAfter([]);
  const { 'channel.defined': _, ...older } = knownTypes;
  bo.update(older);
  const definition = { id: 'news', name: '#news' };
  await newerRelayWrote(world, [
    { type: 'channel.defined', entity: { kind: 'channel', id: 'news' }, body: { definition }, mustUnderstand: true },
  ]);
  expect([rows(bo), rows(ana)]).toEqual([['channel.defined'], []]);
  await world.alert();
  bo.cut();
  bo.kill();
  bo.start();
  await world.forward(2 * MINUTE_MS + 2 * SECOND_MS);
  expect(heard(bo)[0]).toBeGreaterThanOrEqual(3);

  bo.mend();
  await world.forward(MINUTE_MS);
  ana.app.acknowledge(ana.incident().id, 'notification');
  await world.settle();
  bo.update();
  await world.settle();
  expect(rows(bo)).toEqual([]);
  const before = heard(bo);
  await world.alert({ dedupKey: 'another' });
  await world.forward(2 * MINUTE_MS);
  expect(heard(bo)).toEqual(before);
  expect(bo.app.replica.view.workspace.entries.channel.get('news')?.current?.name).toBe('#news');
});
