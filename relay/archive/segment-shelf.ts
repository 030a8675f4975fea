import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import { BadSegment, notedSegments, segmentsFolder, type Segment } from './segment.ts';
import { readBlock } from './segment-file.ts';

/** Blocks kept unpacked, some megabytes together: whoever reads the past reads on. */
const keptBlocks = 8;

/** Gives back the text of archived entries, which their rows in the database do not have any more. */
export class SegmentShelf {
  readonly #db: Database.Database;
  readonly #folder: string;
  #segments: Segment[];
  readonly #blocks = new Map<string, StoredEvent[]>();
  /** Files that turned out damaged, as they were then: one that was put back is tried again. */
  readonly #damaged = new Map<string, number>();

  /** `db` is the log's database; its segments lie in a folder beside it. */
  constructor(db: Database.Database) {
    this.#db = db;
    this.#folder = join(dirname(db.name), segmentsFolder);
    this.#segments = notedSegments(db);
  }

  /** Rows of the log, whole; what else they have stays. Throws BadSegment where the text cannot be read. */
  whole<T extends StoredEvent>(rows: readonly T[]): T[] {
    return rows.map((row) => this.wholeOne(row));
  }

  /** The same of one row. */
  wholeOne<T extends StoredEvent>(row: T): T {
    return row.author === '' ? this.#filled(row) : row;
  }

  /** The first entry from which on everything can be read, as far as is known without reading it; 1 unless a file is missing or damaged. */
  readableFrom(): number {
    this.#segments = notedSegments(this.#db);
    const bad = this.#segments.findLast((segment) => this.#isBad(segment));
    return bad ? bad.last + 1 : 1;
  }

  /** What is wrong with the files that can be seen without reading them; undefined when nothing is. */
  damage(): BadSegment | undefined {
    const bad = this.#segments.find((segment) => this.#isBad(segment));
    return bad && new BadSegment(bad, 'is missing or not as it was written');
  }

  #filled<T extends StoredEvent>(row: T): T {
    const segment = this.#segmentOf(row.seq);
    if (!segment) {
      throw new SyntaxError(`entry ${row.seq} has no text and is in no segment`);
    }
    const at = segment.blocks.findLastIndex(({ first }) => first <= row.seq);
    const entry = this.#block(segment, at)[row.seq - (segment.blocks[at]?.first ?? 0)];
    if (entry?.id !== row.id || entry.hash !== row.hash) {
      throw this.#noted(new BadSegment(segment, 'does not hold the entries it should'));
    }
    return { ...row, author: entry.author, signature: entry.signature, relay: entry.relay };
  }

  #segmentOf(seq: number): Segment | undefined {
    const find = () => this.#segments.find(({ first, last }) => first <= seq && seq <= last);
    const known = find();
    if (known) {
      return known;
    }
    // Another connection has archived since.
    this.#segments = notedSegments(this.#db);
    return find();
  }

  #block(segment: Segment, at: number): StoredEvent[] {
    const key = `${segment.file} ${at}`;
    const known = this.#blocks.get(key);
    if (known) {
      return known;
    }
    try {
      const block = readBlock(this.#folder, segment, at);
      this.#blocks.set(key, block);
      const [oldest] = this.#blocks.keys();
      if (this.#blocks.size > keptBlocks && oldest !== undefined) {
        this.#blocks.delete(oldest);
      }
      return block;
    } catch (error) {
      throw error instanceof BadSegment ? this.#noted(error) : error;
    }
  }

  #noted(error: BadSegment): BadSegment {
    this.#damaged.set(error.segment.file, this.#changedAt(error.segment) ?? 0);
    return error;
  }

  #isBad(segment: Segment): boolean {
    const changedAt = this.#changedAt(segment);
    return changedAt === undefined || this.#damaged.get(segment.file) === changedAt;
  }

  /** When the file last changed; undefined when it is not there or of another length. */
  #changedAt({ file, bytes }: Segment): number | undefined {
    const stats = statSync(join(this.#folder, file), { throwIfNoEntry: false });
    return stats?.size === bytes ? stats.mtimeMs : undefined;
  }
}
