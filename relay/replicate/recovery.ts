import type { StoredEvent } from '../../shared/log/envelope.ts';
import { genesisHash } from '../../shared/log/chain.ts';
import { commonPlace, type Footprint } from '../../shared/sync/trail.ts';
import type { EventStore } from '../log/event-store.ts';
import type { Ledger } from '../log/ledger.ts';
import { readAuthorPart } from '../log/signed-part.ts';

/** The hash of an entry of this log; also of its beginning. */
export function hashAt(store: EventStore, seq: number): string | undefined {
  return seq === 0 ? genesisHash : store.hashAt(seq);
}

/** The last place a desktop's log and this one share, the beginning at least. */
export function partedAt(store: EventStore, trail: readonly Footprint[]): number {
  return commonPlace(trail, (seq) => hashAt(store, seq)) ?? 0;
}

/** What became of entries a desktop gave back. */
export interface TakenBack {
  recovered: number;
  /** Entries whose ids are in the log with other words: somebody used them for something else. */
  otherWords: number;
  /** Entries no device of this log signed. */
  notOurs: number;
}

/** Takes back what a desktop holds and this relay has lost; resolves once it is durable. */
export async function takeBack(ledger: Ledger, entries: readonly StoredEvent[], by: string): Promise<TakenBack> {
  const became = entries.map((entry) => ledger.recover(entry, by));
  await ledger.durableNow();
  const count = (what: (typeof became)[number]) => became.filter((each) => each === what).length;
  return { recovered: count('recovered'), otherWords: count('other-words'), notOurs: count('not-ours') };
}

/** The public key a device was enrolled with, as an entry of this relay's own says that this relay has lost; undefined when it does not. */
export function enrolledKey(ledger: Ledger, entry: StoredEvent, device: string): string | undefined {
  const part = readAuthorPart(entry.author);
  const isOfDevice = part?.type === 'device.enrolled' && part.entity.id === device && ledger.isOwn(entry);
  return isOfDevice ? String(part.body['publicKey']) : undefined;
}
