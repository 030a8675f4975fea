import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { deviceSigner, newDeviceKey } from '../../main/store/identity.ts';
import { Replica } from '../../main/store/replica.ts';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { idOf, mondayNight } from '../harness/entries.ts';
import { flipped } from '../harness/flip.ts';
import { seededRandom } from '../harness/random.ts';
import { contentOf, writtenLog } from '../harness/sqlite-log.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const runs = Number(process.env['FLIP_RUNS'] ?? 40);
const seed = Number(process.env['FLIP_SEED'] ?? 1);
const tables = ['meta', 'events', 'incidents', 'pending', 'returned', 'rung'];
const now = () => mondayNight;

/** A laptop's folder with a copy of a log, commands that wait, one that came back, and what it rang; the commands. */
async function writtenCopy(folder: string): Promise<string[]> {
  const log = new SqliteEventStore(await writtenLog(temporaryFolder()));
  const store = new SqliteReplicaStore(folder, now);
  let ids = 0;
  const newId = () => idOf(`mine-${(ids += 1)}`);
  const sign = deviceSigner(newDeviceKey());
  const replica = new Replica(store, { device: idOf('laptop'), person: 'bo', sign, verify: () => true, newId, wallMs: now });
  replica.receive(log.read(0, 10_000));
  await log.close();
  const [incident] = [...replica.view.incidents.keys()];
  const entity = { kind: 'incident' as const, id: incident ?? '' };
  ['one', 'two', 'three'].forEach((text) => replica.command('incident.annotated', entity, { text }));
  store.giveBack({ id: idOf('back'), outcome: 'refused', why: 'no', at: mondayNight, author: '{}' });
  store.setRung(entity.id, { stepId: idOf('s'), pages: 3, lastAt: 7 });
  const pending = replica.pending.map(({ author }) => author);
  replica.close();
  return pending;
}

/** Looks through a copy to its end. */
function inspected(store: SqliteReplicaStore): 'sound' | 'damaged' {
  for (;;) {
    const found = store.inspectOn();
    if (found !== 'more') {
      return found;
    }
  }
}

const isSetAside = (folder: string) => readdirSync(folder).some((name) => name.startsWith('replica-set-aside-'));

it(`[LOG27] sees every one of ${runs} copies in which bytes were flipped, unless nothing changed, and keeps all that waits for the relay (R23)`, async () => {
  const written = temporaryFolder();
  const pending = await writtenCopy(written);
  const content = contentOf(join(written, 'replica.db'), tables);
  const random = seededRandom(seed);
  const counts = { 'at start': 0, 'by inspection': 0, 'nothing lost': 0, UNSEEN: 0, 'waiting kept': 0 };
  const parent = temporaryFolder();
  for (let run = 0; run < runs; run += 1) {
    const folder = join(parent, String(run));
    mkdirSync(folder);
    copyFileSync(join(written, 'pending.ndjson'), join(folder, 'pending.ndjson'));
    flipped(join(written, 'replica.db'), join(folder, 'replica.db'), random);
    const store = new SqliteReplicaStore(folder, now);
    if (isSetAside(folder)) {
      counts['at start'] += 1;
      expect(inspected(store)).toBe('sound');
    } else if (inspected(store) === 'damaged') {
      store.startOver();
      counts['by inspection'] += 1;
      expect(inspected(store)).toBe('sound');
    } else {
      counts[contentOf(join(folder, 'replica.db'), tables) === content ? 'nothing lost' : 'UNSEEN'] += 1;
    }
    counts['waiting kept'] += Number(JSON.stringify(store.load(0).pending.map(({ author }) => author)) === JSON.stringify(pending));
    store.close();
  }
  process.stdout.write(`R23 laptop: ${runs} flipped copies: ${JSON.stringify(counts)}\n`);
  expect(counts).toMatchObject({ UNSEEN: 0, 'waiting kept': runs });
  expect(counts['at start']).toBeGreaterThan(0);
  expect(counts['by inspection']).toBeGreaterThan(0);
});

it('[LOG27] finds nothing in a copy as it was written, and keeps what came back and what was rung when it must start over', async () => {
  const folder = temporaryFolder();
  await writtenCopy(folder);
  const store = new SqliteReplicaStore(folder, now);
  expect(inspected(store)).toBe('sound');
  const { returned, rung, pending, lastDeviceSeq } = store.load(0);
  store.close();
  expect([returned.length, rung.size, pending.length]).toEqual([1, 1, 3]);
  // A letter of the log, which SQLite's own check does not see.
  const db = new Database(join(folder, 'replica.db'));
  db.exec("UPDATE events SET author = author || ' ' WHERE seq = (SELECT max(seq) - 1 FROM events)");
  db.close();
  const damaged = new SqliteReplicaStore(folder, now);
  expect(isSetAside(folder)).toBe(false);
  expect(inspected(damaged)).toBe('damaged');
  damaged.startOver();
  expect(damaged.load(0)).toMatchObject({ returned, rung, pending, lastDeviceSeq, definitions: [] });
  damaged.close();
});
