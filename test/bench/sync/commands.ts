import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newKeyPair, signerOf, verifySignature } from '../../../relay/access/signature.ts';
import { Ledger } from '../../../relay/log/ledger.ts';
import { configure, migrate } from '../../../relay/log/schema.ts';
import { SqliteEventStore } from '../../../relay/log/sqlite-event-store.ts';
import { eventsToward, sample } from '../../harness/workspaces.ts';
import { idOf, mondayNight } from '../../harness/entries.ts';
import { LoggedDevice } from '../../harness/relay-log.ts';
import type { SignedCommand } from '../../../shared/log/envelope.ts';
import { cpuMs, type Row } from '../measure.ts';

const count = 20_000;
const atOnce = 50;
let ids = 0;
const newId = () => idOf(`bench-${(ids += 1)}`);

function rate(what: string, seconds: number, cpuSeconds: number): Row {
  return { what, 'a second': Math.round(count / seconds), 'a CPU second': Math.round(count / cpuSeconds) };
}

/** Runs pages of work and tells the wall and CPU seconds it took. */
async function timed(pages: readonly SignedCommand[][], page: (commands: SignedCommand[]) => Promise<void>): Promise<[number, number]> {
  const before = performance.now();
  const cpu = await cpuMs(async () => {
    for (const commands of pages) {
      await page(commands);
    }
  });
  return [(performance.now() - before) / 1000, cpu / 1000];
}

/** Commands through the ledger to the disk, their signatures checked, against the same rows in one transaction a turn. */
export async function durableCommands(folder: string): Promise<Row[]> {
  const store = new SqliteEventStore(join(folder, 'commands.db'));
  const key = newKeyPair();
  const edges = { device: idOf('relay'), sign: signerOf(key.privateKey), verify: verifySignature, now: () => mondayNight, newId };
  const ledger = new Ledger(store, { ...edges, defer: (callback) => void setImmediate(callback) });
  const body = { name: 'relay', publicKey: key.publicKey };
  ledger.write({ type: 'device.enrolled', entity: { kind: 'device', id: edges.device }, body }, { kind: 'admin' });
  for (const { type, entity, body: of } of eventsToward(ledger.state, sample)) {
    ledger.write({ type, entity: entity ?? { kind: 'device', id: edges.device }, body: of ?? {} }, { kind: 'admin' });
  }
  const device = new LoggedDevice(newId(), 'ana', newId);
  const enrolled = { name: 'laptop', person: 'ana', publicKey: device.publicKey };
  ledger.write({ type: 'device.enrolled', entity: { kind: 'device', id: device.id }, body: enrolled }, { kind: 'admin' });
  const incidents = Array.from({ length: 100 }, () => newId());
  for (const id of incidents) {
    const triggered = { title: 'Disk full', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } };
    ledger.write({ type: 'incident.triggered', entity: { kind: 'incident', id }, body: triggered }, { kind: 'admin' });
  }
  await ledger.settled();
  const commands = Array.from({ length: count }, (_, i) =>
    device.signed(device.part('incident.annotated', incidents[i % 100] ?? '', { text: `note ${i}` })),
  );
  const pages = Array.from({ length: count / atOnce }, (_, i) => commands.slice(i * atOnce, (i + 1) * atOnce));

  const product = await timed(pages, async (page) => {
    const taken = page.map((command) => ledger.take(command, device.id, { kind: 'person', id: 'ana' }));
    await Promise.all(taken.map(({ durable }) => durable));
  });
  const [verifyS, verifyCpuS] = await timed(pages, (page) => {
    page.forEach(({ author, signature }) => verifySignature(author, signature, device.publicKey));
    return Promise.resolve();
  });
  const after = store.head().seq - count;
  const rows = store.read(after, count);
  await store.close();

  const db = new Database(join(folder, 'commands-limit.db'));
  configure(db);
  migrate(db);
  const insert = db.prepare(
    'INSERT INTO events (seq, id, kind, entity, type, author, signature, relay, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const limit = await timed(pages, async (page) => {
    const first = db.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM events').get()?.seq ?? 0;
    db.transaction(() => {
      for (const { seq, id, author, signature, relay, hash } of rows.slice(
        first && first - after,
        (first && first - after) + page.length,
      )) {
        insert.run(seq, id, 'incident', incidents[seq % 100], 'incident.annotated', author, signature, relay, hash);
      }
    })();
    await new Promise<void>((resolve) => void setImmediate(resolve));
  });
  db.close();
  return [
    rate('the ledger, signatures checked', ...product),
    rate('checking the signatures alone', verifyS, verifyCpuS),
    rate('the rows alone, one transaction a turn', ...limit),
    {
      what: 'ledger / rows',
      'a second': Number((limit[0] / product[0]).toFixed(2)),
      'a CPU second': Number((limit[1] / product[1]).toFixed(2)),
    },
  ];
}
