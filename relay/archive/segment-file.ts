import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { syncFolder } from '../backup/sync-file.ts';
import { StoredEvent } from '../../shared/log/envelope.ts';
import { BadSegment, segmentName, type Block, type Segment } from './segment.ts';

/** A page is read without unpacking more than this many entries, or about this much text. */
const blockEntries = 500;
const blockCharacters = 512 * 1024;

/** What a segment in the making is called, so that nothing half ever has a good name. */
export const partSuffix = '.part';

/** Whole entries as a file keeps them: one a line, as an export of the log does. */
export function linesOf(entries: readonly StoredEvent[]): string {
  return entries
    .map(({ seq, id, author, signature, relay, hash }) => `${JSON.stringify({ seq, id, author, signature, relay, hash })}\n`)
    .join('');
}

/** About how much memory an entry takes. */
export function charactersOf({ author, signature, relay }: StoredEvent): number {
  return author.length + signature.length + relay.length + 200;
}

/**
 * Writes entries that follow one another into a segment's file; what has its name at the end is on the disk. The file is one gzip
 * stream to everybody else, packed in blocks so that a page of the past costs a page and not all of it.
 */
export function writeSegment(folder: string, entries: readonly StoredEvent[]): Segment {
  const [first, last] = [entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0];
  const packed = blocksOf(entries).map((block) => ({ first: block[0]?.seq ?? 0, bytes: gzipSync(linesOf(block)) }));
  const bytes = Buffer.concat(packed.map((block) => block.bytes));
  let offset = 0;
  const blocks = packed.map((block): Block => {
    offset += block.bytes.length;
    return { first: block.first, offset: offset - block.bytes.length, bytes: block.bytes.length };
  });
  const file = segmentName(first, last);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncFolder(dirname(folder));
  const part = join(folder, `${file}${partSuffix}`);
  const descriptor = openSync(part, 'w', 0o600);
  try {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(descriptor, bytes, written);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, join(folder, file));
  syncFolder(folder);
  return { first, last, file, bytes: bytes.length, sha256: sha256(bytes), blocks };
}

function blocksOf(entries: readonly StoredEvent[]): StoredEvent[][] {
  const blocks: StoredEvent[][] = [];
  let characters = 0;
  for (const entry of entries) {
    const block = blocks.at(-1);
    if (!block || block.length >= blockEntries || characters > blockCharacters) {
      blocks.push([entry]);
      characters = 0;
    } else {
      block.push(entry);
    }
    characters += charactersOf(entry);
  }
  return blocks;
}

/** All entries of a segment, a block at a time, from a file proven to be the one that was written. Throws BadSegment. */
export function* readBlocks(folder: string, segment: Segment): Generator<StoredEvent[]> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, segment.file));
  } catch (error) {
    throw new BadSegment(segment, reasonOf(error));
  }
  if (sha256(bytes) !== segment.sha256) {
    throw new BadSegment(segment, 'is not as it was written');
  }
  for (const [at, { offset, bytes: length }] of segment.blocks.entries()) {
    yield dense(segment, at, unpacked(segment, bytes.subarray(offset, offset + length)));
  }
}

/** How many entries a segment holds, every one of them read. Throws BadSegment. */
export function segmentLength(folder: string, segment: Segment): number {
  let length = 0;
  for (const block of readBlocks(folder, segment)) {
    length += block.length;
  }
  return length;
}

/** The entries of one block of a segment. Throws BadSegment. */
export function readBlock(folder: string, segment: Segment, at: number): StoredEvent[] {
  const block = segment.blocks[at];
  const bytes = Buffer.alloc(block?.bytes ?? 0);
  try {
    const descriptor = openSync(join(folder, segment.file), 'r');
    try {
      readSync(descriptor, bytes, 0, bytes.length, block?.offset ?? 0);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new BadSegment(segment, reasonOf(error));
  }
  return dense(segment, at, unpacked(segment, bytes));
}

function unpacked(segment: Segment, bytes: Buffer): StoredEvent[] {
  try {
    const lines = gunzipSync(bytes).toString('utf8').split('\n').slice(0, -1);
    return lines.map((line) => StoredEvent.parse(JSON.parse(line)));
  } catch {
    throw new BadSegment(segment, 'is not as it was written');
  }
}

/** The entries of a block, which are every one from its first to the next block's. */
function dense(segment: Segment, at: number, entries: StoredEvent[]): StoredEvent[] {
  const first = segment.blocks[at]?.first ?? segment.first;
  const last = (segment.blocks[at + 1]?.first ?? segment.last + 1) - 1;
  if (entries.length !== last - first + 1 || entries.some(({ seq }, i) => seq !== first + i)) {
    throw new BadSegment(segment, 'does not hold the entries it should');
  }
  return entries;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'is missing' : `cannot be opened (${message})`;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
