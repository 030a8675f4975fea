import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { audit } from '../../relay/cli/audit/audit-report.ts';
import { Auditor } from '../../relay/cli/audit/auditor.ts';
import { fileSource, folderSource, type EntrySource } from '../../relay/cli/audit/entry-source.ts';
import { notedSegments } from '../../relay/archive/segment.ts';
import type { EventStore } from '../../relay/log/event-store.ts';
import { inspectLog } from '../../relay/log/inspect-log.ts';
import { pagesIn } from '../../relay/log/pages-in.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { decodeEvent } from '../../shared/log/envelope.ts';
import { thisFold } from '../../shared/state/fold-version.ts';
import { archiveUpTo } from '../harness/archived-log.ts';
import { flipped } from '../harness/flip.ts';
import { idOf, mondayNight } from '../harness/entries.ts';
import { fc } from '../harness/properties.ts';
import { seededRandom } from '../harness/random.ts';
import { writtenLog } from '../harness/sqlite-log.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

/** Everything anybody reads of a log, cut as `limit` says. */
async function everyRead(store: EventStore, limit: number): Promise<unknown> {
  const pages = [];
  for (let after = 0; after <= store.head().seq; after += limit) {
    pages.push(store.read(after, limit));
  }
  const entries = pages.flat();
  const entities = new Map(entries.map((entry) => [JSON.stringify(decodeEvent(entry).entity), decodeEvent(entry).entity]));
  const snapshot = store.snapshot();
  const read = {
    head: store.head(),
    pages,
    found: entries.map(({ id }) => store.find(id)),
    hashes: entries.map(({ seq }) => store.hashAt(seq)),
    entities: [...entities.values()].map((entity) => store.readEntity(entity)),
    definitions: store.readDefinitions(),
    incidents: store.recentIncidents(0),
    counted: [store.lastIncidentNumber(), store.lastDeviceSeq(idOf('relay'))],
    paged: await pagesIn(store, { from: mondayNight, until: mondayNight + 3_600_000 }),
    snapshot: [snapshot.head, snapshot.counts, snapshot.definitions(3, 7), snapshot.incidents(0, 100)],
  };
  snapshot.close();
  return read;
}

const proven = async (source: EntrySource) => {
  const { auditor, broken } = await audit(source, new Auditor());
  return [broken, auditor.head.seq, auditor.from];
};

it('[LOG34] answers every question as a log of which nothing is archived, wherever it is cut into segments', async () => {
  const folder = temporaryFolder();
  const written = await writtenLog(folder, 12);
  const plain = new SqliteEventStore(written);
  const { seq } = plain.head();
  let run = 0;
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: seq }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(cuts, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (places, limit, refolds) => {
      const other = join(folder, `run-${(run += 1)}`);
      cpSync(written, join(other, 'log.db'));
      const file = join(other, 'log.db');
      let store = new SqliteEventStore(file);
      for (const place of places.toSorted((a, b) => a - b)) {
        await archiveUpTo(store, file, place);
      }
      if (refolds) {
        await store.close();
        store = new SqliteEventStore(file, { fold: { ...thisFold, version: 99 } });
      }
      expect(await everyRead(store, limit)).toEqual(await everyRead(plain, limit));
      await store.close();
      expect(inspectLog(file)).toMatchObject({ damage: undefined, entries: seq });
      expect(await proven(folderSource(other))).toEqual([undefined, seq, 1]);
      const last = Math.max(...places);
      const before = places.filter((place) => place < last);
      const name = `${before.length === 0 ? 1 : Math.max(...before) + 1}-${last}.ndjson.gz`;
      expect(await proven(fileSource(join(other, 'segments', name)))).toEqual([undefined, last, 1]);
    }),
    { numRuns: 12 },
  );
  await plain.close();
});

const runs = Number(process.env['FLIP_RUNS'] ?? 40);

it(`[LOG25] [LOG35] sees every one of ${runs} segments in which bytes were flipped`, async () => {
  const file = await writtenLog(temporaryFolder(), 12);
  const store = new SqliteEventStore(file);
  await archiveUpTo(store, file, 30);
  await store.close();
  const db = new Database(file);
  const path = join(dirname(file), 'segments', notedSegments(db)[0]?.file ?? '');
  db.close();
  const sound = join(temporaryFolder(), 'sound');
  cpSync(path, sound);
  const random = seededRandom(1);
  for (let run = 0; run < runs; run += 1) {
    flipped(sound, path, random);
    expect(inspectLog(file).damage).toMatch(/^the archived entries 1 to 30 cannot be read/);
  }
  cpSync(sound, path);
  expect(inspectLog(file).damage).toBeUndefined();
});
