import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { writtenLog } from '../../test/harness/sqlite-log.ts';
import { temporaryFolder } from '../../test/harness/temporary-folder.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { inspectLog } from '../log/inspect-log.ts';
import { SqliteEventStore } from '../log/sqlite-event-store.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { readOptions } from '../options.ts';
import { thisFold } from '../../shared/state/fold-version.ts';
import { lettingGo } from './let-go.ts';
import { makeSegment, type ArchiveRequest } from './make-segment.ts';
import type { BadSegment, Segment } from './segment.ts';

const everything: ArchiveRequest = { before: Number.MAX_SAFE_INTEGER, full: false, newest: 10 };

/** Writes the next segment of a log and lets nothing go yet. */
function made(file: string, request = everything): Segment | undefined {
  const db = new Database(file);
  try {
    return makeSegment(db, request);
  } finally {
    db.close();
  }
}

async function entriesIn(file: string): Promise<StoredEvent[]> {
  const store = new SqliteEventStore(file);
  try {
    return store.read(0, 100_000);
  } finally {
    await store.close();
  }
}

async function archived(file: string, segment: Segment): Promise<void> {
  const store = new SqliteEventStore(file);
  try {
    await store.archive(segment);
  } finally {
    await store.close();
  }
}

/** A log of which all but the newest entries are archived. */
async function archivedLog(): Promise<{ file: string; segment: Segment; path: string; entries: StoredEvent[] }> {
  const file = await writtenLog(temporaryFolder());
  const entries = await entriesIn(file);
  const segment = made(file);
  if (!segment) {
    throw new Error('There should be something to archive.');
  }
  await archived(file, segment);
  return { file, segment, path: join(dirname(file), 'segments', segment.file), entries };
}

const withText = (file: string) => {
  const db = new Database(file);
  const count = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM events WHERE author <> ''").get()?.n;
  db.close();
  return count;
};

const spoilt: [string, (path: string) => void][] = [
  ['is missing', (path) => rmSync(path)],
  ['was cut off', (path) => truncateSync(path, 500)],
  ['has a flipped byte', (path) => flip(path)],
];

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(300) ^ 1, 300);
  writeFileSync(path, bytes);
}

it.each(spoilt)('[LOG33] takes no text out of the database when the segment %s', async (_, spoil) => {
  const file = await writtenLog(temporaryFolder());
  const [entries, segment] = [await entriesIn(file), made(file)];
  if (!segment) {
    throw new Error('There should be something to archive.');
  }
  spoil(join(dirname(file), 'segments', segment.file));
  await expect(archived(file, segment)).rejects.toThrow(/is missing|is not as it was written/);
  expect(withText(file)).toBe(entries.length);
  expect(inspectLog(file).damage).toBeUndefined();
});

it('[LOG33] takes no text out for a segment of other entries, nor one that does not follow', async () => {
  const file = await writtenLog(temporaryFolder());
  const db = new Database(file);
  db.exec("UPDATE events SET relay = relay || ' ' WHERE seq = 7");
  db.close();
  expect(() => made(file)).toThrow('was not archived, because the log is damaged. Entry 7 was changed after it was recorded');
  const sound = await archivedLog();
  await expect(archived(sound.file, sound.segment)).rejects.toThrow(/The next entry to be archived is \d+, not 1; nothing was let go/);
  const last = made(sound.file, { ...everything, newest: 0 });
  const edited = new Database(sound.file);
  edited.exec("UPDATE events SET relay = relay || ' ' WHERE seq = (SELECT max(seq) FROM events)");
  expect(() => last && [...lettingGo(edited, last)]).toThrow(/^Entry \d+ is another in .+ than in the log; nothing was let go\.$/);
  edited.close();
});

// The control: one that takes the text out first, as somebody in a hurry would, loses it when the file does not come.
it('[LOG33] would lose what a naive archiver deletes before its file is on the disk, and the inspection says so', async () => {
  const file = await writtenLog(temporaryFolder());
  const db = new Database(file);
  db.exec("UPDATE events SET author = '', signature = '', relay = '' WHERE seq <= 20 AND kind = 'incident'");
  const lost = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM events WHERE author = ''").get()?.n;
  db.close();
  expect(lost).toBeGreaterThan(0);
  expect(inspectLog(file).damage).toMatch(/^entry \d+ has no text and is in no segment$/);
});

it('[LOG34] gives every entry back as it was, also to folding anew after an update', async () => {
  const { file, entries } = await archivedLog();
  expect(withText(file)).toBeLessThan(entries.length);
  expect(inspectLog(file)).toMatchObject({ damage: undefined, entries: entries.length, head: entries.at(-1)?.hash });
  const before = new SqliteEventStore(file);
  expect(before.read(0, 1000)).toEqual(entries);
  const incidents = before.recentIncidents(0);
  await before.close();
  const told: number[] = [];
  const anew = new SqliteEventStore(file, { fold: { ...thisFold, version: 99 }, onProgress: ({ done }) => told.push(done) });
  expect(anew.recentIncidents(0)).toEqual(incidents);
  expect(told).toEqual([entries.length]);
  await anew.close();
});

it.each(spoilt)('[LOG35] starts although a segment %s, says what puts it right, and reads on from the next entry', async (_, spoil) => {
  const { file, path, segment, entries } = await archivedLog();
  const whole = readFileSync(path);
  spoil(path);
  const bad: BadSegment[] = [];
  const store = new SqliteEventStore(file, { fold: { ...thisFold, version: 99 }, onBadSegment: (error) => bad.push(error) });
  expect(bad.map(({ message }) => message).join()).toMatch(
    /^the archived entries 1 to \d+ cannot be read: segments\/1-\d+\.ndjson\.gz .+; putting that one file back from the segments folder of a backup is enough$/,
  );
  expect(store.readableFrom()).toBe(segment.last + 1);
  expect(() => store.read(0, 1000)).toThrow('cannot be read');
  expect(store.read(segment.last, 1000)).toEqual(entries.slice(segment.last));
  expect([store.recentIncidents(0).length, store.readDefinitions().length]).toEqual([
    20,
    entries.filter((entry) => decodeEvent(entry).entity.kind !== 'incident').length,
  ]);
  expect(inspectLog(file).damage).toContain('cannot be read');
  writeFileSync(path, whole);
  expect([store.readableFrom(), store.read(0, 1000)]).toEqual([1, entries]);
  expect(inspectLog(file).damage).toBeUndefined();
  await store.close();
});

it('[LOG35] sees a note of a segment that was changed', async () => {
  const { file } = await archivedLog();
  const db = new Database(file);
  db.exec('UPDATE segments SET last = last - 1');
  db.close();
  expect(inspectLog(file).damage).toBe('the note of the archived entries from 1 on is not as it was written');
  expect(() => new SqliteEventStore(file)).toThrow(/is damaged \(the note of the archived entries.+watchbell restore BACKUP/);
});

it('[LOG37] is asked for with an age of a month at least, and for nothing unless it is', () => {
  const options = (...more: string[]) => readOptions(['--data', 'here', ...more]).archiveAfterMs;
  expect([options(), options('--archive-after', '365d')]).toEqual([undefined, 365 * DAY_MS]);
  for (const after of ['29d', 'a year', '']) {
    expect(() => options('--archive-after', after)).toThrow('--archive-after takes a duration of at least 30d');
  }
});

it('[LOG37] takes only what is old enough, never the newest, in full segments when nobody asked for all of it', async () => {
  const file = await writtenLog(temporaryFolder());
  const entries = await entriesIn(file);
  expect(made(file, { ...everything, full: true })).toBeUndefined();
  expect(made(file, { ...everything, newest: undefined })).toBeUndefined();
  const times = entries.map((entry) => decodeEvent(entry).recordedAt);
  const before = times[29] ?? 0;
  expect(made(file, { ...everything, before })).toMatchObject({ first: 1, last: times.filter((at) => at < before).length });
  expect(made(file)?.last).toBe(entries.length - 10);
});

it('[LOG33] clears away what one that was killed left behind, and nothing else', async () => {
  const file = await writtenLog(temporaryFolder());
  const folder = join(dirname(file), 'segments');
  const killed = made(file, { ...everything, newest: 20 });
  writeFileSync(join(folder, '1-9.ndjson.gz.part'), 'half');
  writeFileSync(join(folder, 'a note of mine'), 'kept');
  const segment = made(file);
  expect(new Set(readdirSync(folder))).toEqual(new Set([killed?.file, segment?.file, 'a note of mine']));
  if (segment) {
    await archived(file, segment);
  }
  expect(made(file)).toBeUndefined();
  expect(new Set(readdirSync(folder))).toEqual(new Set([segment?.file, 'a note of mine']));
});
