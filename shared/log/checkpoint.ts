import { z } from 'zod';
import { InstantMs } from './envelope.ts';

/**
 * Schema of a checkpoint: what a relay signs of its log, and every desktop keeps as a witness (C7, R28).
 * - `hash` is the hash of entry `seq` of log `log`, signed at `at` (relay ms).
 * - `state` compares how both sides read the log: the digest of what entries up to `state.seq` touched last (see `StateDigest`),
 *   folded by rules of version `state.fold`; digests of different versions say nothing of one another.
 * - `signature` is the relay's Ed25519 signature of `checkpointText`, base64url.
 */
export const Checkpoint = z.strictObject({
  log: z.uuid(),
  seq: z.int().min(1),
  hash: z.string().length(64),
  at: InstantMs,
  state: z.strictObject({ fold: z.int().min(1), seq: z.int().min(1), digest: z.string().length(64) }).optional(),
  signature: z.string().max(200),
});
/** A signed word of the relay on where its log stood. */
export type Checkpoint = z.infer<typeof Checkpoint>;

/** What a relay signs of a checkpoint; bound to the log, so that one log's word proves nothing of another. */
export function checkpointText({ log, seq, hash, at, state }: Omit<Checkpoint, 'signature'>): string {
  const read = state === undefined ? '' : `\n${state.fold} ${state.seq} ${state.digest}`;
  return `watchbell checkpoint\n${log}\n${seq} ${hash}\n${at}${read}`;
}
