import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { configureCopy } from '../../main/store/copy-schema.ts';
import { MemoryEventStore } from '../../relay/log/memory-event-store.ts';
import { configure } from '../../relay/log/schema.ts';
import { migrations } from '../../relay/log/schema.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { EagerlyArchived } from '../harness/archived-log.ts';
import { idOf } from '../harness/entries.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { eventStoreContract } from './event-store-contract.ts';

eventStoreContract('the log in memory', () => {
  const store = new MemoryEventStore(idOf('log'));
  return Promise.resolve({ store, again: () => Promise.resolve(store) });
});

eventStoreContract('the log in SQLite', () => {
  const file = join(temporaryFolder(), 'log.db');
  const store = new SqliteEventStore(file);
  return Promise.resolve({
    store,
    again: async () => {
      await store.close();
      return new SqliteEventStore(file);
    },
  });
});

eventStoreContract('the log in SQLite, all of it archived', () => {
  const file = join(temporaryFolder(), 'log.db');
  const store = new EagerlyArchived(file);
  return Promise.resolve({
    store,
    again: async () => {
      await store.close();
      return new EagerlyArchived(file);
    },
  });
});

const fullSync = 2;
const normalSync = 1;

/** The sync level of a connection set up by `configured`, once it has written: only then a write-ahead log takes its own. */
function syncAfter(configured: (db: Database.Database) => void): unknown {
  const db = new Database(join(temporaryFolder(), 'log.db'));
  configured(db);
  db.exec('CREATE TABLE written (at INTEGER)');
  const level = db.pragma('synchronous', { simple: true });
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  db.close();
  return level;
}

it('[LOG10] writes through to the disk on both sides: synchronous is FULL', () => {
  expect(syncAfter(configure)).toBe(fullSync);
  expect(syncAfter(configureCopy)).toBe(fullSync);
});

// The control: without our settings a power cut takes commits that were answered for, which no kill can show.
it('[LOG10] would not by itself: better-sqlite3 is built with NORMAL for a write-ahead log', () => {
  expect(syncAfter((db) => db.pragma('journal_mode = WAL'))).toBe(normalSync);
});

it('[LOG13] does not open a damaged log, and says what to do', () => {
  const file = join(temporaryFolder(), 'log.db');
  writeFileSync(file, `SQLite format 3\0${'nonsense '.repeat(2000)}`);
  expect(() => new SqliteEventStore(file)).toThrow(
    /is damaged \(.+\)\. Stop the relay and restore a backup: watchbell restore BACKUP --data /,
  );
});

it('[LOG13] does not open the log of a newer relay, and says what to do', () => {
  const file = join(temporaryFolder(), 'log.db');
  const db = new Database(file);
  db.pragma('user_version = 99');
  db.close();
  expect(() => new SqliteEventStore(file)).toThrow(
    `This data folder was written by a newer relay (schema 99, this one knows ${migrations.length}); update the relay.`,
  );
  rmSync(file);
});

it('[LOG5] refuses what comes after it was closed', async () => {
  const store = new SqliteEventStore(join(temporaryFolder(), 'log.db'));
  await store.close();
  await expect(store.append([], [])).rejects.toThrow('The log is closing.');
});
