import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { builtProgram } from '../../scripts/start/node-build.ts';
import { verifyBackup } from '../../relay/backup/verify-backup.ts';
import { inspectLog } from '../../relay/log/inspect-log.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { runCli } from '../harness/cli-process.ts';
import { between, seededRandom } from '../harness/random.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const kills = Number(process.env['BACKUP_KILL_RUNS'] ?? 4);
/** How long something may take on a busy machine proves nothing; this only ends a wait that hangs. */
const patiently = { timeout: 60_000 };
const cli = builtProgram('relay/cli/index');

async function start(data: string, args?: readonly string[]): Promise<RelayProcess> {
  const relay = await RelayProcess.start(data, args);
  onTestFinished(() => void relay.kill());
  return relay;
}

/** Sends alerts one after the other until told to stop; the keys that were answered 202, and the slowest answer. */
function sending(relay: RelayProcess): { accepted: string[]; slowestMs: () => number; stop: () => Promise<void> } {
  const accepted: string[] = [];
  const stopping = new AbortController();
  let slowest = 0;
  const running = (async () => {
    for (let i = 0; !stopping.signal.aborted; i += 1) {
      const startedAt = performance.now();
      const { status } = await relay.enqueue({
        event_action: 'trigger',
        dedup_key: `k-${i}`,
        payload: { summary: 'Disk full', source: 'db1', severity: 'warning' },
      });
      slowest = Math.max(slowest, performance.now() - startedAt);
      if (status === 202) {
        accepted.push(`k-${i}`);
      }
    }
  })();
  return {
    accepted,
    slowestMs: () => Math.round(slowest),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function entriesOf(relay: RelayProcess): Promise<StoredEvent[]> {
  const { body } = await relay.api('/v1/events?limit=1000');
  return (body as { entries: StoredEvent[] }).entries;
}

const keysIn = (entries: readonly StoredEvent[]) =>
  entries
    .map(decodeEvent)
    .flatMap(({ type, body }) => (type === 'incident.triggered' ? [(body['alert'] as { dedupKey: string }).dedupKey] : []));

it('[LOG20] [LOG24] backs a relay up while alerts come in, and what is restored is the same relay with every alert it had confirmed', async () => {
  const relay = await start(temporaryFolder());
  const load = sending(relay);
  await expect.poll(() => load.accepted.length, patiently).toBeGreaterThan(20);
  const confirmed = [...load.accepted];
  const to = join(temporaryFolder(), 'backup');
  const taken = await runCli(relay, 'backup', '--to', to, '--json');
  expect([taken.code, taken.err]).toEqual([0, '']);
  await load.stop();
  expect(load.accepted.length).toBeGreaterThan(confirmed.length);
  const held = (JSON.parse(taken.out) as { entries: number }).entries;

  const refused = await runCli(relay, 'restore', to);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toBe(`Nothing was restored: A relay runs on ${relay.data}. Stop it first.\nPut that right, then run it again.\n`);

  const before = await entriesOf(relay);
  const secrets = relay.credentials;
  const data = join(temporaryFolder(), 'restored');
  const restored = await runCli(relay, 'restore', to, '--data', data);
  expect(restored.code).toBe(0);
  expect(restored.out).toContain('Laptops that hold later entries offer them when they connect.');
  const again = await start(data, []);
  expect(again.credentials).toEqual(secrets);
  const after = await entriesOf(again);
  expect(after.slice(0, held)).toEqual(before.slice(0, held));
  const kept = new Set(keysIn(after));
  expect(confirmed.filter((key) => !kept.has(key))).toEqual([]);
  expect((await again.enqueue({ event_action: 'trigger', payload: { summary: 'x', source: 'y', severity: 'info' } })).status).toBe(202);
  process.stdout.write(`Backup under load: ${held} entries, ${load.accepted.length} alerts, slowest answer ${load.slowestMs()} ms\n`);
});

it(`[LOG21] leaves no half backup under a good name in ${kills} kills in the middle of it`, async () => {
  const relay = await start(temporaryFolder());
  const load = sending(relay);
  await expect.poll(() => load.accepted.length, patiently).toBeGreaterThan(60);
  await load.stop();
  await relay.kill('SIGTERM');
  const random = seededRandom(1);
  const parent = temporaryFolder();
  const ends = { none: 0, whole: 0 };
  for (let run = 0; run < kills; run += 1) {
    const to = join(parent, `backup-${run}`);
    const child = spawn(process.execPath, [cli, 'backup', '--to', to, '--data', relay.data], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const cut = setTimeout(() => child.kill('SIGKILL'), between(random, 100, 800));
    // Now and then in the middle for certain: as soon as there is something half.
    const watch = setInterval(
      () => run % 2 === 0 && readdirSync(parent).some((name) => name.startsWith(`backup-${run}.`)) && child.kill('SIGKILL'),
      1,
    );
    await ended;
    clearTimeout(cut);
    clearInterval(watch);
    if (existsSync(to)) {
      verifyBackup(to);
      ends.whole += 1;
    } else {
      ends.none += 1;
    }
  }
  process.stdout.write(`Backups killed: ${JSON.stringify(ends)}\n`);
  expect(ends.none).toBeGreaterThan(0);
  expect(inspectLog(join(relay.data, 'log.db')).damage).toBeUndefined();
});

it('[LOG22] takes scheduled backups and says when the last one was; one that fails shows', async () => {
  const folder = join(temporaryFolder(), 'backups');
  const relay = await start(temporaryFolder(), ['--sample', '--backup-dir', folder]);
  const health = async () =>
    (await (await fetch(`${relay.url}/healthz`)).json()) as { log: string; backup: { lastGoodAt: string; failing: boolean } };
  await expect.poll(async () => (await health()).backup.lastGoodAt, patiently).not.toBeNull();
  await expect.poll(async () => (await health()).log, patiently).toBe('sound');
  const [name] = readdirSync(folder);
  expect(verifyBackup(join(folder, name ?? '')).entries).toBeGreaterThan(5);
  expect(await (await fetch(`${relay.url}/metrics`)).text()).toMatch(/^watchbell_backup_last_success_timestamp_seconds 1\d{9}/m);

  const file = join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  const other = await start(temporaryFolder(), ['--sample', '--backup-dir', join(file, 'no-folder')]);
  const otherHealth = async () => (await (await fetch(`${other.url}/healthz`)).json()) as { status: string; backup: object };
  await expect.poll(async () => (await otherHealth()).backup, patiently).toEqual({ lastGoodAt: null, failing: true });
  expect((await otherHealth()).status).toBe('ok');
});

it('[LOG26] goes on taking alerts when its log turns out damaged, and says so', async () => {
  const first = await start(temporaryFolder());
  for (let i = 0; i < 5; i += 1) {
    await first.enqueue({ event_action: 'trigger', payload: { summary: `Disk ${i}`, source: 'db1', severity: 'warning' } });
  }
  await first.kill('SIGTERM');
  // What the start does not look at, the inspection does.
  const db = new Database(join(first.data, 'log.db'));
  db.exec("UPDATE events SET kind = 'person' WHERE seq = (SELECT max(seq) - 2 FROM events)");
  db.close();
  const relay = await start(first.data, []);
  await expect.poll(async () => (await fetch(`${relay.url}/healthz`)).status, patiently).toBe(503);
  expect(await (await fetch(`${relay.url}/healthz`)).json()).toMatchObject({ status: 'log damaged', log: 'damaged' });
  expect(await (await fetch(`${relay.url}/metrics`)).text()).toMatch(/^watchbell_log_damaged 1$/m);
  expect((await fetch(`${relay.url}/readyz`)).status).toBe(200);
  expect((await relay.enqueue({ event_action: 'trigger', payload: { summary: 'x', source: 'y', severity: 'info' } })).status).toBe(202);
  const refused = await runCli(relay, 'backup', '--to', join(temporaryFolder(), 'backup'));
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/^No backup was made\. The log .+ is damaged \(Entry \d+ is filed under something else than it says\.\)/);
  expect(readFileSync(join(relay.data, 'log.db')).length).toBeGreaterThan(0);
});
