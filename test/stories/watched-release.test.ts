import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/time/instant.ts';
import { mondayNight } from '../harness/entries.ts';
import { LosingWakes } from '../harness/losing-wakes.ts';
import { defines, noisyShop } from '../harness/noise.ts';
import { World } from '../harness/world.ts';

const all = { name: 'All', when: { field: 'severity', is: 'critical' }, until: mondayNight + HOUR_MS };

/** A relay whose engine forgets when to look again, with somebody beside it who watches, or nobody. */
async function forgetful(audits: boolean): Promise<World> {
  const world = new World();
  world.audits = audits;
  world.makeWakes = () => new LosingWakes(() => true);
  world.startRelay();
  await world.define(noisyShop());
  await defines(world, 'silence', 'all', all);
  await world.alert();
  await world.forward(HOUR_MS + MINUTE_MS);
  return world;
}

it('[NSE18] a release the relay’s engine forgot is found by its auditor within a minute, and made good', async () => {
  const world = await forgetful(true);
  expect(world.incident().status).toBe('triggered');
  expect(world.findings.map(({ finding }) => finding)).toMatchObject([{ kind: 'missed', isMended: true, due: { kind: 'release' } }]);
});

// The control: nobody watches, and it is suppressed still.
it('[NSE18] is found by nobody else', async () => {
  expect((await forgetful(false)).incident().status).toBe('suppressed');
});

it('[NSE18] a release a laptop’s engine forgot is found by its own audit while the relay is gone', async () => {
  const world = await World.start(noisyShop());
  const ana = await world.desktop('ana', { start: false });
  ana.wakes = new LosingWakes(() => true);
  ana.start();
  await defines(world, 'silence', 'all', all);
  await world.alert();
  world.killRelay();
  await world.forward(HOUR_MS + 2 * MINUTE_MS);
  expect(ana.bell.heard.length).toBeGreaterThan(0);
});
