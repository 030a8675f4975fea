import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { isWorthTelling, type FoldedBy, type RefoldProgress } from '../../shared/state/fold-version.ts';
import { knownTypes } from '../../shared/state/known-types.ts';
import { emptyState, fold } from '../../shared/state/state.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { entriesOf, log, mondayNight, type EventSketch } from '../harness/entries.ts';
import { resolved, triggered } from '../harness/folding.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const { 'incident.priority-changed': _, ...olderTypes } = knownTypes;
const older: FoldedBy = { version: 0, reads: olderTypes };

/** So many incidents, each with a priority an older version does not know; half of them over, a day and more before what comes later. */
function logOf(count: number): StoredEvent[] {
  const sketches = Array.from({ length: count }, (__, i): EventSketch[] => {
    const entity = { kind: 'incident' as const, id: `incident-${i}` };
    const recordedAt = mondayNight + i * DAY_MS;
    return [
      { ...triggered({}, entity.id), recordedAt },
      { type: 'incident.priority-changed', entity, recordedAt, body: { priority: 'P1', via: 'window' } },
      { ...(i % 2 === 0 ? resolved(1) : { type: 'incident.annotated', body: { text: 'looking' } }), entity, recordedAt },
    ];
  });
  const reopened = { type: 'incident.reopened', entity: { kind: 'incident' as const, id: 'incident-0' }, body: { via: 'window' } };
  return entriesOf([...sketches.flat(), { ...reopened, recordedAt: mondayNight + count * DAY_MS }]);
}

function foldedFrom(entries: readonly StoredEvent[], reads = knownTypes): Incident[] {
  const state = emptyState(reads);
  entries.forEach((entry) => fold(state, decodeEvent(entry)));
  return [...state.incidents.values()];
}

interface Side {
  name: 'relay-fold' | 'copy-fold';
  fill(folder: string, entries: readonly StoredEvent[]): Promise<void>;
  /** Opens it as a version does and gives back the incidents it keeps. */
  open(folder: string, options?: { fold?: FoldedBy; onProgress?: (progress: RefoldProgress) => void }): Promise<Incident[]>;
}

const sides: Side[] = [
  {
    name: 'relay-fold',
    fill: async (folder, entries) => {
      const store = new SqliteEventStore(join(folder, 'log.db'), { fold: older });
      const commits = entries.map((entry) => {
        const { entity, type, device, deviceSeq } = decodeEvent(entry);
        return { entry, entity, type, device, deviceSeq };
      });
      await store.append(commits, foldedFrom(entries, olderTypes));
      await store.close();
      const db = new Database(join(folder, 'log.db'));
      db.prepare("UPDATE meta SET value = ? WHERE name = 'log'").run(log);
      db.close();
    },
    open: async (folder, options = {}) => {
      const store = new SqliteEventStore(join(folder, 'log.db'), options);
      const incidents = store.recentIncidents(0);
      await store.close();
      return incidents;
    },
  },
  {
    name: 'copy-fold',
    fill: async (folder, entries) => {
      const store = new SqliteReplicaStore(folder, () => 0, { fold: older });
      store.confirm({ entries, incidents: foldedFrom(entries, olderTypes), settled: [], returned: [] });
      store.close();
      return Promise.resolve();
    },
    open: async (folder, options = {}) => {
      const store = new SqliteReplicaStore(folder, () => 0, options);
      const { incidents } = store.load(0);
      store.close();
      return Promise.resolve(incidents);
    },
  },
];

const byNumber = (incidents: readonly Incident[]) => incidents.toSorted((a, b) => a.number - b.number);
/** As it is once it was written down. */
const written = (incidents: readonly Incident[]) => JSON.parse(JSON.stringify(byNumber(incidents))) as Incident[];

it.each(sides)('[VER5] folds the kept log anew once, and begins again when it was killed over it ($name)', async ({ name, fill, open }) => {
  const [folder, entries] = [temporaryFolder(), logOf(400)];
  await fill(folder, entries);
  const driver = join(import.meta.dirname, '../harness/killed-at-it.ts');
  const { signal, stdout } = spawnSync(process.execPath, [driver, name, folder], { encoding: 'utf8' });
  expect([signal, stdout]).toEqual(['SIGKILL', '']);
  expect(written(await open(folder, { fold: older }))).toEqual(written(foldedFrom(entries, olderTypes)));
  const told: RefoldProgress[] = [];
  const onProgress = (progress: RefoldProgress) => void told.push(progress);
  expect(written(await open(folder, { onProgress }))).toEqual(written(foldedFrom(entries)));
  expect(told).toEqual([
    { done: 1000, total: 1201 },
    { done: 1201, total: 1201 },
  ]);
  await open(folder, { onProgress });
  expect(told).toHaveLength(2);
});

it('[VER5] keeps a laptop’s copy as it was while its disk is full, and folds it another time', async () => {
  const [folder, entries] = [temporaryFolder(), logOf(3)];
  const [, copy] = sides;
  await copy?.fill(folder, entries);
  const onProgress = () => {
    throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
  };
  expect(written((await copy?.open(folder, { onProgress })) ?? [])).toEqual(written(foldedFrom(entries, olderTypes)));
  expect(written((await copy?.open(folder)) ?? [])).toEqual(written(foldedFrom(entries)));
  expect(readdirSync(folder).filter((name) => name.includes('aside'))).toEqual([]);
});

it('[VER5] tells of it only where somebody could read it: once for so many entries', () => {
  const total = 45_678;
  expect([1000, 19_000, 20_000, 40_000, total].filter((done) => isWorthTelling({ done, total }))).toEqual([20_000, 40_000]);
});
