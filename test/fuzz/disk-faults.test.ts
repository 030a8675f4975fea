import { expect, it } from 'vitest';
import { acceptAlerts } from '../../relay/ingest/intake.ts';
import { Auditor } from '../../relay/cli/audit/auditor.ts';
import { MemoryEventStore } from '../../relay/log/memory-event-store.ts';
import type { Commit } from '../../relay/log/event-store.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { decodeEvent } from '../../shared/log/envelope.ts';
import { idOf } from '../harness/entries.ts';
import { between, seededRandom } from '../harness/random.ts';
import { RelayLog } from '../harness/relay-log.ts';

const faults = Number(process.env['DISK_FAULT_RUNS'] ?? 100);
const seed = Number(process.env['DISK_FAULT_SEED'] ?? 1);
const errors = ['ENOSPC: no space left on device', 'EIO: i/o error', 'SQLITE_READONLY: attempt to write a readonly database'];

/** A disk that fails for a while now and then: before it took anything, or after it had, as a failing sync leaves it. */
class FaultyStore extends MemoryEventStore {
  fault: { error: string; after: boolean } | undefined;

  override async append(commits: readonly Commit[], incidents: readonly Incident[]): Promise<void> {
    const { fault } = this;
    if (fault && !fault.after) {
      throw new Error(fault.error);
    }
    await super.append(commits, incidents);
    if (fault) {
      throw new Error(fault.error);
    }
  }
}

/** What came of sending bursts of alerts to a relay whose disk fails at random points. */
async function sentThroughFaults(store: FaultyStore, points: number) {
  const random = seededRandom(seed);
  const log = await RelayLog.withSample(store);
  const confirmed = new Set<string>();
  const counts = { confirmed: 0, refused: 0, recovered: 0 };
  let sent = 0;
  const send = async () => {
    const dedupKey = `k-${(sent += 1)}`;
    const alert = { action: 'trigger', dedupKey, summary: 'Disk full', source: 'db1', severity: 'warning' } as const;
    try {
      await acceptAlerts(log.ledger, 'monitoring', [alert], () => log.newId());
      confirmed.add(dedupKey);
      counts.confirmed += 1;
      return true;
    } catch {
      counts.refused += 1;
      return false;
    }
  };
  const burst = async () => Promise.all(Array.from({ length: between(random, 1, 8) }, send));
  for (let i = 0; i < points; i += 1) {
    await burst();
    const during = burst();
    store.fault = { error: errors[i % errors.length] ?? '', after: random() < 0.3 };
    await during;
    await burst();
    store.fault = undefined;
    counts.recovered += Number(await send());
  }
  const entries = store.read(0, 1_000_000);
  const kept = new Set(
    entries
      .map(decodeEvent)
      .flatMap(({ type, body }) => (type === 'incident.triggered' ? [(body['alert'] as { dedupKey: string }).dedupKey] : [])),
  );
  return { log, entries, counts, falselyConfirmed: [...confirmed].filter((key) => !kept.has(key)).length };
}

it(`[LOG28] confirms nothing that is not on the disk, at ${faults} points where it fails, and needs no repair (R22)`, async () => {
  const store = new FaultyStore(idOf('log'));
  const { log, entries, counts, falselyConfirmed } = await sentThroughFaults(store, faults);
  process.stdout.write(
    `R22: ${faults} faults, ${counts.confirmed} confirmed, ${counts.refused} refused, ${falselyConfirmed} falsely confirmed\n`,
  );
  expect(falselyConfirmed).toBe(0);
  expect(counts.recovered).toBe(faults);
  expect(counts.refused).toBeGreaterThan(faults);
  expect(new Auditor().take(entries)).toBeUndefined();
  expect(store.head()).toMatchObject(log.ledger.head);
});

// The control: a disk that says yes and keeps nothing is what a store that confirms too early looks like.
it('[LOG28] would notice one that confirms what it does not keep', async () => {
  class LyingStore extends FaultyStore {
    override async append(commits: readonly Commit[], incidents: readonly Incident[]): Promise<void> {
      await super.append(commits, incidents).catch(() => undefined);
    }
  }
  const { falselyConfirmed } = await sentThroughFaults(new LyingStore(idOf('log')), 1);
  expect(falselyConfirmed).toBeGreaterThan(0);
});
