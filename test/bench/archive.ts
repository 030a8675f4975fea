import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { archiveFolder } from '../../relay/archive/archive-folder.ts';
import { makeSegment } from '../../relay/archive/make-segment.ts';
import { inspectLog } from '../../relay/log/inspect-log.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { RelayLog } from '../harness/relay-log.ts';

// What archiving costs and gives, for a log of so many entries: node test/bench/archive.ts [100000]

const entries = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
const file = join(folder, 'log.db');

function tell(what: string, startedAt: number): void {
  process.stdout.write(`${what}: ${(performance.now() - startedAt).toFixed(1)} ms\n`);
}

try {
  let at = performance.now();
  const log = await RelayLog.withSample(new SqliteEventStore(file));
  const ana = log.enrol('ana');
  while (log.ledger.head.seq < entries) {
    for (let i = 0; i < 50; i += 1) {
      const incident = log.trigger();
      log.take(ana, ana.acknowledges(incident));
      log.take(
        ana,
        ana.signed(ana.part('incident.annotated', incident, { text: `Looking into the disk of db${i}, number ${log.ledger.head.seq}` })),
      );
      log.take(ana, ana.signed(ana.part('incident.resolved', incident, { epoch: 1, via: 'window' })));
    }
    log.nowMs += 60_000;
    await log.ledger.settled();
    log.ledger.forgetOld();
  }
  await log.store.close();
  tell(`${log.ledger.head.seq} entries written`, at);

  const running = new SqliteEventStore(file);
  const db = new Database(file);
  at = performance.now();
  const one = makeSegment(db, { before: log.nowMs + DAY_MS, full: true });
  tell('one segment made and proven, in a thread of its own', at);
  at = performance.now();
  await (one && running.archive(one));
  tell('its text let go, by the thread that commits', at);
  db.close();
  await running.close();

  at = performance.now();
  const { segments, before, after } = await archiveFolder(folder, { before: log.nowMs + DAY_MS, full: false });
  tell('archived, with giving the room back', at);
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  process.stdout.write(
    `database ${before} bytes before, ${after} (${statSync(file).size}) after; ${segments.length} segments of ${bytes} bytes\n`,
  );

  const store = new SqliteEventStore(file);
  for (const [name, from] of [
    ['archived', 30_000],
    ['archived, the next', 30_500],
    ['archived, kept unpacked', 30_500],
    ['not archived', entries - 1500],
  ] as const) {
    at = performance.now();
    store.read(from, 500);
    tell(`a page of 500 entries, ${name}`, at);
  }
  await store.close();
  at = performance.now();
  const { damage } = inspectLog(file);
  tell(`inspected (${damage ?? 'sound'})`, at);
} finally {
  rmSync(folder, { recursive: true });
}
