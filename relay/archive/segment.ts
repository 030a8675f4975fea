import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { archivedSince, schemaVersion } from '../log/schema.ts';

/** Where segments are within a data folder and within a backup. */
export const segmentsFolder = 'segments';

/** A part of a segment's file that can be unpacked by itself: the entries from `first` on, in `bytes` bytes from `offset`. */
export interface Block {
  first: number;
  offset: number;
  bytes: number;
}

/** A stretch of whole entries of the log in a file of its own, `sha256` over its bytes, hexadecimal. */
export interface Segment {
  first: number;
  last: number;
  file: string;
  bytes: number;
  sha256: string;
  blocks: readonly Block[];
}

/** An archived stretch that cannot be read; the message says which, why, and what puts it right. */
export class BadSegment extends Error {
  readonly segment: Segment;

  constructor(segment: Segment, why: string) {
    const { first, last, file } = segment;
    super(
      `the archived entries ${first} to ${last} cannot be read: ${segmentsFolder}/${file} ${why}; putting that one file back from the ${segmentsFolder} folder of a backup is enough`,
    );
    this.segment = segment;
  }
}

/** What a segment's file is called. */
export function segmentName(first: number, last: number): string {
  return `${first}-${last}.ndjson.gz`;
}

/** Which entries the file of such a name holds; undefined for any other name. */
export function segmentRange(name: string): { first: number; last: number } | undefined {
  const parts = /^([1-9]\d{0,15})-([1-9]\d{0,15})\.ndjson\.gz$/.exec(name);
  return parts ? { first: Number(parts[1]), last: Number(parts[2]) } : undefined;
}

type Row = Omit<Segment, 'blocks'> & { blocks: string; checksum: string };

/** What guards the note of a segment, as the chain guards what is in it. */
function checksumOf({ first, last, file, bytes, sha256, blocks }: Omit<Row, 'checksum'>): string {
  return createHash('sha256')
    .update(JSON.stringify([first, last, file, bytes, sha256, blocks]))
    .digest('hex');
}

/** The segments a log has noted, in order. Throws a SyntaxError when the notes are not as they were written. */
export function notedSegments(db: Database.Database): Segment[] {
  if (schemaVersion(db) < archivedSince) {
    return [];
  }
  let last = 0;
  return db
    .prepare<[], Row>('SELECT first, last, file, bytes, sha256, blocks, checksum FROM segments ORDER BY first')
    .all()
    .map(({ checksum, ...row }) => {
      if (checksumOf(row) !== checksum || row.first !== last + 1) {
        throw new SyntaxError(`the note of the archived entries from ${row.first} on is not as it was written`);
      }
      last = row.last;
      return { ...row, blocks: JSON.parse(row.blocks) as Block[] };
    });
}

/** Notes a segment, as part of the transaction that lets its entries' text go. */
export function noteSegment(db: Database.Database, segment: Segment): void {
  const row = { ...segment, blocks: JSON.stringify(segment.blocks) };
  db.prepare('INSERT INTO segments (first, last, file, bytes, sha256, blocks, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    row.first,
    row.last,
    row.file,
    row.bytes,
    row.sha256,
    row.blocks,
    checksumOf(row),
  );
}
