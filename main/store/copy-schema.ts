import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';

/** The version of the schema below; a copy of a later one is put aside and taken from the relay anew. Copies before 1 had no number. */
export const copySchemaVersion = 1;

/** Where what must be understood is found; canonical JSON has one spelling of it, and a body that happens to hold it is looked at in vain. */
export const isMustUnderstand = `instr(author, '"mustUnderstand":true') > 0`;

const tables = `
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
  CREATE TABLE IF NOT EXISTS rung (incident TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS checkpoints (place TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;`;

/** What each row's checksum is taken over; the entries have the chain for that. */
const guarded = {
  meta: 'name, value',
  incidents: 'id, open, resolved_at, state',
  pending: 'id, position, author, signature',
  returned: 'id, json',
  rung: 'incident, json',
  checkpoints: 'place, json',
} as const;
/** A table whose rows carry a checksum. */
export type GuardedTable = keyof typeof guarded;
/** Every table whose rows carry a checksum. */
export const guardedTables = Object.keys(guarded) as readonly GuardedTable[];

/** Sets a desktop database up: better-sqlite3 is built with NORMAL for WAL, which loses acknowledged work in a power cut, hence FULL. */
export function configureCopy(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    db.pragma('fullfsync = ON');
  }
  db.function('row_checksum', { varargs: true, deterministic: true }, (...values: unknown[]) =>
    createHash('sha256').update(JSON.stringify(values)).digest('hex'),
  );
}

/** Whether this version can work with a copy: its own schema, or one from before schemas had numbers. */
export function isReadable(db: Database.Database): boolean {
  return (db.pragma('user_version', { simple: true }) as number) <= copySchemaVersion;
}

/** Makes the tables, all of them or none, and gives those an older version made their checksums. */
export function makeTables(db: Database.Database): void {
  db.transaction(() => {
    db.exec(tables);
    for (const [table, columns] of Object.entries(guarded)) {
      const known = db.pragma(`table_info(${table})`) as { name: string }[];
      if (!known.some(({ name }) => name === 'checksum')) {
        db.exec(
          `ALTER TABLE ${table} ADD COLUMN checksum TEXT NOT NULL DEFAULT ''; UPDATE ${table} SET checksum = row_checksum(${columns})`,
        );
      }
    }
    // Written only when it must be: a full disk is no reason not to open.
    if (db.pragma('user_version', { simple: true }) !== copySchemaVersion) {
      db.pragma(`user_version = ${copySchemaVersion}`);
    }
  })();
}

const puts = new WeakMap<Database.Database, Map<GuardedTable, Database.Statement>>();

/** Writes a row with its checksum, in the place of one of the same key. */
export function putRow(db: Database.Database, table: GuardedTable, ...values: readonly (string | number | null)[]): void {
  const statements = puts.get(db) ?? new Map<GuardedTable, Database.Statement>();
  puts.set(db, statements);
  const places = values.map(() => '?').join(', ');
  const put =
    statements.get(table) ??
    db.prepare(`INSERT OR REPLACE INTO ${table} (${guarded[table]}, checksum) VALUES (${places}, row_checksum(${places}))`);
  statements.set(table, put);
  put.run(...values, ...values);
}

/** What is noted about the copy under a name. */
export function noted(db: Database.Database, name: string): string | undefined {
  return db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name)?.value;
}

/** The rows of a table that are not as they were written, by key. */
export function oddRows(db: Database.Database, table: GuardedTable, after = 0, limit = -1): { rowid: number; odd: number }[] {
  return db
    .prepare<[number, number], { rowid: number; odd: number }>(
      `SELECT rowid, checksum <> row_checksum(${guarded[table]}) AS odd FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
    )
    .all(after, limit);
}

/** Everything that shapes the database, as one text: a flipped byte in it would have the rows read as something else. */
export function copySchemaText(db: Database.Database): string {
  return db
    .prepare<[], { text: string }>("SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') AS text FROM sqlite_schema")
    .all()
    .map(({ text }) => text)
    .toSorted()
    .join('\n');
}

/** The schema text of a copy this version made. */
export function expectedCopySchema(): string {
  const db = new Database(':memory:');
  try {
    configureCopy(db);
    makeTables(db);
    return copySchemaText(db);
  } finally {
    db.close();
  }
}
