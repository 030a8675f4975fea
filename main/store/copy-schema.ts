import type Database from 'better-sqlite3';

/** The version of the schema below; a copy of another is put aside and taken from the relay anew. Copies before 1 had no number. */
export const copySchemaVersion = 1;

/** Where what must be understood is found; canonical JSON has one spelling of it, and a body that happens to hold it is looked at in vain. */
export const isMustUnderstand = `instr(author, '"mustUnderstand":true') > 0`;

const schema = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, entity TEXT NOT NULL,
    author TEXT NOT NULL, signature TEXT NOT NULL, relay TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_by_entity ON events (entity, seq);
  CREATE INDEX IF NOT EXISTS must_understand ON events (seq) WHERE kind = 'incident' AND ${isMustUnderstand};
  CREATE TABLE IF NOT EXISTS incidents (id TEXT PRIMARY KEY, open INTEGER NOT NULL, resolved_at INTEGER, state TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS pending (id TEXT PRIMARY KEY, position INTEGER NOT NULL, author TEXT NOT NULL, signature TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS returned (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS checkpoints (
    seq INTEGER NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (seq, hash)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS rung (incident TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;`;

/** Sets a desktop database up: better-sqlite3 is built with NORMAL for WAL, which loses acknowledged work in a power cut, hence FULL. */
export function configureCopy(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    db.pragma('fullfsync = ON');
  }
}

/** Whether this version can work with a copy: its own schema, or one from before schemas had numbers. */
export function isReadable(db: Database.Database): boolean {
  return (db.pragma('user_version', { simple: true }) as number) <= copySchemaVersion;
}

/** Whether a copy has its tables. */
export function isLaidOut(db: Database.Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'rung'").get() !== undefined;
}

/** Brings a copy to this version's schema, all of it or nothing. */
export function prepareCopy(db: Database.Database): void {
  db.transaction(() => {
    db.exec(schema);
    db.pragma(`user_version = ${copySchemaVersion}`);
  })();
}

/** What a device adds to the log and remembers of it, by table; the rest of a copy the relay has again. */
const added: Readonly<Record<string, readonly string[]>> = {
  pending: ['id', 'position', 'author', 'signature'],
  returned: ['id', 'json'],
  rung: ['incident', 'json'],
  checkpoints: ['seq', 'hash', 'at', 'json'],
  meta: ['name', 'value'],
};

/** What is noted about the copy itself, and nothing about another. */
const ofTheCopy = new Set<unknown>(['fold_version', 'adopted', 'held_from']);

/** Rows of one table as they were read. */
export type Carried = readonly { table: string; rows: readonly Record<string, unknown>[] }[];

/** What this device added, out of a copy of whatever schema, as far as it can be read. */
export function carriedFrom(db: Database.Database): Carried {
  return Object.entries(added).map(([table, columns]) => {
    try {
      const rows = db.prepare<[], Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM ${table}`).all();
      return { table, rows: rows.filter(({ name }) => !ofTheCopy.has(name)) };
    } catch {
      // A later schema keeps it elsewhere; what waits for the relay also stands in a file of its own.
      return { table, rows: [] };
    }
  });
}

/** Puts what was carried over into a new copy. */
export function carryInto(db: Database.Database, carried: Carried): void {
  db.transaction(() => {
    for (const { table, rows } of carried) {
      const columns = added[table] ?? [];
      const insert = db.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
      rows.forEach((row) => insert.run(...columns.map((column) => row[column])));
    }
  })();
}
