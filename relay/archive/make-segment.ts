import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { genesisHash } from '../../shared/log/chain.ts';
import type { RelayPart, StoredEvent } from '../../shared/log/envelope.ts';
import { Auditor } from '../cli/audit/auditor.ts';
import { charactersOf, partSuffix, readBlocks, writeSegment } from './segment-file.ts';
import { notedSegments, segmentRange, segmentsFolder, type Segment } from './segment.ts';

const mostEntries = 10_000;
const mostCharacters = 16 * 1024 * 1024;

/** The newest entries stay whole in the database: a start proves them, and takes its digest from them. */
export const newestKept = 2000;

const columns = 'seq, id, author, signature, relay, hash';

/** What may be archived: entries recorded before an instant (relay ms), all but the newest; `full` when only in segments of full length. */
export interface ArchiveRequest {
  before: number;
  full: boolean;
  newest?: number | undefined;
}

/** Writes the next segment of a log and proves it as it is on the disk; undefined when nothing is due. Lets nothing go. */
export function makeSegment(db: Database.Database, request: ArchiveRequest): Segment | undefined {
  const folder = join(dirname(db.name), segmentsFolder);
  tidy(db, folder);
  const entries = nextEntries(db, request);
  if (entries.length === 0) {
    return undefined;
  }
  const segment = writeSegment(folder, entries);
  prove(db, folder, segment);
  return segment;
}

function nextEntries(db: Database.Database, { before, full, newest = newestKept }: ArchiveRequest): StoredEvent[] {
  const after = notedSegments(db).at(-1)?.last ?? 0;
  const upTo = (db.prepare<[], { last: number | null }>('SELECT max(seq) AS last FROM events').get()?.last ?? 0) - newest;
  const rows = db.prepare<[number, number], StoredEvent>(`SELECT ${columns} FROM events WHERE seq > ? AND seq <= ? ORDER BY seq`);
  const entries: StoredEvent[] = [];
  let characters = 0;
  for (const row of rows.iterate(after, upTo)) {
    if ((JSON.parse(row.relay) as RelayPart).recordedAt >= before) {
      break;
    }
    entries.push(row);
    characters += charactersOf(row);
    if (entries.length === mostEntries || characters > mostCharacters) {
      return entries;
    }
  }
  return full ? [] : entries;
}

/** What was read back follows the log before it, and everything in it was signed by the device it names. */
function prove(db: Database.Database, folder: string, segment: Segment): void {
  const { first, file } = segment;
  const log = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'log'").get()?.value;
  const hash = db.prepare<[number], { hash: string }>('SELECT hash FROM events WHERE seq = ?').get(first - 1)?.hash ?? genesisHash;
  const devices = `SELECT ${columns} FROM events WHERE kind <> 'incident' AND kind = 'device' AND seq < ? ORDER BY seq`;
  const auditor = new Auditor();
  auditor.begin({
    head: { seq: first - 1, hash, recordedAt: Number.MIN_SAFE_INTEGER, log },
    before: db.prepare<[number], StoredEvent>(devices).all(first),
  });
  for (const entries of readBlocks(folder, segment)) {
    const found = auditor.take(entries);
    if (found) {
      throw new Error(`${file} was not archived, because the log is damaged. ${found.message}`);
    }
  }
}

/** Takes away what one that was killed left: a half file, or one of entries that are all in others by now. */
function tidy(db: Database.Database, folder: string): void {
  if (!existsSync(folder)) {
    return;
  }
  const noted = notedSegments(db);
  const archivedTo = noted.at(-1)?.last ?? 0;
  const isOver = (name: string) => {
    const { first, last } = segmentRange(name) ?? { first: 0, last: Infinity };
    const instead = noted.find((segment) => segment.first === first);
    return instead !== undefined && instead.file !== name && last <= archivedTo && existsSync(join(folder, instead.file));
  };
  for (const name of readdirSync(folder)) {
    if (name.endsWith(partSuffix) || isOver(name)) {
      rmSync(join(folder, name), { force: true });
    }
  }
}
