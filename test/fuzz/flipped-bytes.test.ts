import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { DamagedLog } from '../../relay/log/damage.ts';
import { inspectLog } from '../../relay/log/inspect-log.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { archiveUpTo } from '../harness/archived-log.ts';
import { flipped } from '../harness/flip.ts';
import { seededRandom } from '../harness/random.ts';
import { contentOf, writtenLog } from '../harness/sqlite-log.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const runs = Number(process.env['FLIP_RUNS'] ?? 40);
const seed = Number(process.env['FLIP_SEED'] ?? 1);
const tables = ['meta', 'events', 'devices', 'incidents', 'segments', 'outbox'];

type Seen = 'at start' | 'by inspection' | 'nothing lost' | 'UNSEEN';

async function whatIsSeen(file: string, content: string): Promise<Seen> {
  try {
    await new SqliteEventStore(file).close();
  } catch (error) {
    expect(error).toMatchObject({ message: expect.stringMatching(/watchbell restore BACKUP --data /) as string });
    return 'at start';
  }
  if (inspectLog(file).damage !== undefined) {
    return 'by inspection';
  }
  return contentOf(file, tables) === content ? 'nothing lost' : 'UNSEEN';
}

it(`[LOG25] sees every one of ${runs} logs in which bytes were flipped, unless nothing that is read changed (R23)`, async () => {
  const folder = temporaryFolder();
  const written = await writtenLog(folder);
  const store = new SqliteEventStore(written);
  await archiveUpTo(store, written, 30);
  await store.close();
  const content = contentOf(written, tables);
  const random = seededRandom(seed);
  const counts: Record<Seen, number> = { 'at start': 0, 'by inspection': 0, 'nothing lost': 0, UNSEEN: 0 };
  for (let run = 0; run < runs; run += 1) {
    const file = join(folder, `flipped-${run}.db`);
    flipped(written, file, random);
    counts[await whatIsSeen(file, content)] += 1;
  }
  process.stdout.write(`R23 relay: ${runs} flipped logs: ${JSON.stringify(counts)}\n`);
  expect(counts.UNSEEN).toBe(0);
  expect(counts['at start']).toBeGreaterThan(0);
});

// The control: SQLite's own check, which is all there was, sees nothing of a byte flipped inside a text.
it('[LOG25] would miss what SQLite’s own check misses', async () => {
  const folder = temporaryFolder();
  const written = await writtenLog(folder);
  const content = contentOf(written, tables);
  const random = seededRandom(seed);
  let unseen = 0;
  for (let run = 0; run < runs; run += 1) {
    const file = join(folder, `flipped-${run}.db`);
    flipped(written, file, random);
    try {
      const db = new Database(file);
      const [check] = db.pragma('quick_check(1)') as { quick_check: string }[];
      db.close();
      unseen += check?.quick_check === 'ok' && contentOf(file, tables) !== content ? 1 : 0;
    } catch {
      // Seen.
    }
  }
  process.stdout.write(`R23 relay, the control: quick_check alone misses ${unseen} of ${runs}\n`);
  expect(unseen).toBeGreaterThan(0);
});

it('[LOG25] finds nothing in a log as it was written, and names what was changed in one', async () => {
  const file = await writtenLog(temporaryFolder());
  expect(inspectLog(file)).toMatchObject({ damage: undefined });
  const db = new Database(file);
  const damaged = (sql: string) => {
    const copy = join(temporaryFolder(), 'log.db');
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, copy);
    const changed = new Database(copy);
    changed.exec(sql);
    changed.close();
    return inspectLog(copy).damage;
  };
  expect(damaged("UPDATE events SET author = author || ' ' WHERE seq = 20")).toBe(
    'Entry 20 was changed after it was recorded: its hash does not match.',
  );
  expect(damaged("UPDATE events SET kind = 'person' WHERE seq = 20")).toBe('Entry 20 is filed under something else than it says.');
  expect(damaged("UPDATE incidents SET state = replace(state, 'Disk full', 'Disk fall')")).toMatch(
    /^Incident .+ is not as it was written\.$/,
  );
  expect(damaged('UPDATE devices SET last_seq = last_seq + 1')).toBe('How far each device has counted is not as it was written.');
  expect(damaged("UPDATE outbox SET row = replace(row, 'cmdb', 'cmdc')")).toMatch(/^Delivery .+ is not as it was written\.$/);
  expect(damaged('DROP INDEX definitions')).toBe('its tables are not as they were made');
  db.close();
});

it('[LOG11] takes over the log of the version before, whose incidents had no checksums, and inspects a backup of it as it is', async () => {
  const file = await writtenLog(temporaryFolder(), 3);
  const db = new Database(file);
  db.exec('DROP TABLE outbox; DROP TABLE segments; ALTER TABLE incidents DROP COLUMN checksum; PRAGMA user_version = 2');
  db.close();
  expect(inspectLog(file)).toMatchObject({ damage: undefined });
  const store = new SqliteEventStore(file);
  expect(store.recentIncidents(0)).toHaveLength(3);
  await store.close();
  expect(inspectLog(file)).toMatchObject({ damage: undefined });
  expect(contentOf(file, ['incidents'])).toMatch(/"checksum":"[0-9a-f]{64}"/);
});

it('[LOG13] names the command that puts a damaged log right', () => {
  expect(new DamagedLog('/var/lib/watchbell/log.db', 'why').message).toBe(
    'The log /var/lib/watchbell/log.db is damaged (why). Stop the relay and restore a backup: watchbell restore BACKUP --data /var/lib/watchbell. ' +
      'The laptops still hold their copies and go on paging.',
  );
});
