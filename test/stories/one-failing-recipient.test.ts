import { expect, it } from 'vitest';
import { SECOND_MS } from '../../shared/time/instant.ts';
import { shop } from '../harness/shop.ts';
import { World } from '../harness/world.ts';

it.each(['throws', 'fails', 'hangs'] as const)(
  '[RING6] pages everybody else in the same tick when one of five bells %s (D6)',
  async (trouble) => {
    const people = ['ana', 'bo', 'sam', 'dana', 'lea'];
    const world = await World.start(shop({ steps: [{ notify: people.map((id) => `person:${id}`) }] }));
    for (const person of people) {
      await world.desktop(person);
    }
    const [first, ...others] = world.desktops;
    if (first) {
      first.bell.trouble = trouble;
    }
    await world.alert();
    await world.forward(SECOND_MS);
    expect(others.map(({ bell }) => bell.heard.length)).toEqual([1, 1, 1, 1]);
    expect(first?.bell.heard).toHaveLength(0);
  },
);
