import type Database from 'better-sqlite3';

/** Where what must be understood is found; canonical JSON has one spelling of it, and a body that happens to hold it is looked at in vain. */
export const isMustUnderstand = `instr(author, '"mustUnderstand":true') > 0`;

/** How the schema came to be what it is, a step each; what is here is never changed, only added to. */
export const migrations: readonly string[] = [
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
];

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
export function migrate(db: Database.Database, steps: readonly string[] = migrations): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > steps.length) {
    throw new Error(`This data folder was written by a newer relay (schema ${version}, this one knows ${steps.length}); update the relay.`);
  }
  db.transaction(() => {
    for (const step of steps.slice(version)) {
      db.exec(step);
    }
    db.pragma(`user_version = ${steps.length}`);
  })();
}
