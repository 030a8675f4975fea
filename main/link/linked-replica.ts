import type { ChainBreak, ChainHead } from '../../shared/log/chain.ts';
import type { Checkpoint } from '../../shared/log/checkpoint.ts';
import type { SignedCommand, StoredEvent } from '../../shared/log/envelope.ts';
import type { CommandOutcome } from '../../shared/protocol/down.ts';
import type { Testimony } from '../../shared/sync/testimony.ts';
import type { FirstCopy } from './first-copy.ts';
import type { Holding } from './offering.ts';

/** What the link needs of the replica. */
export interface LinkedReplica {
  readonly head: ChainHead;
  readonly pending: readonly (SignedCommand & { id: string })[];
  receive(entries: readonly StoredEvent[]): ChainBreak | undefined;
  settle(results: readonly CommandOutcome[]): void;
  /** The relay expects this number of the device next. */
  closeGap(expected: number): void;
  startOver(): void;
  /** Called once whenever everything the relay has is here. */
  caughtUp(): void;
  setClock(offsetMs: number, uncertaintyMs: number): void;
  /** Whether the relay has to give the copy again, because another version made it. */
  readonly isFoldedOtherwise: boolean;
  /** Begins an empty copy with a snapshot. */
  adopt(snapshot: FirstCopy): void;
  readonly past: { missingBefore(now: number): number | undefined; add(entries: readonly StoredEvent[]): ChainBreak | undefined };
  readonly evidence: Holding & { witness(checkpoint: Checkpoint): Testimony; enrolment(): StoredEvent | undefined };
}
