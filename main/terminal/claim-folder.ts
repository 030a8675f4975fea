import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CannotWatch } from './options.ts';

/**
 * Keeps a second watch out of a folder: two would give their commands the same numbers. Returns what releases it.
 * The lock is SQLite's on a file of its own, because the system drops it when the process dies.
 */
export function claimFolder(folder: string): () => void {
  let db: Database.Database;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    db = new Database(join(folder, 'watch.lock'), { timeout: 0 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotWatch(2, `${folder} cannot be used: ${reason}.`, 'Give another folder: --data DIR.');
  }
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch {
    db.close();
    throw new CannotWatch(1, `Another watch uses ${folder}.`, 'End it first, or give this one a folder of its own: --data DIR.');
  }
  return () => db.close();
}
