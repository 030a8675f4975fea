import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { severities } from '../log/severity.ts';
import { queuePage, sortQueue } from './order.ts';
import type { Ranked } from './row.ts';

const now = 50;
const rows: fc.Arbitrary<Ranked[]> = fc.array(
  fc.record({
    status: fc.constantFrom('triggered', 'acknowledged', 'suppressed', 'resolved'),
    ringing: fc.constantFrom('me', 'others', 'no'),
    severity: fc.constantFrom(...severities),
    triggeredAt: fc.nat(4),
    resolvedAt: fc.nat(4),
    snoozedUntil: fc.constantFrom(undefined, 90),
    next: fc.constantFrom(
      undefined,
      { kind: 'acknowledgement-expires', at: 20 } as const,
      { kind: 'acknowledgement-expires', at: 80 } as const,
    ),
  }),
  { maxLength: 60 },
) as fc.Arbitrary<Ranked[]>;

it('gives pages that together are the whole queue in its order, whatever ties', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 70 }), (all, limit) => {
      const whole = sortQueue(all, now);
      const seen: Ranked[] = [];
      for (let after: number | undefined, more = true; more;) {
        const page = queuePage(all, now, limit, after);
        expect(page.places.length).toBeLessThanOrEqual(limit);
        seen.push(...page.places.flatMap((place) => all[place] ?? []));
        ({ more } = page);
        after = page.places.at(-1);
      }
      expect(seen.length).toBe(whole.length);
      expect(seen.every((row, i) => row === whole[i])).toBe(true);
    }),
    { numRuns: 300 },
  );
});
