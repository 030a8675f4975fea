import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SqliteReplicaStore } from '../../main/store/sqlite-replica-store.ts';
import { inspectLog } from '../../relay/log/inspect-log.ts';
import { decodeEvent, type StoredEvent } from '../../shared/log/envelope.ts';
import { entriesOf, idOf, mondayNight } from '../harness/entries.ts';
import { folded, triggered } from '../harness/folding.ts';
import { RelayProcess } from '../harness/relay-process.ts';
import { fillDisk, smallDisk } from '../harness/small-disk.ts';

const rounds = Number(process.env['FULL_DISK_RUNS'] ?? 3);
const patiently = { timeout: 60_000 };

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
    fillDisk(ballast);
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

it('[RING10] a laptop that starts on a full disk knows what rings, refuses what it could not keep, and writes again when there is room (R22)', (context) => {
  const disk = smallDisk('2m');
  if (disk === undefined) {
    context.skip('only root may mount a small disk');
    return;
  }
  const sketches = [triggered()];
  const command = { id: idOf('mine'), author: '{}', signature: 'c2ln' };
  const first = new SqliteReplicaStore(disk, () => mondayNight);
  const incidents = [...folded(sketches).state.incidents.values()];
  first.confirm({ entries: entriesOf(sketches), incidents, settled: [], returned: [] });
  first.addPending(command, 1);
  first.close();
  const ballast = join(disk, 'ballast');
  fillDisk(ballast);
  const store = new SqliteReplicaStore(disk, () => mondayNight);
  expect(store.load(0)).toMatchObject({ incidents: [{ id: 'incident-1', status: 'triggered' }], pending: [command], head: { seq: 1 } });
  expect(() => store.setRung('incident-1', { stepId: idOf('s'), pages: 1, lastAt: 1 })).toThrow(/full|no space|I\/O/i);
  expect(() => store.addPending({ ...command, id: idOf('other') }, 2)).toThrow(/full|no space|I\/O/i);
  rmSync(ballast);
  store.setRung('incident-1', { stepId: idOf('s'), pages: 1, lastAt: 1 });
  store.addPending({ ...command, id: idOf('third') }, 2);
  store.close();
  const again = new SqliteReplicaStore(disk, () => mondayNight);
  const kept = again.load(0);
  expect(kept.pending.map(({ id }) => id)).toEqual([command.id, idOf('third')]);
  expect([...kept.rung.keys()]).toEqual(['incident-1']);
  again.close();
});
