import type { Delivery } from '../../shared/delivery/delivery.ts';
import type { AuthorPart, EntityRef, Event, StoredEvent } from '../../shared/log/envelope.ts';
import type { KnownTypes } from '../../shared/state/known-types.ts';
import type { State } from '../../shared/state/state.ts';

/** What the relay writes itself: who it is, its key, its clock and its ids. */
export interface LedgerEdges {
  device: string;
  sign(text: string): string;
  verify(text: string, signature: string, publicKey: string): boolean;
  /** SHA-256 of a text, hexadecimal, when there is a faster way than the one every platform has. */
  hash?(text: string): string;
  now(): number;
  newId(): string;
  /** Runs a callback when the present event-loop turn ends; everything recorded in a turn is one commit. */
  defer(callback: () => void): void;
  /** The types of event it reads; those of this version unless said otherwise. */
  reads?: KnownTypes | undefined;
  /** What an entry asks to be brought outside, from the state after it; nothing unless said otherwise. */
  deliveries?: ((state: State, event: Event) => readonly Delivery[]) | undefined;
  /** Hears of followers that fail; unless it is there, their error is thrown. */
  onTrouble?: ((message: string, error: unknown) => void) | undefined;
}

/** An event the relay wants to write. */
export interface Draft {
  type: string;
  /** Of the body; 1 unless said otherwise. */
  version?: number | undefined;
  entity: EntityRef;
  body: Record<string, unknown>;
  /** Whoever does not know the type must not pass over it in silence. */
  mustUnderstand?: true | undefined;
  at?: AuthorPart['at'] | undefined;
  /** Its entity was named for it just now, so that nothing of it can be in the store. */
  isNew?: true | undefined;
}

/** Hears of what was given its place in a turn, as the turn ends and before it is on disk. */
export type PlacedListener = (events: readonly Event[]) => void;

/**
 * Hears of entries that are durable, with what each of them says, so that nobody has to read them again; `brings` says whether any of
 * them asks for something to be brought outside, or speaks of what has become of that.
 */
export type DurableListener = (entries: readonly StoredEvent[], events: readonly Event[], brings: boolean) => void;

/** An event that has its place; `durable` resolves once it is on disk, rejects when it could not be. */
export interface Recorded {
  event: Event;
  durable: Promise<void>;
}
