import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Keeps a second relay out of a data folder: two writers would fork the log. Returns what releases it.
 * The lock is SQLite's on a file of its own, because the system drops it when the process dies; a pid in a file would outlive it.
 */
export function lockFolder(folder: string): () => void {
  const db = new Database(join(folder, 'relay.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new Error(`Another relay uses ${folder}. Stop it first, or give this one its own --data DIR.`, { cause: error });
  }
  return () => db.close();
}
