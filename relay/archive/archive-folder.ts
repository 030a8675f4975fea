import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { lockFolder } from '../access/folder-lock.ts';
import { logFile } from '../backup/backup-files.ts';
import { refuseHalfRestored } from '../backup/half-restored.ts';
import { configure } from '../log/schema.ts';
import { SqliteEventStore } from '../log/sqlite-event-store.ts';
import { makeSegment, type ArchiveRequest } from './make-segment.ts';
import type { Segment } from './segment.ts';

/** What archiving a folder did. */
export interface Archived {
  segments: Segment[];
  /** How long the database was and is, in bytes. */
  before: number;
  after: number;
  /** Why the room could not be given back to the disk; undefined when it was. */
  notGivenBack?: string | undefined;
}

/** Archives the old entries of a relay that is stopped, and gives the room back. Throws a sentence when it cannot. */
export async function archiveFolder(data: string, request: ArchiveRequest): Promise<Archived> {
  const file = join(data, logFile);
  if (!existsSync(file)) {
    throw new Error(`There is no log in ${data}`);
  }
  const unlock = lockStopped(data);
  try {
    refuseHalfRestored(data);
    const before = statSync(file).size;
    const segments = await archiveAll(file, request);
    const notGivenBack = giveBack(file);
    return { segments, before, after: statSync(file).size, notGivenBack };
  } finally {
    unlock();
  }
}

function lockStopped(data: string): () => void {
  try {
    return lockFolder(data);
  } catch (error) {
    throw new Error(`A relay runs on ${data}. Stop it first, or have it archive by itself: --archive-after`, { cause: error });
  }
}

async function archiveAll(file: string, request: ArchiveRequest): Promise<Segment[]> {
  const segments: Segment[] = [];
  let bad: Error | undefined;
  const store = new SqliteEventStore(file, { onBadSegment: (error) => (bad = error) });
  const db = new Database(file);
  try {
    if (bad) {
      throw bad;
    }
    for (let segment = makeSegment(db, request); segment; segment = makeSegment(db, request)) {
      await store.archive(segment);
      segments.push(segment);
    }
    return segments;
  } finally {
    db.close();
    await store.close();
  }
}

/** Whether it worked or not the log is whole: what cannot be given back is used for new entries. */
function giveBack(file: string): string | undefined {
  const db = new Database(file);
  try {
    configure(db);
    db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    db.close();
  }
}
