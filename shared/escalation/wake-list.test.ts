import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { WakeList } from './wake-list.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd');
const action = fc.oneof(
  fc.record({ do: fc.constant('set' as const), id, at: fc.nat(50) }),
  fc.record({ do: fc.constant('earlier' as const), id, at: fc.nat(50) }),
  fc.record({ do: fc.constant('delete' as const), id }),
  fc.record({ do: fc.constant('take' as const), now: fc.nat(50) }),
);

it('[ESC10] looks at each incident once, when it asked last to be looked at, as a plain table would', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const wakes = new WakeList();
      const table = new Map<string, number>();
      for (const each of actions) {
        switch (each.do) {
          case 'set':
            wakes.set(each.id, each.at);
            table.set(each.id, each.at);
            break;
          case 'earlier':
            wakes.setEarlier(each.id, each.at);
            table.set(each.id, Math.min(each.at, table.get(each.id) ?? Infinity));
            break;
          case 'delete':
            wakes.delete(each.id);
            table.delete(each.id);
            break;
          case 'take': {
            const taken = wakes.takeDue(each.now);
            const earliest = Math.min(Infinity, ...table.values());
            expect(taken === undefined).toBe(earliest > each.now);
            if (taken !== undefined) {
              expect(table.get(taken)).toBe(earliest);
              table.delete(taken);
            }
          }
        }
        expect(wakes.next()).toBe(table.size === 0 ? undefined : Math.min(...table.values()));
      }
    }),
    { numRuns: 500 },
  );
});
