import { expect, it } from 'vitest';
import { entriesOf, log, mondayNight } from '../../test/harness/entries.ts';
import { triggered } from '../../test/harness/folding.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { MemoryReplicaStore } from './memory-replica-store.ts';
import { Past } from './past.ts';

const entries = entriesOf(
  Array.from({ length: 9 }, (_, i) => ({ ...triggered({}, `incident-${i}`), recordedAt: mondayNight + i * 10 * DAY_MS })),
);
const now = mondayNight + 80 * DAY_MS;

/** A copy that began with a snapshot at entry 8. */
function adopted(): { store: MemoryReplicaStore; past: Past } {
  const store = new MemoryReplicaStore();
  const head = { seq: 8, hash: entries[7]?.hash ?? '', recordedAt: mondayNight + 70 * DAY_MS, log };
  store.adopt({ head, definitions: [], incidents: [] });
  return { store, past: new Past(store, store.load(0)) };
}

it('[SYN21] wants the entries of the last month and nothing before', () => {
  const { store, past } = adopted();
  expect(past.missingBefore(now)).toBe(9);
  expect(past.add(entries.slice(6, 8))).toBeUndefined();
  expect(past.missingBefore(now)).toBe(7);
  expect(past.add(entries.slice(5, 6))).toBeUndefined();
  expect(past.missingBefore(now)).toBeUndefined();
  expect(store.load(0).heldFrom).toBe(6);
});

it('[SYN21] takes "there is nothing before" for the beginning', () => {
  const { past } = adopted();
  expect(past.add([])).toBeUndefined();
  expect(past.missingBefore(now)).toBeUndefined();
});

it('[SYN14] takes nothing that does not lead to what is here', () => {
  const changed = entries.map((entry, i) => (i === 6 ? { ...entry, author: '{}' } : entry));
  const wrong = [entries.slice(5, 7), entries.slice(4, 8).toSpliced(1, 1), changed.slice(5, 8), entries.slice(6, 8).toReversed()];
  for (const page of wrong) {
    const { store, past } = adopted();
    expect(past.add(page)).toBeDefined();
    expect(store.load(0).heldFrom).toBe(9);
  }
  const { past } = adopted();
  past.add(entries.slice(7, 8));
  expect(past.add(changed.slice(5, 7))?.problem).toBe('hash-mismatch');
});
