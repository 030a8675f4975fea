import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Link } from '../../../main/link/link.ts';
import { Replica } from '../../../main/store/replica.ts';
import { SqliteReplicaStore } from '../../../main/store/sqlite-replica-store.ts';
import { Ledger } from '../../../relay/log/ledger.ts';
import { configure, migrate } from '../../../relay/log/schema.ts';
import { Hub } from '../../../relay/replicate/hub.ts';
import type { Session } from '../../../relay/replicate/session.ts';
import { systemClock } from '../../../relay/system-clock.ts';
import { decodeEvent } from '../../../shared/log/envelope.ts';
import { protocolVersion } from '../../../shared/protocol/version.ts';
import { idOf } from '../../harness/entries.ts';
import { cpuMs, type Row } from '../measure.ts';
import { device, logOf } from './log.ts';

const mebibyte = 1024 * 1024;

/** A new desktop takes a whole log, through session, link and replica to its disk, against copying the rows. */
export async function firstSync(folder: string, count: number): Promise<Row[]> {
  const store = await logOf(join(folder, 'first.db'), count);
  const defer = (callback: () => void) => void setImmediate(callback);
  const ledger = new Ledger(store, {
    device: idOf('relay'),
    verify: () => true,
    sign: () => '',
    now: () => Date.now(),
    newId: () => idOf(0),
    defer,
  });
  const hub = new Hub({ ledger, store, now: () => Date.now(), clock: systemClock, verify: () => true, onTrouble: () => undefined });
  const snapshot = await syncInto(hub, join(folder, 'copy-snapshot'), protocolVersion);
  const entries = await syncInto(hub, join(folder, 'copy-entries'), 2);

  const rows = store.read(0, count);
  await store.close();
  const db = new Database(join(folder, 'first-limit.db'));
  configure(db);
  migrate(db);
  const insert = db.prepare(
    'INSERT INTO events (seq, id, kind, entity, type, author, signature, relay, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const entities = rows.map((row) => decodeEvent(row).entity);
  const copyBefore = performance.now();
  const copyCpuMs = await cpuMs(() => {
    for (let i = 0; i < rows.length; i += 500) {
      db.transaction(() => {
        for (const [j, { seq, id, author: said, signature, relay, hash }] of rows.slice(i, i + 500).entries()) {
          const entity = entities[i + j];
          insert.run(seq, id, entity?.kind, entity?.id, '', said, signature, relay, hash);
        }
      })();
    }
    return Promise.resolve();
  });
  const copyMs = performance.now() - copyBefore;
  db.close();
  const rate = (ms: number) => Math.round((count / ms) * 1000);
  const row = (what: string, { ms, cpu, bytes, rss }: Synced): Row => ({
    what,
    'events a second': rate(ms),
    'a CPU second': rate(cpu),
    'bytes an event': Math.round(bytes / count),
    'MiB more': Math.round(rss / mebibyte),
  });
  return [
    row('live, by a snapshot', snapshot),
    row('live, by every entry', entries),
    { what: 'the rows alone, 500 a transaction', 'events a second': rate(copyMs), 'a CPU second': rate(copyCpuMs) },
    {
      what: 'every entry / rows',
      'events a second': Number((copyMs / entries.ms).toFixed(2)),
      'a CPU second': Number((copyCpuMs / entries.cpu).toFixed(2)),
    },
  ];
}

/** What a first sync took. */
interface Synced {
  ms: number;
  cpu: number;
  bytes: number;
  rss: number;
}

/** A new desktop that speaks a version of the wire, until it is live. */
async function syncInto(hub: Hub, copy: string, speaks: number): Promise<Synced> {
  mkdirSync(copy);
  const author = { device, person: 'ana', verify: () => true, sign: () => '', newId: () => idOf(1), wallMs: () => Date.now() };
  const replica = new Replica(new SqliteReplicaStore(copy, () => Date.now()), author);
  let bytes = 0;
  const link = new Link({
    url: '',
    device,
    sign: () => 'none',
    clock: systemClock,
    random: Math.random,
    replica,
    speaks,
    connector: {
      connect: (_, listener) => {
        const session: Session = hub.connect({
          bufferedBytes: 0,
          close: () => undefined,
          send: (frame) => {
            bytes += frame.length;
            setImmediate(() => listener.received(frame));
          },
        });
        return { close: () => undefined, send: (frame) => void setImmediate(() => session.receive(frame)) };
      },
    },
  });
  const rssBefore = process.memoryUsage().rss;
  const before = performance.now();
  const cpu = await cpuMs(
    () =>
      new Promise<void>((resolve) => {
        link.subscribe(() => link.isLive && resolve());
        link.start();
      }),
  );
  const ms = performance.now() - before;
  const rss = process.memoryUsage().rss - rssBefore;
  link.stop();
  replica.close();
  return { ms, cpu, bytes, rss };
}
