import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { builtProgram } from '../../scripts/start/node-build.ts';
import { archiveFolder } from '../../relay/archive/archive-folder.ts';
import { inspectLog } from '../../relay/log/inspect-log.ts';
import { SqliteEventStore } from '../../relay/log/sqlite-event-store.ts';
import type { StoredEvent } from '../../shared/log/envelope.ts';
import { DAY_MS } from '../../shared/time/instant.ts';
import { archivedTo } from '../harness/archived-log.ts';
import { seededRandom } from '../harness/random.ts';
import { RelayLog } from '../harness/relay-log.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const kills = Number(process.env['ARCHIVE_KILL_RUNS'] ?? 10);
const seed = Number(process.env['ARCHIVE_KILL_SEED'] ?? 1);
/** How long something may take on a busy machine proves nothing; this only ends what hangs. */
const patiently = { timeout: 60_000 };
const patienceMs = 120_000 + kills * 30_000;
const cli = builtProgram('relay/cli/index');

const folder = mkdtempSync(join(tmpdir(), 'watchbell-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The folder of a relay whose log, so long, began a year ago and ended months ago; and what is in it. */
async function oldLog(length: number): Promise<{ written: string; before: StoredEvent[] }> {
  const written = join(folder, String(length));
  mkdirSync(written);
  const log = await RelayLog.withSample(new SqliteEventStore(join(written, 'log.db')), Date.now() - 400 * DAY_MS);
  while (log.ledger.head.seq < length) {
    for (let i = 0; i < 100; i += 1) {
      const entity = { kind: 'incident' as const, id: log.trigger() };
      void log.ledger.write({ type: 'incident.resolved', entity, body: { epoch: 1, via: 'api' } }, { kind: 'admin' });
    }
    log.nowMs += DAY_MS;
    await log.ledger.settled();
    log.ledger.forgetOld();
  }
  const before = log.store.read(0, 100_000);
  await log.store.close();
  return { written, before };
}

async function entriesIn(data: string): Promise<StoredEvent[]> {
  const store = new SqliteEventStore(join(data, 'log.db'));
  const entries = store.read(0, 100_000);
  await store.close();
  return entries;
}

/** `watchbell archive`, killed after a while or as soon as there is such a file in its archive; whether it ended by itself, and after how long. */
async function archive(
  data: string,
  cut?: { afterMs: number } | { at: RegExp },
): Promise<{ out: string; isKilled: boolean; tookMs: number }> {
  const startedAt = performance.now();
  const args = [cli, 'archive', '--data', data, '--before', '30d', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise((resolve) => child.once('close', (_, signal) => resolve(signal === 'SIGKILL')));
  const segments = join(data, 'segments');
  const isThere = (name: RegExp) => existsSync(segments) && readdirSync(segments).some((each) => name.test(each));
  const timer = cut && 'afterMs' in cut ? setTimeout(() => child.kill('SIGKILL'), cut.afterMs) : undefined;
  const watch = cut && 'at' in cut ? setInterval(() => isThere(cut.at) && child.kill('SIGKILL'), 1) : undefined;
  const isKilled = (await ended) === true;
  clearTimeout(timer);
  clearInterval(watch);
  return { out, isKilled, tookMs: performance.now() - startedAt };
}

it(
  `[LOG33] [LOG37] loses nothing in ${kills} kills in the middle of archiving, and goes on where it was (R1)`,
  async () => {
    const { written, before } = await oldLog(2800);
    const random = seededRandom(seed);
    const copied = () => {
      const data = join(temporaryFolder(), 'data');
      cpSync(written, data, { recursive: true });
      return data;
    };
    const unharmed = copied();
    const { out, tookMs } = await archive(unharmed);
    const { databaseBytes } = JSON.parse(out) as { databaseBytes: { before: number; after: number } };
    expect(databaseBytes.after).toBeLessThan(databaseBytes.before);
    expect(archivedTo(join(unharmed, 'log.db'))).toBe(before.length - 2000);
    expect(await entriesIn(unharmed)).toEqual(before);

    const ends = { before: 0, after: 0, 'not killed': 0 };
    let data = copied();
    for (let run = 0; run < kills; run += 1) {
      data = copied();
      const cut = run % 2 === 0 ? { at: run % 4 === 0 ? /gz$/ : /part$/ } : { afterMs: tookMs * (0.4 + random() * 0.7) };
      const { isKilled } = await archive(data, cut);
      ends[isKilled ? (archivedTo(join(data, 'log.db')) > 0 ? 'after' : 'before') : 'not killed'] += 1;
      expect(inspectLog(join(data, 'log.db'))).toMatchObject({ damage: undefined, entries: before.length, head: before.at(-1)?.hash });
      await archiveFolder(data, { before: Date.now() - 30 * DAY_MS, full: false });
      expect(archivedTo(join(data, 'log.db'))).toBe(before.length - 2000);
      expect(readdirSync(join(data, 'segments'))).toHaveLength(1);
      expect(await entriesIn(data)).toEqual(before);
    }
    process.stdout.write(`R1 archive: ${kills} kills, the text let go ${JSON.stringify(ends)}, 0 lost\n`);
    expect(ends.before).toBeGreaterThan(0);
  },
  patienceMs,
);

it('[LOG35] [LOG37] archives while alerts come in, and takes alerts on when a segment is lost', async () => {
  const { written, before } = await oldLog(12_500);
  const data = join(temporaryFolder(), 'data');
  cpSync(written, data, { recursive: true });
  const start = async () => {
    const started = await RelayProcess.start(data, ['--sample', '--archive-after', '30d']);
    onTestFinished(() => void started.kill());
    return started;
  };
  const trigger = async (to: RelayProcess) =>
    (await to.enqueue({ event_action: 'trigger', payload: { summary: 'Disk full', source: 'db1', severity: 'warning' } })).status;
  const relay = await start();
  let slowest = 0;
  const answers = new Set<number>();
  while (archivedTo(join(data, 'log.db')) === 0) {
    const startedAt = performance.now();
    answers.add(await trigger(relay));
    slowest = Math.max(slowest, performance.now() - startedAt);
  }
  process.stdout.write(`Archiving under load: slowest answer ${Math.round(slowest)} ms\n`);
  expect([...answers]).toEqual([202]);
  expect(archivedTo(join(data, 'log.db'))).toBe(10_000);
  await relay.kill();
  expect((await entriesIn(data)).slice(0, before.length)).toEqual(before);

  const segment = join(data, 'segments', '1-10000.ndjson.gz');
  renameSync(segment, `${segment}.lost`);
  const again = await start();
  expect(await trigger(again)).toBe(202);
  await expect.poll(async () => (await fetch(`${again.url}/healthz`)).status, patiently).toBe(503);
  expect(await again.api('/v1/events?after=9000&limit=1000')).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining('putting that one file back from the segments folder of a backup is enough') as string },
  });
  expect((await again.api('/v1/events?after=10000&limit=1000')).status).toBe(200);
  renameSync(`${segment}.lost`, segment);
  expect((await again.api('/v1/events?after=9000&limit=1000')).status).toBe(200);
  expect(await again.kill('SIGTERM')).toBe(0);
});
