import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { commonPlace, trailSeqs } from './trail.ts';

const hashOf = (history: string, seq: number) => `${history} ${seq}`.padEnd(64, '.');

it('[SYN18] a trail begins at the end, ends at the beginning and stays short', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (head) => {
      const seqs = trailSeqs(head);
      expect(seqs[0]).toBe(head);
      expect(seqs.at(-1)).toBe(0);
      expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => b - a));
      expect(seqs.length).toBeLessThanOrEqual(Math.log2(head + 1) + 3);
    }),
  );
});

it('[SYN18] finds a place both share, no further back than twice as far as they parted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), (shared, own) => {
      const head = shared + own;
      const trail = trailSeqs(head).map((seq) => ({ seq, hash: hashOf(seq <= shared ? 'ours' : 'mine', seq) }));
      const found = commonPlace(trail, (seq) => hashOf('ours', seq)) ?? -1;
      expect(found).toBeLessThanOrEqual(shared);
      expect(head - found).toBeLessThanOrEqual(Math.max(1, 2 * own));
    }),
  );
});

it('[SYN18] finds none where even the beginnings differ', () => {
  expect(commonPlace([{ seq: 0, hash: hashOf('mine', 0) }], () => hashOf('theirs', 0))).toBeUndefined();
});
