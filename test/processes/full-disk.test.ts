import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inspectLog } from '../../relay/log/inspect-log.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const rounds = Number(process.env['FULL_DISK_RUNS'] ?? 3);
const patiently = { timeout: 60_000 };

/** A small disk of its own in memory; undefined where only an administrator may make one. */
function smallDisk(): string | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return folder;
}

function fill(file: string): void {
  const ballast = openSync(file, 'a');
  try {
    for (let size = 65_536; size >= 1; size /= 2) {
      try {
        for (;;) {
          writeSync(ballast, Buffer.alloc(size, 1));
        }
      } catch {
        // Less fits, until nothing does.
      }
    }
  } finally {
    closeSync(ballast);
  }
}

it('[LOG28] [ALR8] on a real disk that is full: 503 and an alarm, no alert confirmed that is lost, and well again by itself (R22)', async (context) => {
  const disk = smallDisk();
  if (disk === undefined) {
    context.skip('only root may mount a small disk');
    return;
  }
  const relay = await RelayProcess.start(join(disk, 'data'));
  onTestFinished(() => void relay.kill());
  const confirmed = new Set<string>();
  const refused: number[] = [];
  let sent = 0;
  const send = async () => {
    const key = `k-${(sent += 1)}`;
    const payload = { summary: `Disk full ${'x'.repeat(900)}`, source: 'db1', severity: 'warning' };
    const { status } = await relay.enqueue({ event_action: 'trigger', dedup_key: key, payload });
    if (status === 202) {
      confirmed.add(key);
    } else {
      refused.push(status);
    }
    return status;
  };
  const ready = async () => (await fetch(`${relay.url}/readyz`)).status;
  const ballast = join(disk, 'ballast');
  expect(await send()).toBe(202);
  for (let round = 0; round < rounds; round += 1) {
    fill(ballast);
    // What the write-ahead log has room for already it still takes.
    await expect.poll(send, { ...patiently, interval: 1 }).toBe(503);
    await Promise.all(Array.from({ length: 20 }, send));
    expect(await ready()).toBe(503);
    expect(await (await fetch(`${relay.url}/healthz`)).json()).toMatchObject({ disk: 'refuses' });
    rmSync(ballast);
    await expect.poll(send, { ...patiently, interval: 20 }).toBe(202);
    expect(await ready()).toBe(200);
  }
  const entries: StoredEvent[] = [];
  for (let more = true; more;) {
    const { body } = await relay.api(`/v1/events?after=${entries.length}&limit=1000`);
    const page = (body as { entries: StoredEvent[] }).entries;
    entries.push(...page);
    more = page.length > 0;
  }
  const kept = new Set(
    entries
      .map(decodeEvent)
      .flatMap(({ type, body }) => (type === 'incident.triggered' ? [(body['alert'] as { dedupKey: string }).dedupKey] : [])),
  );
  const lost = [...confirmed].filter((key) => !kept.has(key));
  process.stdout.write(`R22 on a real disk: ${confirmed.size} confirmed, ${refused.length} refused, ${lost.length} lost\n`);
  expect(lost).toEqual([]);
  expect(new Set(refused)).toEqual(new Set([503]));
  expect(await relay.kill('SIGTERM')).toBe(0);
  expect(inspectLog(join(disk, 'data', 'log.db')).damage).toBeUndefined();
});
