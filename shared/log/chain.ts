import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeEvent, type StoredEvent } from './envelope.ts';

/** The `previousHash` of the first entry of every log. */
export const genesisHash = '0'.repeat(64);

/** SHA-256 of a text's UTF-8 bytes, lower-case hexadecimal. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * The hash that chains an entry to the one before: SHA-256 over previous hash, author bytes, signature and relay bytes,
 * each on a line of its own (none can hold a line break: canonical JSON escapes it).
 */
export function chainHash(
  previousHash: string,
  entry: Pick<StoredEvent, 'author' | 'signature' | 'relay'>,
  hash: (text: string) => string = sha256Hex,
): string {
  return hash(`${previousHash}\n${entry.author}\n${entry.signature}\n${entry.relay}`);
}

/** Chains an entry to the one before. `hash` is `sha256Hex`, or a faster one where there is one. */
export function sealEntry(previousHash: string, entry: Omit<StoredEvent, 'hash'>, hash?: (text: string) => string): StoredEvent {
  return { ...entry, hash: chainHash(previousHash, entry, hash) };
}

/** Where a chain first breaks, and how. */
export interface ChainBreak {
  seq: number;
  problem: 'seq-not-dense' | 'hash-mismatch' | 'part-not-readable' | 'id-differs' | 'recorded-at-decreased' | 'other-log';
}

/** The end of a verified stretch of the chain, from which verification can go on. */
export interface ChainHead {
  seq: number;
  hash: string;
  recordedAt: number;
  log?: string | undefined;
}

/** The head of the empty log. */
export const genesis: ChainHead = { seq: 0, hash: genesisHash, recordedAt: Number.MIN_SAFE_INTEGER };

/** Verifies a stretch of entries that must follow `head`; the first break, or the new head. */
export function verifyChain(head: ChainHead, entries: Iterable<StoredEvent>): { head: ChainHead; broken?: ChainBreak } {
  let current = head;
  for (const entry of entries) {
    const fail = (problem: ChainBreak['problem']) => ({ head: current, broken: { seq: current.seq + 1, problem } });
    let event;
    try {
      event = decodeEvent(entry);
    } catch {
      return fail('part-not-readable');
    }
    if (entry.seq !== current.seq + 1 || event.seq !== entry.seq) {
      return fail('seq-not-dense');
    }
    if (event.id !== entry.id) {
      return fail('id-differs');
    }
    if (chainHash(current.hash, entry) !== entry.hash) {
      return fail('hash-mismatch');
    }
    if (event.recordedAt < current.recordedAt) {
      return fail('recorded-at-decreased');
    }
    if (current.log !== undefined && event.log !== current.log) {
      return fail('other-log');
    }
    current = { seq: entry.seq, hash: entry.hash, recordedAt: event.recordedAt, log: event.log };
  }
  return { head: current };
}

/**
 * Verifies entries of the past against what is held from `heldFrom` on: they are dense, end just before it, and each is chained to
 * the one before. `entryAt` gives the first entry held, `hashBefore` the hash that the last of them must have when that is known by itself.
 */
export function breakBefore(
  entries: readonly StoredEvent[],
  heldFrom: number,
  entryAt: (seq: number) => StoredEvent | undefined,
  hashBefore: string | undefined,
): ChainBreak | undefined {
  const first = entryAt(heldFrom);
  const last = entries.at(-1);
  const chain = [...entries, ...(first?.seq === heldFrom ? [first] : [])];
  if (last && hashBefore !== undefined && last.hash !== hashBefore) {
    return { seq: last.seq, problem: 'hash-mismatch' };
  }
  for (const [i, entry] of chain.entries()) {
    const before = chain[i - 1];
    if (entry.seq !== heldFrom - entries.length + i) {
      return { seq: entry.seq, problem: 'seq-not-dense' };
    }
    if (before && chainHash(before.hash, entry) !== entry.hash) {
      return { seq: entry.seq, problem: 'hash-mismatch' };
    }
  }
  return undefined;
}
