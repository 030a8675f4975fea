import { expect, it } from 'vitest';
import { entriesOf, idOf, mondayNight } from '../../test/harness/entries.ts';
import { fc } from '../../test/harness/properties.ts';
import { canonicalJson } from './canonical.ts';
import { chainHash, genesis, sealEntry, verifyChain } from './chain.ts';
import { decodeEvent, type AuthorPart, type StoredEvent } from './envelope.ts';

const entries = entriesOf(Array.from({ length: 8 }, (_, i) => ({ type: 'incident.annotated', body: { text: `note ${i} “é” ✓` } })));

function tampered(at: number, change: (entry: StoredEvent) => StoredEvent): StoredEvent[] {
  return entries.map((entry, i) => (i === at ? change(entry) : entry));
}

it('[LOG1] verifies an untouched log, also in stretches', () => {
  const whole = verifyChain(genesis, entries);
  expect(whole.broken).toBeUndefined();
  expect(whole.head).toEqual({ seq: 8, hash: entries[7]?.hash, recordedAt: mondayNight + 8, log: idOf('log') });
  const half = verifyChain(genesis, entries.slice(0, 3)).head;
  expect(verifyChain(half, entries.slice(3)).head).toEqual(whole.head);
});

const place = fc.integer({ min: 0, max: entries.length - 1 });
const field = fc.constantFrom('author' as const, 'signature' as const, 'relay' as const, 'hash' as const, 'id' as const);

it('[LOG1] finds any character changed, added or taken away in any part of any entry', () => {
  fc.assert(
    fc.property(place, field, fc.nat(), fc.constantFrom('change', 'add', 'drop'), (at, name, where, how) => {
      const log = tampered(at, (entry) => {
        const text = entry[name];
        const i = where % text.length;
        const other = text[i] === 'x' ? 'y' : 'x';
        const middle = how === 'change' ? other : how === 'add' ? `${text[i] ?? ''}${other}` : '';
        return { ...entry, [name]: text.slice(0, i) + middle + text.slice(i + 1) };
      });
      expect(verifyChain(genesis, log).broken?.seq).toBe(at + 1);
    }),
    { numRuns: 1000 },
  );
});

it('[LOG1] finds an entry left out, moved or repeated', () => {
  fc.assert(
    fc.property(place, place, fc.constantFrom('drop', 'swap', 'repeat'), (a, b, how) => {
      const log = [...entries];
      const [first, second] = [entries[a] as StoredEvent, entries[b] as StoredEvent];
      if (how === 'drop') {
        log.splice(a, 1);
      } else if (how === 'repeat') {
        log.splice(a, 0, first);
      } else {
        log[a] = second;
        log[b] = first;
      }
      const unchanged =
        log.length === entries.length ? log.every((entry, i) => entry === entries[i]) : log.every((entry, i) => entry === entries[i]);
      // A log cut at its end is whole as far as it goes; that is seen by comparing heads with those who hold more.
      expect(verifyChain(genesis, log).broken === undefined).toBe(unchanged);
    }),
    { numRuns: 500 },
  );
});

it('[LOG1] finds an entry sealed anew with other words, because the next does not follow it', () => {
  const forged = tampered(3, (entry) => {
    const author = { ...(JSON.parse(entry.author) as AuthorPart), body: { text: 'nothing happened' } };
    return sealEntry(entries[2]?.hash ?? '', { ...entry, author: canonicalJson(author) });
  });
  expect(verifyChain(genesis, forged).broken).toEqual({ seq: 5, problem: 'hash-mismatch' });
});

it('[LOG4] refuses a time that goes back and an entry of another log', () => {
  const back = entriesOf([
    { type: 'incident.annotated', recordedAt: 100 },
    { type: 'incident.annotated', recordedAt: 99 },
  ]);
  expect(verifyChain(genesis, back).broken).toEqual({ seq: 2, problem: 'recorded-at-decreased' });
  const first = entriesOf([{ type: 'incident.annotated' }]);
  const { head } = verifyChain(genesis, first);
  const foreign = entriesOf([{ type: 'incident.annotated' }], { ...head, log: idOf('another log') });
  expect(verifyChain(head, foreign).broken).toEqual({ seq: 2, problem: 'other-log' });
});

it('[LOG1] keeps the parts apart: no byte can move from one to the next unseen', () => {
  const entry = { author: '{"a":1}', signature: 'sig', relay: '{"b":2}' };
  expect(chainHash('0', entry)).not.toBe(chainHash('0', { author: '{"a":1}s', signature: 'ig', relay: '{"b":2}' }));
  expect(chainHash('0', entry)).not.toBe(chainHash('0', { author: '{"a":1}', signature: 'sig{', relay: '"b":2}' }));
});

it('[LOG1] gives back what was sealed', () => {
  const [event] = entries.map(decodeEvent);
  expect(event).toMatchObject({ seq: 1, type: 'incident.annotated', verdict: 'applied', body: { text: 'note 0 “é” ✓' } });
});
