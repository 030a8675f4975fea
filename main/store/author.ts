import type { ChainHead } from '../../shared/log/chain.ts';
import type { AuthorPart, EntityRef } from '../../shared/log/envelope.ts';
import type { OverlayEntry } from '../../shared/sync/overlay.ts';

/** Who writes here: this device, its person, its clock. */
export interface Author {
  device: string;
  person: string;
  sign(text: string): string;
  /** Whether a signature is the holder's of a public key. */
  verify(text: string, signature: string, publicKey: string): boolean;
  newId(): string;
  wallMs(): number;
}

/** What is said, its number, what was known when it was said, and the clock it was said by. */
interface Saying {
  deviceSeq: number;
  type: string;
  entity: EntityRef;
  body: Record<string, unknown>;
  base: AuthorPart['base'];
  clock: AuthorPart['at'];
}

/** This device's part of a new event. */
export function authorPart({ device, newId }: Author, { clock, ...said }: Saying): AuthorPart {
  return { id: newId(), device, version: 1, at: clock, ...said };
}

/** What this device wrote, as an entry on top of the confirmed state before the relay has given it a place. */
export function foreseen(kind: OverlayEntry['kind'], part: AuthorPart, { person }: Author, head: ChainHead): OverlayEntry {
  const recordedAt = part.at.wallMs + part.at.offsetMs;
  const relayPart = { log: part.id, seq: head.seq + 1, recordedAt, actor: { kind: 'person' as const, id: person } };
  return { kind, event: { ...part, ...relayPart, verdict: 'applied' } };
}
