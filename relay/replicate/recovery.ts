import type { StoredEvent } from '../../shared/log/envelope.ts';
import { genesisHash } from '../../shared/log/chain.ts';
import { commonPlace, type Footprint } from '../../shared/sync/trail.ts';
import { AuthorPart } from '../../shared/log/envelope.ts';
import type { EventStore } from '../log/event-store.ts';
import type { Ledger } from '../log/ledger.ts';

/** The hash of an entry of this log; also of its beginning. */
export function hashAt(store: EventStore, seq: number): string | undefined {
  return seq === 0 ? genesisHash : store.hashAt(seq);
}

/** The last place a desktop's log and this one share, the beginning at least. */
export function partedAt(store: EventStore, trail: readonly Footprint[]): number {
  return commonPlace(trail, (seq) => hashAt(store, seq)) ?? 0;
}

/** Takes back what a desktop holds and this relay has lost; resolves once it is durable. How many entries it was. */
export async function takeBack(ledger: Ledger, entries: readonly StoredEvent[], by: string): Promise<number> {
  const recovered = entries.filter((entry) => ledger.recover(entry, by) === 'recovered').length;
  await ledger.durableNow();
  return recovered;
}

/** The public key a device was enrolled with, as an entry of this relay's own says that this relay has lost; undefined when it does not. */
export function enrolledKey(ledger: Ledger, entry: StoredEvent, device: string): string | undefined {
  const part = AuthorPart.safeParse(jsonOf(entry.author)).data;
  const isOfDevice = part?.type === 'device.enrolled' && part.entity.id === device && ledger.isOwn(entry);
  return isOfDevice ? String(part.body['publicKey']) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
