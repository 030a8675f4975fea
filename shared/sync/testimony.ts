import type { ChainHead } from '../log/chain.ts';
import { checkpointText, type Checkpoint } from '../log/checkpoint.ts';

/**
 * What a checkpoint is worth beside this copy.
 * - `holds`: it agrees, as far as it can be compared.
 * - `not-signed`: not by the relay of this log.
 * - `other-history`: the relay signed another entry at a place this copy holds.
 * - `read-otherwise`: the entries are the same, but what follows from them is not.
 */
export type Testimony = 'holds' | 'not-signed' | 'other-history' | 'read-otherwise';

/** What a copy can say to a checkpoint; `digest` is that of its last full stretch, `isSigned` asks for the relay's key. */
export interface Copy {
  head: ChainHead;
  /** The version of the rules it is folded by. */
  fold: number;
  hashAt(seq: number): string | undefined;
  digest(): { seq: number; digest: string } | undefined;
  isSigned(text: string, signature: string): boolean;
}

/** Compares a checkpoint with this copy. */
export function judgeCheckpoint(checkpoint: Checkpoint, copy: Copy): Testimony {
  const { log, seq, hash, state, signature } = checkpoint;
  if (!copy.isSigned(checkpointText(checkpoint), signature)) {
    return 'not-signed';
  }
  const held = copy.hashAt(seq);
  if (copy.head.log !== log || (held !== undefined && held !== hash)) {
    return 'other-history';
  }
  const own = copy.digest();
  const isComparable = state?.fold === copy.fold && own?.seq === state.seq;
  return isComparable && own.digest !== state.digest ? 'read-otherwise' : 'holds';
}
