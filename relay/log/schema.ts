import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { incidentChecksum, type IncidentRow } from './incident-checksum.ts';

/** Where what must be understood is found; canonical JSON has one spelling of it, and a body that happens to hold it is looked at in vain. */
export const isMustUnderstand = `instr(author, '"mustUnderstand":true') > 0`;

/** Which deliveries are for programs, or for those who read along: there may be very many of them, and people's must be found beside them at once. */
export const isForProgram = `substr(lane, 1, 11) = 'subscriber:'`;

/** A step from one schema to the next. */
export type Migration = string | ((db: Database.Database) => void);

/** How the schema came to be what it is, a step each; what is here is never changed, only added to. */
export const migrations: readonly Migration[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE events (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     kind TEXT NOT NULL,
     entity TEXT NOT NULL,
     type TEXT NOT NULL,
     author TEXT NOT NULL,
     signature TEXT NOT NULL,
     relay TEXT NOT NULL,
     hash TEXT NOT NULL
   ) STRICT;
   CREATE INDEX events_by_entity ON events (entity, seq);
   CREATE INDEX definitions ON events (seq) WHERE kind <> 'incident';
   CREATE TABLE devices (device TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) STRICT;
   CREATE TABLE incidents (
     id TEXT PRIMARY KEY,
     number INTEGER NOT NULL,
     open INTEGER NOT NULL,
     resolved_at INTEGER,
     state TEXT NOT NULL
   ) STRICT;
   CREATE INDEX incidents_open ON incidents (open, resolved_at);
   CREATE INDEX incidents_number ON incidents (number);`,
  `CREATE INDEX must_understand ON events (seq) WHERE kind = 'incident' AND ${isMustUnderstand};`,
  guardIncidents,
  `CREATE TABLE segments (
     first INTEGER PRIMARY KEY,
     last INTEGER NOT NULL,
     file TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     sha256 TEXT NOT NULL,
     blocks TEXT NOT NULL,
     checksum TEXT NOT NULL
   ) STRICT;`,
  `CREATE TABLE outbox (
     id TEXT PRIMARY KEY,
     lane TEXT NOT NULL,
     incident TEXT NOT NULL,
     state TEXT NOT NULL,
     next_at INTEGER NOT NULL,
     attempts INTEGER NOT NULL,
     settled_at INTEGER,
     row TEXT NOT NULL,
     checksum TEXT NOT NULL
   ) STRICT;
   CREATE INDEX outbox_people ON outbox (next_at) WHERE state IN ('waiting', 'sending') AND NOT ${isForProgram};
   CREATE INDEX outbox_programs ON outbox (next_at) WHERE state IN ('waiting', 'sending') AND ${isForProgram};
   CREATE INDEX outbox_lane ON outbox (lane, settled_at);
   CREATE INDEX outbox_incident ON outbox (incident);`,
];

/** From here on a byte that flips in a kept incident shows. */
function guardIncidents(db: Database.Database): void {
  db.exec("ALTER TABLE incidents ADD COLUMN checksum TEXT NOT NULL DEFAULT ''");
  const guard = db.prepare('UPDATE incidents SET checksum = ? WHERE id = ?');
  for (const row of db.prepare<[], IncidentRow>('SELECT id, number, open, resolved_at, state FROM incidents').all()) {
    guard.run(incidentChecksum(row), row.id);
  }
}

/** Everything that shapes the database, as one text: a flipped byte in it would have the rows read as something else. */
export function schemaText(db: Database.Database): string {
  const rows = db
    .prepare<[], { text: string }>("SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') AS text FROM sqlite_schema")
    .all();
  return rows
    .map(({ text }) => text)
    .toSorted()
    .join('\n');
}

/** The first version of the schema in which a kept incident has a checksum. */
export const guardedSince = 3;

/** The first version of the schema in which the text of entries may be in segments. */
export const archivedSince = 4;

/** The first version of the schema in which what is to be brought outside waits. */
export const outboxSince = 5;

/** The version of a database's schema. */
export function schemaVersion(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** The schema text of a database as it was made at a version; backups keep the one they were taken at. */
export function expectedSchemaText(version: number): string {
  const db = new Database(':memory:');
  try {
    migrate(db, migrations.slice(0, version));
    return schemaText(db);
  } finally {
    db.close();
  }
}

/**
 * Opens a relay database as every connection must: better-sqlite3 is built with NORMAL for WAL,
 * which loses acknowledged entries in a power cut, hence FULL.
 */
export function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
  }
  db.pragma('busy_timeout = 5000');
}

/** Brings the database to the schema the steps lead to, all of them or none. Throws when a newer relay wrote it. */
export function migrate(db: Database.Database, steps: readonly Migration[] = migrations): void {
  const version = schemaVersion(db);
  if (version > steps.length) {
    throw new Error(
      `This data folder was written by a newer relay (schema ${version}, this one knows ${steps.length}); update the relay. If no newer one ever ran here, the log is damaged: watchbell restore BACKUP --data ${dirname(db.name)}.`,
    );
  }
  db.transaction(() => {
    for (const step of steps.slice(version)) {
      if (typeof step === 'string') {
        db.exec(step);
      } else {
        step(db);
      }
    }
    db.pragma(`user_version = ${steps.length}`);
  })();
}
