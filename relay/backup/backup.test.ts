import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { archiveUpTo } from '../../test/harness/archived-log.ts';
import { writtenLog } from '../../test/harness/sqlite-log.ts';
import { idOf, mondayNight } from '../../test/harness/entries.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { CalendarFeeds } from '../access/calendar-feeds.ts';
import { CredentialStore } from '../access/credentials.ts';
import { lockFolder } from '../access/folder-lock.ts';
import { SqliteEventStore } from '../log/sqlite-event-store.ts';
import { refuseHalfRestored } from './half-restored.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';
import { BadBackup, verifyBackup } from './verify-backup.ts';

const now = mondayNight;
const request = (data: string, to: string) => ({ data, to, takenAt: now, version: '1' });

/** What the data folder of a relay that has ended holds; written once. */
let written: Map<string, Buffer> | undefined;

async function write(data: string): Promise<Map<string, Buffer>> {
  await writtenLog(data);
  const credentials = new CredentialStore(
    data,
    () => idOf('relay'),
    () => now,
  );
  credentials.syncIntegrations(['monitoring']);
  new CalendarFeeds(data, () => now).make({ id: idOf('feed'), name: 'Ana', subject: { kind: 'person', id: 'ana' }, language: 'en' });
  return new Map(readdirSync(data).map((name) => [name, readFileSync(join(data, name))]));
}

/** The data folder of a relay that has ended. */
async function dataFolder(): Promise<string> {
  written ??= await write(temporaryFolder());
  const data = temporaryFolder();
  written.forEach((bytes, name) => writeFileSync(join(data, name), bytes, { mode: 0o600 }));
  return data;
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

/** Every entry a folder's log holds. */
async function entriesIn(folder: string): Promise<unknown[]> {
  const store = new SqliteEventStore(join(folder, 'log.db'));
  const entries = store.read(0, 100_000);
  await store.close();
  return entries;
}

describe('a backup', () => {
  it('[LOG20] holds the log and all that a relay needs to come back as itself, for its owner alone', async () => {
    const data = await dataFolder();
    const to = join(temporaryFolder(), 'backup');
    const manifest = takeBackup(request(data, to));
    expect(readdirSync(to).toSorted()).toEqual(['backup.json', 'calendars.json', 'credentials.json', 'log.db', 'relay-key.json']);
    expect(verifyBackup(to)).toEqual(manifest);
    expect(manifest.entries).toBeGreaterThan(20);
    ['credentials.json', 'relay-key.json', 'calendars.json'].forEach((name) => expect(read(to, name)).toBe(read(data, name)));
    expect(readdirSync(to).map((name) => statSync(join(to, name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600, 0o600, 0o600]);
    expect(statSync(to).mode & 0o777).toBe(0o700);
  });

  it('[LOG20] is one moment of the log, whatever is written while it is taken', async () => {
    const data = await dataFolder();
    const store = new SqliteEventStore(join(data, 'log.db'));
    const to = join(temporaryFolder(), 'backup');
    const { entries } = takeBackup(request(data, to));
    expect(entries).toBe(store.head().seq);
    await store.close();
  });

  it('[LOG21] is never made of a damaged log, and leaves nothing behind', async () => {
    const data = await dataFolder();
    const db = new Database(join(data, 'log.db'));
    db.exec("UPDATE events SET author = author || ' ' WHERE seq = 15");
    db.close();
    const parent = temporaryFolder();
    expect(() => takeBackup(request(data, join(parent, 'backup')))).toThrow(/^The log .+ is damaged \(Entry 15 was changed/);
    expect(readdirSync(parent)).toEqual([]);
    rmSync(join(data, 'relay-key.json'));
    expect(() => takeBackup(request(data, join(parent, 'backup')))).toThrow(/relay-key\.json does not exist, and without it/);
    expect(() => takeBackup(request(temporaryFolder(), join(parent, 'backup')))).toThrow(/^There is no log to back up/);
    expect(readdirSync(parent)).toEqual([]);
  });

  it.each<[string, (to: string) => void]>([
    ['a byte of its log flipped', (to) => flip(join(to, 'log.db'), 9000)],
    ['a byte of its secrets flipped', (to) => flip(join(to, 'credentials.json'), 30)],
    ['its key taken out', (to) => rmSync(join(to, 'relay-key.json'))],
    ['something added to its addresses', (to) => appendFileSync(join(to, 'calendars.json'), ' ')],
    ['its end cut off', (to) => writeFileSync(join(to, 'log.db'), readFileSync(join(to, 'log.db')).subarray(0, 20_480))],
    ['its own description gone', (to) => rmSync(join(to, 'backup.json'))],
    ['its own description not readable', (to) => writeFileSync(join(to, 'backup.json'), '{')],
  ])('[LOG21] [LOG23] with %s is refused, before anything is touched', async (_, damage) => {
    const data = await dataFolder();
    const to = join(temporaryFolder(), 'backup');
    takeBackup(request(data, to));
    damage(to);
    const before = readdirSync(data).map((name) => [name, readFileSync(join(data, name)).toString('hex')]);
    expect(() => restoreBackup({ backup: to, data, now })).toThrow(BadBackup);
    expect(readdirSync(data).map((name) => [name, readFileSync(join(data, name)).toString('hex')])).toEqual(before);
  });

  it('[LOG21] whose log was changed together with its description is refused too, because its devices did not sign that', async () => {
    const data = await dataFolder();
    const db = new Database(join(data, 'log.db'));
    db.exec("UPDATE events SET signature = 'AAAA' WHERE seq = 15");
    db.close();
    expect(() => takeBackup(request(data, join(temporaryFolder(), 'backup')))).toThrow(/is damaged/);
  });
});

/** A data folder whose log is archived but for its end. */
async function archivedFolder(): Promise<string> {
  const data = await dataFolder();
  const file = join(data, 'log.db');
  const store = new SqliteEventStore(file);
  await archiveUpTo(store, file, 20);
  await archiveUpTo(store, file, 30);
  await store.close();
  return data;
}

describe('a backup of an archived log', () => {
  it('[LOG36] holds the segments and comes back with them, and shares them with the backup before', async () => {
    const data = await archivedFolder();
    const held = await entriesIn(data);
    const parent = temporaryFolder();
    const [first, second] = [join(parent, 'backup-1'), join(parent, 'backup-2')];
    const manifest = takeBackup(request(data, first));
    expect(Object.keys(manifest.files).filter((name) => name.startsWith('segments/'))).toEqual([
      'segments/1-20.ndjson.gz',
      'segments/21-30.ndjson.gz',
    ]);
    takeBackup(request(data, second));
    const inode = (backup: string) => statSync(join(backup, 'segments', '1-20.ndjson.gz')).ino;
    expect(inode(second)).toBe(inode(first));
    rmSync(first, { recursive: true });
    rmSync(join(data, 'segments'), { recursive: true });
    const { setAside } = restoreBackup({ backup: second, data, now });
    expect(await entriesIn(data)).toEqual(held);
    expect(verifyBackup(second).entries).toBe(held.length);
    expect(existsSync(join(setAside ?? '', 'segments'))).toBe(false);
    expect(restoreBackup({ backup: second, data, now }).setAside).toBeDefined();
    expect(await entriesIn(data)).toEqual(held);
  });

  it.each<[string, (file: string) => void]>([
    ['a byte of a segment flipped', (file) => flip(file, 200)],
    ['a segment missing', (file) => rmSync(file)],
  ])('[LOG36] with %s is refused, and not made of such a folder', async (_, damage) => {
    const data = await archivedFolder();
    const to = join(temporaryFolder(), 'backup');
    takeBackup(request(data, to));
    damage(join(to, 'segments', '1-20.ndjson.gz'));
    expect(() => restoreBackup({ backup: to, data, now })).toThrow(BadBackup);
    // A backup that is no longer what it was is not built upon.
    takeBackup(request(data, `${to}-2`));
    verifyBackup(`${to}-2`);
    damage(join(data, 'segments', '1-20.ndjson.gz'));
    expect(() => takeBackup(request(data, join(temporaryFolder(), 'backup')))).toThrow(/segments\/1-20\.ndjson\.gz/);
  });
});

describe('a restore', () => {
  it('[LOG23] [LOG24] puts what was there aside, and the relay that was in its place', async () => {
    const data = await dataFolder();
    const to = join(temporaryFolder(), 'backup');
    const held = await entriesIn(data);
    const secrets = read(data, 'credentials.json');
    takeBackup(request(data, to));
    writeFileSync(join(data, 'log.db'), 'nonsense '.repeat(2000));
    writeFileSync(join(data, 'log.db-wal'), 'of another log');
    writeFileSync(join(data, 'credentials.json'), '{}');
    const { manifest, setAside } = restoreBackup({ backup: to, data, now });
    expect(await entriesIn(data)).toEqual(held);
    expect(manifest.entries).toBe(held.length);
    expect(read(data, 'credentials.json')).toBe(secrets);
    expect(readdirSync(setAside ?? '').toSorted()).toEqual([
      'calendars.json',
      'credentials.json',
      'log.db',
      'log.db-wal',
      'relay-key.json',
    ]);
    expect(read(setAside ?? '', 'credentials.json')).toBe('{}');
    expect(existsSync(join(data, 'restoring'))).toBe(false);
    expect(() => refuseHalfRestored(data)).not.toThrow();
  });

  it('[LOG24] tells when the folder was another relay’s, whose laptops do not know this one', async () => {
    const to = join(temporaryFolder(), 'backup');
    const data = await dataFolder();
    takeBackup(request(data, to));
    expect(restoreBackup({ backup: to, data, now }).wasOther).toBe(false);
    expect(restoreBackup({ backup: to, data: join(temporaryFolder(), 'new'), now }).wasOther).toBe(false);
    const other = await dataFolder();
    writeFileSync(join(other, 'relay-key.json'), read(data, 'relay-key.json').replace(/"device": ?"./, '$&x'));
    const { wasOther, setAside } = restoreBackup({ backup: to, data: other, now });
    expect([wasOther, setAside]).toEqual([true, expect.any(String)]);
  });

  it('[LOG24] makes a relay’s folder where there was none', async () => {
    const to = join(temporaryFolder(), 'backup');
    const from = await dataFolder();
    takeBackup(request(from, to));
    const data = join(temporaryFolder(), 'new', 'relay');
    expect(restoreBackup({ backup: to, data, now })).toMatchObject({ setAside: undefined });
    expect(await entriesIn(data)).toEqual(await entriesIn(from));
  });

  it('[LOG23] is refused while a relay runs on the folder', async () => {
    const data = await dataFolder();
    const to = join(temporaryFolder(), 'backup');
    takeBackup(request(data, to));
    const unlock = lockFolder(data);
    expect(() => restoreBackup({ backup: to, data, now })).toThrow(/^A relay runs on .+\. Stop it first$/);
    unlock();
    expect(restoreBackup({ backup: to, data, now }).setAside).toBeDefined();
  });

  it('[LOG23] that was cut short keeps a relay from starting, and is put right by being run again', async () => {
    const data = await dataFolder();
    const held = await entriesIn(data);
    const to = join(temporaryFolder(), 'backup');
    takeBackup(request(data, to));
    // As it stands in the middle: the old files are aside, the new ones not in place.
    mkdirSync(join(data, 'restoring'));
    mkdirSync(join(data, 'set-aside-before'));
    renameSync(join(data, 'log.db'), join(data, 'set-aside-before', 'log.db'));
    expect(() => refuseHalfRestored(data)).toThrow(
      `A restore of ${data} was cut short. Run it again: watchbell restore BACKUP --data ${data}`,
    );
    restoreBackup({ backup: to, data, now });
    expect(() => refuseHalfRestored(data)).not.toThrow();
    expect(await entriesIn(data)).toEqual(held);
  });
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}
