import { MINUTE_MS } from '../../shared/time/instant.ts';
import type { Desktop } from './desktop.ts';
import { shop } from './shop.ts';
import { World } from './world.ts';

/** Both orders in which two laptops that were offline are heard. */
export const bothOrders = [
  ['Ana first', ['ana', 'bo']],
  ['Bo first', ['bo', 'ana']],
] as const;

/** A path that pages Ana and Bo together, then Sam. */
export const together = {
  steps: [
    { notify: ['person:ana', 'person:bo'], acknowledgeWithin: '10m' },
    { notify: ['person:sam'], acknowledgeWithin: '10m' },
  ],
};

/** Ana's and Bo's laptops, which know of one incident and have lost the network. */
export async function apart(workspace = shop(together)): Promise<{ world: World; ana: Desktop; bo: Desktop }> {
  const world = await World.start(workspace);
  const [ana, bo] = [await world.desktop('ana'), await world.desktop('bo')];
  await world.alert();
  ana.cut();
  bo.cut();
  await world.settle();
  return { world, ana, bo };
}

/** The relay hears people's laptops again, one after the other. */
export async function mendInTurn(world: World, people: readonly string[]): Promise<void> {
  for (const person of people) {
    world.desktops.filter(({ identity }) => identity.person === person).forEach((desktop) => desktop.mend());
    await world.forward(MINUTE_MS);
  }
  await world.forward(MINUTE_MS);
}
