import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrate, migrations } from '../../relay/log/schema.ts';
import { isOpen, type Incident } from '../../shared/incident/incident.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';

/** Writes the `log.db` of a relay of the first schema, as it would have kept these entries and the incidents it folded from them. */
export function writeFirstSchema(folder: string, entries: readonly StoredEvent[], incidents: readonly Incident[]): string {
  const file = join(folder, 'log.db');
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  migrate(db, migrations.slice(0, 1));
  const insert = db.prepare(
    'INSERT INTO events (seq, id, kind, entity, type, author, signature, relay, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const device = db.prepare('INSERT OR REPLACE INTO devices (device, last_seq) VALUES (?, ?)');
  const incident = db.prepare('INSERT INTO incidents (id, number, open, resolved_at, state) VALUES (?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const entry of entries) {
      const event = decodeEvent(entry);
      const { kind, id } = event.entity;
      insert.run(entry.seq, entry.id, kind, id, event.type, entry.author, entry.signature, entry.relay, entry.hash);
      device.run(event.device, event.deviceSeq);
      db.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('log', ?)").run(event.log);
    }
    for (const each of incidents) {
      incident.run(each.id, each.number, isOpen(each) ? 1 : 0, each.resolution?.at ?? null, JSON.stringify(each));
    }
  })();
  db.close();
  return file;
}
