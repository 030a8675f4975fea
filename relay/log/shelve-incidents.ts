import type Database from 'better-sqlite3';
import { incidentChecksum, type IncidentRow } from './incident-checksum.ts';

/** Writes incidents into the projection as they are now. */
export function shelveIncidents(db: Database.Database): (rows: readonly IncidentRow[]) => void {
  const put = db.prepare(
    `INSERT INTO incidents (id, number, open, resolved_at, state, checksum) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       number = excluded.number, open = excluded.open, resolved_at = excluded.resolved_at, state = excluded.state, checksum = excluded.checksum`,
  );
  return (rows) => {
    for (const row of rows) {
      put.run(row.id, row.number, row.open, row.resolved_at, row.state, incidentChecksum(row));
    }
  };
}
