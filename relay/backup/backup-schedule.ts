import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../shared/time/instant.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { Recurring } from '../recurring.ts';
import { partSuffix, type BackupRequest } from './take-backup.ts';
import { tooMany } from './thinning.ts';
import { backupMoment, backupName } from './verify-backup.ts';

/** What scheduled backups run on. */
export interface BackupScheduleEdges {
  data: string;
  folder: string;
  everyMs: number;
  version: string;
  clock: Clock;
  /** Takes one backup, off the event loop. */
  take(request: BackupRequest): Promise<unknown>;
  onTrouble(message: string, error: unknown): void;
}

/** Backups of a relay's data folder as time goes on, thinned; one that fails is told of and tried again, and takes none of the others away. */
export function scheduleBackups({ data, folder, everyMs, version, clock, take, onTrouble }: BackupScheduleEdges): Recurring {
  return new Recurring({
    clock,
    everyMs,
    lastGoodAt: existsSync(folder) ? momentsIn(folder).at(-1) : undefined,
    async run(takenAt) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      forgetParts(folder, takenAt);
      await take({ data, to: join(folder, backupName(takenAt)), takenAt, version });
      for (const moment of tooMany(momentsIn(folder), takenAt)) {
        rmSync(join(folder, backupName(moment)), { recursive: true, force: true });
      }
    },
    onFailure: (error) =>
      onTrouble(`The backup into ${folder} failed; it is tried again within five minutes, and earlier backups stay.`, error),
  });
}

function momentsIn(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => backupMoment(name) ?? [])
    .toSorted((a, b) => a - b);
}

/** What a relay that was killed in the middle of a backup left; one in the making now is younger. */
function forgetParts(folder: string, now: number): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith('backup-') && each.endsWith(partSuffix))) {
    if (now - statSync(join(folder, name)).mtimeMs > DAY_MS) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}
