import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isSoundAtOpen } from './copy-damage.ts';
import { configureCopy } from './copy-schema.ts';

/** Where a SQLite file says that it has a write-ahead log, which a file in memory cannot have. */
const journalBytes = [18, 19];
const noWriteAheadLog = 1;
/** How long the header of every SQLite file is. */
const headerBytes = 100;

/**
 * A copy in memory, for reading alone, of a file that cannot be opened because the disk is full: without it a laptop that starts
 * on a full disk would page nobody. What only its write-ahead log had is missing. Undefined when there is no sound file.
 */
export function standIn(file: string): Database.Database | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const bytes = readFileSync(file);
  if (bytes.length < headerBytes) {
    return undefined;
  }
  journalBytes.forEach((at) => bytes.writeUInt8(noWriteAheadLog, at));
  const db = new Database(bytes);
  try {
    configureCopy(db);
    if (isSoundAtOpen(db)) {
      db.pragma('query_only = ON');
      return db;
    }
  } catch {
    // Then there is nothing to stand in.
  }
  db.close();
  return undefined;
}
