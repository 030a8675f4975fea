import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { byPosition, Position, positionBetween, positions } from './place.ts';

it('[SCH13] finds a place between any two, and one after and before all, however often', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 200 }), (choices) => {
      const order = positions(2);
      for (const choice of choices) {
        const at = choice % (order.length + 1);
        const made = positionBetween(order[at - 1], order[at]);
        expect(Position.safeParse(made).success).toBe(true);
        order.splice(at, 0, made);
      }
      const sorted = order.map((position, i) => ({ position, id: `${i}` })).toSorted(byPosition);
      expect(sorted.map(({ position }) => position)).toEqual(order);
    }),
  );
});

it('[SCH13] finds one after two people who chose the same', () => {
  expect(positionBetween('a1', 'a1') > 'a1').toBe(true);
});

it.each(['', 'zz', 'a', 'a00', 'A', '!', 'a'.repeat(201)])('[LOG9] takes %j for no position, for nothing could stand beside it', (text) => {
  expect(Position.safeParse(text).success).toBe(false);
});
