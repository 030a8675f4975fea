import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { RelayLog } from './relay-log.ts';

/** A relay's log on disk with people, laptops and incidents of every kind in it; closed. Gives back its file. */
export async function writtenLog(folder: string, incidents = 20): Promise<string> {
  const file = join(folder, 'log.db');
  const log = await RelayLog.withSample(new SqliteEventStore(file));
  log.subscribers = [{ id: 'cmdb' }];
  const ana = log.enrol('ana');
  for (let i = 0; i < incidents; i += 1) {
    const incident = log.trigger();
    if (i % 3 > 0) {
      log.take(ana, ana.acknowledges(incident));
    }
    if (i % 3 > 1) {
      log.take(ana, ana.signed(ana.part('incident.resolved', incident, { epoch: 1, via: 'window' })));
    }
    log.nowMs += 60_000;
    await log.ledger.settled();
  }
  await log.store.close();
  return file;
}

/** Everything a relay or a desktop reads of a database, as one text. Throws when it cannot be read. */
export function contentOf(file: string, tables: readonly string[]): string {
  const db = new Database(file, { readonly: true });
  try {
    return JSON.stringify([
      db.pragma('user_version', { simple: true }),
      ...tables.map((table) => db.prepare(`SELECT rowid, * FROM ${table} ORDER BY rowid`).all()),
    ]);
  } finally {
    db.close();
  }
}
