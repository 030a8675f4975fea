import Database from 'better-sqlite3';
import { SegmentShelf } from '../archive/segment-shelf.ts';
import { DamagedLog, damageIn } from './damage.ts';
import { configure, migrate } from './schema.ts';
import { damageAtStart } from './start-check.ts';

/** Opens the file and looks it over. Throws a sentence that says what to do when it is damaged. */
export function openLog(file: string): { db: Database.Database; archived: SegmentShelf } {
  const db = new Database(file);
  try {
    configure(db);
    const [check] = db.pragma('quick_check(1)') as { quick_check: string }[];
    if (check?.quick_check !== 'ok') {
      throw new DamagedLog(file, check?.quick_check ?? 'no answer');
    }
    migrate(db);
    const damage = damageAtStart(db);
    if (damage !== undefined) {
      throw new DamagedLog(file, damage);
    }
    return { db, archived: new SegmentShelf(db) };
  } catch (error) {
    db.close();
    const damage = damageIn(error) ?? (error instanceof SyntaxError ? error.message : undefined);
    throw damage === undefined ? error : new DamagedLog(file, damage, error);
  }
}
