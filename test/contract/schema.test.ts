import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { migrate, migrations } from '../../relay/log/schema.ts';
import { entriesOf, idOf, mondayNight } from '../harness/entries.ts';
import { folded, triggered } from '../harness/folding.ts';
import { pendingCommand } from '../harness/pending-command.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const first = ['CREATE TABLE one (id TEXT)'];
const both = [...first, 'CREATE TABLE two (id TEXT); INSERT INTO two SELECT id FROM one;'];

/** The schema of a database: its number and its tables. */
function schemaOf(db: Database.Database): { version: unknown; tables: string[] } {
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  return { version: db.pragma('user_version', { simple: true }), tables: tables.map(({ name }) => name) };
}

it('[VER8] goes from any schema to the present one, step by step, and keeps what is there', () => {
  const db = new Database(':memory:');
  migrate(db, first);
  db.exec("INSERT INTO one VALUES ('kept')");
  migrate(db, both);
  migrate(db, both);
  expect(schemaOf(db)).toEqual({ version: 2, tables: ['one', 'two'] });
  expect(db.prepare('SELECT id FROM two').all()).toEqual([{ id: 'kept' }]);
});

it('[VER8] leaves the old schema whole when a step fails', () => {
  const db = new Database(':memory:');
  migrate(db, first);
  expect(() => migrate(db, [...both, 'DROP TABLE one; this is no SQL'])).toThrow(/syntax error/);
  expect(schemaOf(db)).toEqual({ version: 1, tables: ['one'] });
});

it('[VER8] leaves the old schema whole when the relay is killed over it', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'log.db');
  const before = new Database(file);
  before.pragma('journal_mode = WAL');
  migrate(before);
  const schema = schemaOf(before);
  before.close();
  const driver = join(import.meta.dirname, '../harness/killed-at-it.ts');
  const { signal, stdout } = spawnSync(process.execPath, [driver, 'migration', folder], { encoding: 'utf8' });
  expect([signal, stdout]).toEqual(['SIGKILL', '']);
  const after = new Database(file);
  expect(schemaOf(after)).toEqual(schema);
  migrate(after, [...migrations, 'CREATE TABLE tomorrow (id TEXT)']);
  expect(schemaOf(after).version).toBe(migrations.length + 1);
  after.close();
});

it('[VER8] leaves a database of a newer schema alone, and says what to do', () => {
  const db = new Database(':memory:');
  migrate(db, both);
  expect(() => migrate(db, first)).toThrow('This data folder was written by a newer relay (schema 2, this one knows 1); update the relay.');
  expect(schemaOf(db)).toEqual({ version: 2, tables: ['one', 'two'] });
});

const returned = { id: idOf(9), outcome: 'parked' as const, why: 'It has rung again since.', at: mondayNight, author: '{}' };

/** A laptop's folder with a copy in it, and something of everything the laptop added; then `change` happens to the copy. */
function copyChanged(change: (db: Database.Database) => void): string {
  const folder = temporaryFolder();
  const store = new SqliteReplicaStore(folder, () => mondayNight);
  const incidents = [...folded([triggered()]).state.incidents.values()];
  [1, 2].forEach((id) => store.addPending(pendingCommand(id), id));
  store.confirm({ entries: entriesOf([triggered()]), incidents, settled: [idOf(1)], returned: [returned] });
  store.setRung('incident-1', { stepId: idOf('s'), pages: 3, lastAt: 7 });
  store.close();
  const db = new Database(join(folder, 'replica.db'));
  change(db);
  db.close();
  return folder;
}

const aside = (folder: string) => readdirSync(folder).filter((name) => /^replica-set-aside-\d+\.db$/.test(name));

it('[VER9] puts a copy of a newer schema aside, and keeps what was added on the laptop', () => {
  const folder = copyChanged((db) => db.pragma('user_version = 7'));
  const store = new SqliteReplicaStore(folder, () => mondayNight);
  expect(store.load(0)).toMatchObject({
    head: { seq: 0 },
    incidents: [],
    pending: [pendingCommand(2)],
    returned: [returned],
    lastDeviceSeq: 2,
  });
  expect(store.load(0).rung.get('incident-1')).toEqual({ stepId: idOf('s'), pages: 3, lastAt: 7 });
  store.close();
  expect(aside(folder)).toHaveLength(1);
  const old = new Database(join(folder, aside(folder)[0] ?? ''), { readonly: true });
  expect([old.pragma('user_version', { simple: true }), old.prepare('SELECT count(*) AS n FROM events').get()]).toEqual([7, { n: 1 }]);
  old.close();
});

it('[VER9] still has what waits for the relay when the newer schema keeps it elsewhere', () => {
  const folder = copyChanged((db) => {
    db.exec('DROP TABLE pending; ALTER TABLE returned RENAME TO came_back; DROP TABLE meta;');
    db.pragma('user_version = 7');
  });
  const store = new SqliteReplicaStore(folder, () => mondayNight);
  expect(store.load(0).pending).toEqual([pendingCommand(2)]);
  store.close();
});

it('[VER9] goes on with a copy from before copies had a number', () => {
  const folder = copyChanged((db) => {
    db.exec("DROP INDEX must_understand; DELETE FROM meta WHERE name = 'fold_version'");
    db.pragma('user_version = 0');
  });
  const store = new SqliteReplicaStore(folder, () => mondayNight);
  expect(store.load(0)).toMatchObject({ head: { seq: 1 }, incidents: [{ id: 'incident-1' }], pending: [pendingCommand(2)] });
  store.close();
  expect(aside(folder)).toEqual([]);
});
