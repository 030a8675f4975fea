import { join } from 'node:path';
import type { Clock } from '../shared/time/clock.ts';
import { isoOf } from '../shared/time/instant.ts';
import { scheduleArchiving } from './archive/archive-schedule.ts';
import type { MadeSegment } from './archive/archive-worker.ts';
import type { ArchiveRequest } from './archive/make-segment.ts';
import type { Segment } from './archive/segment.ts';
import { logFile } from './backup/backup-files.ts';
import { scheduleBackups } from './backup/backup-schedule.ts';
import type { BackupRequest } from './backup/take-backup.ts';
import { DiskWatch } from './log/disk-watch.ts';
import type { EventStore } from './log/event-store.ts';
import { Inspections } from './log/inspections.ts';
import type { Inspected } from './log/inspect-log.ts';
import type { Ledger } from './log/ledger.ts';
import type { SqliteEventStore } from './log/sqlite-event-store.ts';
import type { RelayOptions } from './options.ts';
import { inWorker } from './worker-task.ts';

/** What the relay does for its data folder as time goes on, as /metrics reads it. */
export interface UpkeepGauges {
  logDamaged(): number;
  diskRefuses(): number;
  backupFailures(): number;
  /** Epoch seconds; 0 for never. */
  backupLastGoodSeconds(): number;
}

/** The state of the data folder in words anyone may read; what exactly is wrong stands in the relay's own output. */
export interface FolderHealth {
  disk: 'takes' | 'refuses';
  log: 'not inspected yet' | 'sound' | 'damaged';
  backup: { lastGoodAt: string | null; failing: boolean } | 'none scheduled';
}

/** The watch over a data folder: its disk, its log, its backups. */
export interface Upkeep {
  gauges: UpkeepGauges;
  health(): FolderHealth;
  start(): void;
  stop(): void;
}

/** Puts together the watch over a relay's data folder. */
export function makeUpkeep(
  { data, backups: asked, archiveAfterMs: afterMs }: Pick<RelayOptions, 'data' | 'backups' | 'archiveAfterMs'>,
  edges: {
    store: EventStore & Pick<SqliteEventStore, 'archive'>;
    ledger: Ledger;
    clock: Clock;
    version: string;
    onTrouble(message: string, error: unknown): void;
  },
): Upkeep {
  const { clock, version, onTrouble } = edges;
  const file = join(data, logFile);
  const disk = new DiskWatch(edges);
  const inspect = (log: string) => inWorker<Inspected>('log/inspection-worker', { file: log });
  const inspections = new Inspections({ file, clock, inspect, onTrouble });
  const take = (request: BackupRequest) => inWorker('backup/backup-worker', request);
  const backups = asked && scheduleBackups({ ...asked, data, version, clock, take, onTrouble });
  const make = (request: ArchiveRequest) => inWorker<MadeSegment>('archive/archive-worker', { ...request, file });
  const letGo = (segment: Segment) => edges.store.archive(segment);
  const archiving = afterMs === undefined ? undefined : scheduleArchiving({ afterMs, clock, make, letGo, onTrouble });
  const all = [disk, inspections, backups, archiving];
  return {
    gauges: {
      logDamaged: () => Number(inspections.found === 'damaged'),
      diskRefuses: () => Number(disk.refuses),
      backupFailures: () => backups?.failures ?? 0,
      backupLastGoodSeconds: () => (backups?.lastGoodAt ?? 0) / 1000,
    },
    health: () => ({
      disk: disk.refuses ? 'refuses' : 'takes',
      log: inspections.found,
      backup: backups
        ? { lastGoodAt: backups.lastGoodAt === undefined ? null : isoOf(backups.lastGoodAt), failing: backups.failure !== undefined }
        : 'none scheduled',
    }),
    start: () => all.forEach((each) => each?.start()),
    stop: () => all.forEach((each) => each?.stop()),
  };
}
