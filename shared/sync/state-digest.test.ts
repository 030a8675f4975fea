import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { entriesADigest, firstOfStretch, StateDigest } from './state-digest.ts';

const entity = (id: number) => ({ kind: 'incident' as const, id: `i${id}` });

/** Folds entries that each say what becomes of one entity. */
function digested(said: readonly number[], from = 0): { digest: StateDigest; states: Map<string, unknown> } {
  const digest = new StateDigest();
  const states = new Map<string, unknown>();
  said.forEach((number, i) => {
    const { id } = entity(number % 7);
    states.set(id, { last: number, seen: new Map([[number, i]]) });
    digest.folded(from + i + 1, entity(number % 7), states.get(id));
  });
  return { digest, states };
}

const stretch = fc.array(fc.nat(1000), { minLength: entriesADigest, maxLength: entriesADigest });

it('[SYN19] says the same of the same, and something else when one entity came out otherwise', () => {
  fc.assert(
    fc.property(stretch, fc.nat(entriesADigest - 1), (said, at) => {
      const own = digested(said).digest.latest();
      expect(own).toEqual(digested(said).digest.latest());
      expect(own?.seq).toBe(entriesADigest);
      const last = said.findLastIndex((number) => number % 7 === (said[at] ?? 0) % 7);
      const other = digested(said.with(last, (said[last] ?? 0) + 7)).digest.latest();
      expect(other?.digest).not.toBe(own?.digest);
    }),
    { numRuns: 20 },
  );
});

it('[SYN19] says nothing before a stretch is full, and goes on after a restart with what the stretch has touched', () => {
  fc.assert(
    fc.property(stretch, fc.integer({ min: 1, max: entriesADigest - 1 }), (said, restartsAt) => {
      const whole = digested(said).digest;
      const before = digested(said.slice(0, restartsAt));
      expect(before.digest.latest()).toBeUndefined();
      const after = new StateDigest();
      after.restart();
      // As a store gives it back: each entry since the stretch began, with its entity as it stands now.
      said.slice(firstOfStretch(restartsAt) - 1, restartsAt).forEach((number, i) => {
        after.folded(i + 1, entity(number % 7), before.states.get(entity(number % 7).id));
      });
      said.slice(restartsAt).forEach((number, i) => {
        const seq = restartsAt + i + 1;
        after.folded(seq, entity(number % 7), { last: number, seen: new Map([[number, seq - 1]]) });
      });
      expect(after.latest()).toEqual(whole.latest());
    }),
    { numRuns: 20 },
  );
});
