import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { audit, type Audited } from '../../relay/cli/audit/audit-report.ts';
import { Auditor } from '../../relay/cli/audit/auditor.ts';
import { folderSource } from '../../relay/cli/audit/entry-source.ts';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import { RelayLog } from '../harness/relay-log.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

/** A laptop's folder whose copy began with a snapshot, with some of the past fetched since. */
async function copyOfLongLog(): Promise<{ folder: string; entries: StoredEvent[] }> {
  const log = await RelayLog.withSample();
  const ana = log.enrol('ana');
  const incident = log.trigger();
  await log.ledger.settled();
  const snapshot = log.store.snapshot();
  log.take(ana, ana.acknowledges(incident));
  log.trigger();
  await log.ledger.settled();
  const entries = log.store.read(0, 1000);
  const folder = temporaryFolder();
  const store = new SqliteReplicaStore(folder, () => log.nowMs);
  store.adopt({
    head: snapshot.head,
    definitions: snapshot.definitions(0, 1000),
    incidents: snapshot.incidents(0, 1000).map(({ json }) => json),
  });
  store.confirm({ entries: entries.slice(snapshot.head.seq), incidents: [], settled: [], returned: [] });
  store.close();
  return { folder, entries };
}

const audited = async (folder: string): Promise<Audited> => audit(folderSource(folder), new Auditor());

it('[LOG1] [SYN21] proves a copy that began with a snapshot from there on, and says from where', async () => {
  const { folder, entries } = await copyOfLongLog();
  const { auditor, broken } = await audited(folder);
  expect(broken).toBeUndefined();
  expect([auditor.from, auditor.head.hash]).toEqual([entries.length - 1, entries.at(-1)?.hash]);
  expect(new Set(auditor.authors.map(({ person }) => person))).toEqual(new Set(['ana', undefined]));

  const store = new SqliteReplicaStore(folder, () => 0);
  store.addEarlier(entries.slice(entries.length - 4, entries.length - 2));
  store.close();
  const further = await audited(folder);
  expect([further.broken, further.auditor.head.hash]).toEqual([undefined, entries.at(-1)?.hash]);
  // The entry the proof hangs on cannot itself be proven, for its forerunner is not here.
  expect(further.auditor.from).toBe(entries.length - 2);
});

it('[LOG1] [SYN22] proves a copy that let go of what is old from there on', async () => {
  const log = await RelayLog.withSample();
  const [ana, incident] = [log.enrol('ana'), log.trigger()];
  log.take(ana, ana.acknowledges(incident));
  await log.ledger.settled();
  const entries = log.store.read(0, 1000);
  const folder = temporaryFolder();
  const store = new SqliteReplicaStore(folder, () => log.nowMs);
  store.confirm({ entries, incidents: [], settled: [], returned: [] });
  const last = entries.at(-2);
  const head = { seq: entries.length - 1, hash: last?.hash ?? '', recordedAt: log.nowMs, log: log.ledger.log };
  store.letGo(head, log.nowMs);
  store.close();
  const { auditor, broken } = await audited(folder);
  expect([broken, auditor.from, auditor.head.hash]).toEqual([undefined, entries.length, entries.at(-1)?.hash]);
});

it('[LOG1] finds what was changed in such a copy', async () => {
  const { folder, entries } = await copyOfLongLog();
  const db = new Database(join(folder, 'replica.db'));
  db.prepare("UPDATE events SET author = replace(author, 'window', 'tray') WHERE seq = ?").run(entries.length - 1);
  db.close();
  expect((await audited(folder)).broken).toMatchObject({ seq: entries.length - 1, problem: 'hash-mismatch' });
});
