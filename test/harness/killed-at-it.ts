import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { migrate, migrations } from '../../relay/log/schema.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';

// Begins what an update does to the data of a folder, and is killed over it: node test/harness/killed-at-it.ts WHAT FOLDER

const [, , what, folder = ''] = process.argv;
const die = () => process.kill(process.pid, 'SIGKILL');

if (what === 'relay-fold') {
  void new SqliteEventStore(join(folder, 'log.db'), { onProgress: die }).close();
} else if (what === 'copy-fold') {
  new SqliteReplicaStore(folder, () => 0, { onProgress: die }).close();
} else {
  const db = new Database(join(folder, 'log.db'));
  db.function('die', () => {
    die();
    return 0;
  });
  migrate(db, [...migrations, 'CREATE TABLE tomorrow (id TEXT); DROP TABLE devices; SELECT die();']);
}
process.stdout.write('It was not killed.\n');
