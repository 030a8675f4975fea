import type Database from 'better-sqlite3';
import { isMustUnderstand } from './copy-schema.ts';

/** Deletes entries of incidents before a place, but those that states are folded from and those of incidents somebody may still look at. */
export function letGoBefore(db: Database.Database, heldFrom: number, resolvedSince: number): void {
  db.prepare(
    `DELETE FROM events WHERE seq < ? AND kind = 'incident' AND NOT (${isMustUnderstand})
     AND NOT EXISTS (SELECT 1 FROM incidents i WHERE i.id = entity AND (i.open = 1 OR i.resolved_at >= ?))`,
  ).run(heldFrom, resolvedSince);
}
